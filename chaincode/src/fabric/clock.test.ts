// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { requireTimely, TIME_WINDOW_MS } from "./clock";
import { codeOf } from "../testing/fabric/refusals";

const NOW = Date.parse("2026-11-23T10:00:00.000Z");

describe("a transaction's time", () => {
  it.each([
    ["the endorser's own", 0, "no error"],
    ["at the window's end", TIME_WINDOW_MS, "no error"],
    ["at the window's beginning", -TIME_WINDOW_MS, "no error"],
    ["a millisecond ahead of it", TIME_WINDOW_MS + 1, "TRANSACTION_TIME_REFUSED"],
    ["a millisecond behind it", -TIME_WINDOW_MS - 1, "TRANSACTION_TIME_REFUSED"],
    ["half a year back", -180 * 86_400_000, "TRANSACTION_TIME_REFUSED"],
    ["years ahead", 1_200 * 86_400_000, "TRANSACTION_TIME_REFUSED"],
  ])("%s", async (_, offMs, code) => {
    const time = new Date(NOW + offMs).toISOString();
    const asked = Promise.resolve().then(() => {
      requireTimely(time, { now: () => NOW });
    });
    expect(await codeOf(asked)).toBe(code);
  });
});
