// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ageOf, ANSWER_AGE_MAX_MS, arrivalOf, isOld } from "./age";

const AT = "2026-12-01T10:00:00.000Z";
const CAME = { ticks: 5_000, clock: Date.parse(AT) + 3_600_000 };
const SENT = "Tue, 01 Dec 2026 10:00:02 GMT";

const later = (ticks: number, clock = ticks): typeof CAME => ({ ticks: CAME.ticks + ticks, clock: CAME.clock + clock });

describe("the age of an answer", () => {
  it.each([
    ["as it comes, by the gateway's clock and not the device's", SENT, later(0), 2_000],
    ["grows by the device's clock that nobody sets", SENT, later(30_000), 32_000],
    ["grows while the device sleeps and that clock stands still", SENT, later(0, 30_000), 32_000],
    ["does not shrink where the other clock is set back", SENT, later(30_000, -3_600_000), 32_000],
    ["is none before its arrival", SENT, later(-1_000), 2_000],
    ["is none where the gateway's clock was before it", "Tue, 01 Dec 2026 09:59:59 GMT", later(0), 0],
    ["is the device's word where the gateway says no time", null, later(0), 3_600_000],
  ])("%s", (_name, date, now, age) => {
    expect(ageOf(arrivalOf(AT, date, CAME), now)).toBe(age);
  });

  it.each([
    ["at its most", ANSWER_AGE_MAX_MS - 2_000, false],
    ["beyond", ANSWER_AGE_MAX_MS - 1_999, true],
  ])("is believed up to its limit: %s", (_name, after, old) => {
    expect(isOld(arrivalOf(AT, SENT, CAME), later(after))).toBe(old);
  });

  it("is too much where the answer says no time that can be read", () => {
    expect(isOld(arrivalOf("soon", SENT, CAME), later(0))).toBe(true);
  });
});
