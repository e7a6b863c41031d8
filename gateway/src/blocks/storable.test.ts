// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { namedParts } from "./named-parts.js";
import { isStorable } from "./storable.js";

describe("isStorable", () => {
  it.each([
    ["a text of every plane", "Zürich, \u0645\u0631\u062d\u0628\u0627, 😀", true],
    ["what is no text", [1, true, null, {}], true],
    ["a backslash before what looks like an escape", "\\u0000", true],
    ["U+0000", "a\u0000b", false],
    ["U+0000 deep inside", { items: [{ remarks: "a\u0000" }] }, false],
    ["U+0000 in a name", { "a\u0000": 1 }, false],
    ["half a character", ["\ud83d"], false],
  ])("%s", (_, value, storable) => {
    expect(isStorable(value as never)).toBe(storable);
  });
});

describe("namedParts", () => {
  it.each([
    ["GB-CN-0001", 1],
    ["GB-CN-0001\u0000", 0],
  ])("names the part of %j %i times", (id, times) => {
    const record = { id, declarant: "GB-EX-0001", commitments: { content: "a".repeat(64) } };
    const value = Buffer.from(JSON.stringify({ schema: 1, record }));
    const composite = { type: "consignment", attributes: ["a".repeat(64)] };
    expect(namedParts([{ key: "", composite, value }], undefined).size).toBe(times);
  });
});
