// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { read } from "../checks/sources.js";
import { CASE_ROWS } from "../e2e/customs-messages/case-rows.js";

/** The wallet's case is no customs message: tests of the typed data hold it. */
const OF_A_WALLET = "27";

describe("the page of cases from practice", () => {
  it("has the number of every case that is played, and no other", () => {
    const told = [...read("docs/reference/cases.md").matchAll(/^\| (\d\d) /gm)].map(([, number = ""]) => number);
    const played = CASE_ROWS.map(({ id }) => id.slice(0, 2));
    expect(told).toEqual([...new Set([...played, OF_A_WALLET])].sort());
  });
});
