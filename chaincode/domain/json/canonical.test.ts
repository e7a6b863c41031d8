// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitmentOf, hashOf } from "../shared/commitment";
import { CANONICAL_DEPTH_MAX, canonicalJson, type JsonValue } from "./canonical";
import rfc8785 from "./vectors/rfc8785.json";

describe("canonical JSON", () => {
  it.each(rfc8785.cases)("is what RFC 8785 gives for $name", ({ input, output }) => {
    expect(canonicalJson(JSON.parse(input) as JsonValue)).toBe(output);
  });

  it("reads back as the same value and does not depend on the order of names", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
        expect(canonicalJson(reversed(value as JsonValue))).toBe(text);
      }),
    );
  });

  it("leaves undefined members out", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a lone surrogate", "\ud800"],
    ["a function", (() => 1) as unknown as JsonValue],
    ["a big integer", 1n as unknown as JsonValue],
  ])("refuses %s", (_, value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  it("refuses nesting beyond its limit", () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? 0 : [nested(depth - 1)]);
    expect(canonicalJson(nested(CANONICAL_DEPTH_MAX))).toContain("0");
    expect(() => canonicalJson(nested(CANONICAL_DEPTH_MAX + 1))).toThrow(TypeError);
  });
});

describe("a commitment", () => {
  it("is SHA-256 over canonical content and salt", () => {
    expect(hashOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    const part = { salt: "00".repeat(32), content: { b: 1, a: 2 } };
    expect(commitmentOf(part)).toBe(hashOf({ salt: part.salt, content: { a: 2, b: 1 } }));
    expect(commitmentOf({ ...part, salt: "01".repeat(32) })).not.toBe(commitmentOf(part));
  });
});

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => reversed(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member as JsonValue)]),
  );
}
