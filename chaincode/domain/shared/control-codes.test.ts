// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { controlCodeParts, coversControlCode, normalControlCode } from "./control-codes";

describe("normalControlCode", () => {
  it.each([
    ["5A002a1", "5A002.a.1"],
    ["5A002.a.1", "5A002.a.1"],
    [" 5a002 . A . 1 ", "5A002.a.1"],
    ["5A002a1b", "5A002.a.1.b"],
    ["5D001e", "5D001.e"],
    ["3A001.a.5.a.1", "3A001.a.5.a.1"],
    ["3A001a12", "3A001.a.12"],
    ["ML1a", "ML1.a"],
    ["ML10(a)", "ML10.a"],
    ["ML22", "ML22"],
    ["ML22.b.2", "ML22.b.2"],
    ["PL9010", "PL9010"],
    ["9x515", "9X515"],
    ["0A501.a.1", "0A501.a.1"],
    ["end-use", "END-USE"],
  ])("%s is %s", (code, normal) => {
    expect(normalControlCode(code)).toBe(normal);
    expect(normalControlCode(normal)).toBe(normal);
  });

  it.each(["5A0021", "ML23", "ML0", "XI(a)", "5A002..a", "PL901"])("%s is of no known grammar", (code) => {
    expect(controlCodeParts(code)).toBeUndefined();
  });
});

describe("coversControlCode", () => {
  it.each([
    ["5A002", "5A002.a.1"],
    ["5A002a1", "5A002.a.1"],
    ["5A002.a.1", "5A002a1b"],
    ["ML1", "ML1a"],
    ["PL9010", "PL9010"],
    ["9x515", "9A515.a"],
    ["9x515", "9x515"],
    ["end-use", "END-USE"],
  ])("%s covers %s", (heading, code) => {
    expect(coversControlCode(heading, code)).toBe(true);
  });

  it.each([
    ["5A002.a.1", "5A002"],
    ["5A002.a.1", "5A002.a.10"],
    ["5A002.a.i", "5A002.a.ii"],
    ["5A002", "5A003"],
    ["ML1", "ML10"],
    ["ML2", "ML22"],
    ["9A515", "9x515"],
    ["9x515", "9A516"],
    ["9x515", "3A515"],
    ["none", "5A002"],
  ])("%s does not cover %s", (heading, code) => {
    expect(coversControlCode(heading, code)).toBe(false);
  });
});
