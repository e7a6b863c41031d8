// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { confidentialIn } from "./confidential.js";

describe("what is confidential of the case", () => {
  it.each([
    ["a value in a record", `{"value":"12040","currency":"GBP"}`, ["12040"]],
    ["a value with its currency", "12040GBP", ["12040"]],
    ["a value in pence", `{"minor":1204000}`, ["1204000"]],
    ["a seal between other bytes", "\u0001\u000a2589793487\u0012", ["2589793487"]],
    ["a control code", "code 5A002.a.1;", ["5A002.a.1"]],
    ["a hash that has the digits by chance", "9f31204055ab", []],
    ["a hash that begins with them", `"12040fbc"`, []],
    ["nothing", "", []],
  ])("is found or not in %s", (_what, text, expected) => {
    expect(confidentialIn(Buffer.from(text, "latin1"))).toEqual(expected);
  });
});
