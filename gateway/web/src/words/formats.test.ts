// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { formatsOf } from "./formats";
import { type Language, preferredLanguage } from "./languages";

/** What stands between groups of digits and before units differs by ICU's version; it is a blank that does not break. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u200e\u200f\u061c]/g, "");

describe("quantities", () => {
  const rows: [Language, string, string, string][] = [
    ["en", "10000000", "KGM", "10.000 kg"],
    ["en", "1", "KGM", "0.000001 kg"],
    ["en", "40", "NAR", "40 NAR"],
    ["en", "0", "NAR", "0 NAR"],
    ["en", "999999999999999999999999999999", "NAR", "999,999,999,999,999,999,999,999,999,999 NAR"],
    ["en", "123456789012345678901234567890", "KGM", "123,456,789,012,345,678,901,234.56789 kg"],
    ["fr", "1234500000", "KGM", "1 234,500 kg"],
    ["ar", "10000000", "KGM", "10.000 kg"],
    ["en", "7", "MCG", "7 µg"],
  ];
  it.each(rows)("%s writes %s of the smallest unit of %s as %s", (language, amount, unit, written) => {
    expect(plain(formatsOf(language).quantity({ amount, unit }))).toBe(written);
  });
});

describe("a quantity in a text from right to left", () => {
  it("keeps its unit behind the number", () => {
    expect(formatsOf("ar").quantity({ amount: "1", unit: "NAR" })).toMatch(/^\u200e/);
  });
});

describe("money", () => {
  it.each([
    ["GBP", "5", "GBP 0.05"],
    ["GBP", "123456789012345678901234567890", "GBP 1,234,567,890,123,456,789,012,345,678.90"],
    ["JPY", "1500", "JPY 1,500"],
    ["KWD", "1500", "KWD 1.500"],
  ])("in %s of %s minor units reads %s", (currency, amount, written) => {
    expect(plain(formatsOf("en").money({ amount, currency }))).toBe(written);
  });
});

describe("times", () => {
  it("say the zone", () => {
    expect(formatsOf("en").moment("2026-11-26T02:47:00Z")).toMatch(/26 Nov 2026, \d\d:\d\d (UTC|[A-Z]{3,4}|GMT[+-]\d)/);
  });

  it("take a legal day for the same day everywhere", () => {
    expect(formatsOf("en").day("2026-11-26")).toBe("26 Nov 2026");
  });

  it.each([
    [0, "0 sec ago"],
    [4_000, "4 sec ago"],
    [-3_000, "0 sec ago"],
    [59_000, "59 sec ago"],
    [60_000, "1 min ago"],
    [3_599_000, "59 min ago"],
    [7_200_000, "2 hr ago"],
    [172_800_000, "2 days ago"],
  ])("%s ms ago reads %s", (ms, written) => {
    const now = new Date("2026-11-26T02:47:00Z");
    expect(formatsOf("en").ago(new Date(now.getTime() - ms), now)).toBe(written);
  });
});

describe("the language", () => {
  it.each([
    [["ar-AE", "en"], "ar"],
    [["de", "fr-CH"], "fr"],
    [["ur"], "en"],
    [[], "en"],
  ] as const)("for somebody who likes %s is %s", (likes, language) => {
    expect(preferredLanguage(likes)).toBe(language);
  });
});
