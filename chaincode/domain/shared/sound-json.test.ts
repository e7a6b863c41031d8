// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { SENT_DEPTH_MAX, unsoundIn } from "./sound-json";

function nested(levels: number): unknown {
  return JSON.parse("[".repeat(levels) + "]".repeat(levels));
}

describe("what somebody sends", () => {
  it.each<[string, unknown]>([
    ["a name with letters of any script", { name: "Łódź Ærøskøbing GmbH & Co. KG, 株式会社, شركة, İzmir" }],
    ["lines and tabs of an address", { address: "1 Quay Street\r\n\tFelixstowe" }],
    ["a character beyond the basic plane", { name: "𝒜 Ltd" }],
    ["numbers, truth values and null", { a: [1, true, null], b: {} }],
    ["nesting up to the limit", nested(SENT_DEPTH_MAX)],
  ])("may hold %s", (_, value) => {
    expect(unsoundIn(value)).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ["NUL", "a\u0000b", "U+0000"],
    ["an escape", "a\u001bb", "U+001B"],
    ["a right-to-left override", "gpj\u202egnp", "U+202E"],
    ["an isolate", "\u2066a", "U+2066"],
    ["an Arabic letter mark", "a\u061c", "U+061C"],
    ["a zero-width space", "Acme\u200bLtd", "U+200B"],
    ["a zero-width joiner", "Acme\u200dLtd", "U+200D"],
    ["a byte order mark", "\ufeffAcme", "U+FEFF"],
    ["a soft hyphen", "Ac\u00adme", "U+00AD"],
    ["a Hangul filler", "\u3164", "U+3164"],
    ["a tag", "a\u{e0041}", "U+E0041"],
    ["what a broken encoding leaves", "M\ufffdller", "U+FFFD"],
  ])("may not hold %s in a text or in a name", (_, text, code) => {
    const message = `holds a character that nobody sees (${code})`;
    expect(unsoundIn({ parties: [{ name: text }] })).toEqual({ path: "parties.0.name", message });
    expect(unsoundIn({ [text]: 1 })?.message).toContain(code);
    expect(unsoundIn({ name: text }, "any")).toBeUndefined();
  });

  it.each(["any", "visible"] as const)("may not hold half a character (%s)", (texts) => {
    expect(unsoundIn({ name: "a\ud800" }, texts)).toEqual({
      path: "name",
      message: "holds half a character (a lone surrogate)",
    });
    expect(unsoundIn({ "\udc00": 1 }, texts)?.path).toBe("");
  });

  it.each([SENT_DEPTH_MAX + 1, 200_000])("may not be nested %i deep", (levels) => {
    expect(unsoundIn(nested(levels))?.message).toBe(`is nested deeper than ${SENT_DEPTH_MAX.toString()}`);
  });

  it("may not name a member as objects name their own", () => {
    expect(unsoundIn(JSON.parse('{"content":{"__proto__":{"name":"x"}}}'))?.path).toBe("content");
  });
});
