// SPDX-License-Identifier: Apache-2.0

/** A JSON value. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue | undefined };

/** How deep a value may be nested before it is refused. */
export const CANONICAL_DEPTH_MAX = 32;

/**
 * Serialises a value by the JSON Canonicalization Scheme (RFC 8785): names sorted by UTF-16 code units, ECMAScript numbers,
 * no white space. Members that are `undefined` are left out.
 * @throws {TypeError} for a value that JSON cannot hold, a number that is not finite, a lone surrogate, or nesting beyond the limit.
 */
export function canonicalJson(value: JsonValue): string {
  return serialise(value, 0);
}

function serialise(value: JsonValue, depth: number): string {
  if (depth > CANONICAL_DEPTH_MAX) throw new TypeError(`nested deeper than ${CANONICAL_DEPTH_MAX.toString()}`);
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") return serialiseString(value);
  if (typeof value === "number") return serialiseNumber(value);
  if (typeof value !== "object") throw new TypeError(`${typeof value} is not a JSON value`);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => serialise(item, depth + 1)).join(",")}]`;
  return serialiseObject(value as { readonly [name: string]: JsonValue | undefined }, depth);
}

function serialiseObject(value: { readonly [name: string]: JsonValue | undefined }, depth: number): string {
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${serialiseString(name)}:${serialise(member, depth + 1)}`);
  }
  return `{${members.join(",")}}`;
}

function serialiseNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value.toString()} is not a JSON number`);
  return JSON.stringify(value);
}

function serialiseString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("a string holds a lone surrogate");
  return JSON.stringify(value);
}
