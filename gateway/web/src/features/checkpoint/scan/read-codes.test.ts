// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { textIn } from "./read-codes";

describe("what a code says", () => {
  it.each([
    ["a reference", " GB-CN-1 ", "GB-CN-1"],
    ["an address of a verdict", "https://licet.example/check/GB-CN-1", "GB-CN-1"],
    ["an address with more behind it", "HTTPS://licet.example/check/GB-CN-1/?a=b#c", "GB-CN-1"],
    ["an address of anybody's, which is not opened", "https://elsewhere.example/", ""],
    ["an address with an escaped reference", "https://licet.example/check/A%2FB", "A/B"],
    ["an address with a broken escape", "https://licet.example/check/A%2", "A%2"],
  ])("%s", (_name, code, text) => {
    expect(textIn(code)).toBe(text);
  });
});
