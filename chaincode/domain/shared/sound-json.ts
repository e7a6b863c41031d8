// SPDX-License-Identifier: Apache-2.0

/** How deep what somebody sends may be nested: the ledger's own envelopes around it stay within the canonical form's limit. */
export const SENT_DEPTH_MAX = 24;

/**
 * Characters that nobody sees and that make two names look alike: controls but tab and line ends, direction marks, zero-width
 * characters, fillers, variation selectors, tags, and what stands for no character. From Unicode's Default_Ignorable_Code_Point,
 * Bidi_Control and Cc, written out: two peers whose Unicode tables differ must not differ in a verdict.
 */
const UNSEEN: readonly (readonly [first: number, last: number])[] = [
  [0x0000, 0x0008],
  [0x000b, 0x000c],
  [0x000e, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const UNSEEN_PATTERN = new RegExp(`[${UNSEEN.map((range) => range.map(escaped).join("-")).join("")}]`, "u");

/** A name that JSON may give a member and that is an object's own inner one. */
const NAME_TAKEN = "__proto__";

/** What is wrong in a JSON value, and where. */
export interface Unsound {
  /** Names and positions on the way to it, joined by dots. */
  readonly path: string;
  /** The rest of a sentence about what stands there. */
  readonly message: string;
}

/**
 * Looks for what no schema of a record says and none may take: nesting without end, strings that UTF-8 cannot hold, and texts with
 * characters that nobody sees.
 * @param texts `any` leaves the last out, for content that was taken at another time.
 * @returns the first thing that is wrong, or undefined.
 */
export function unsoundIn(value: unknown, texts: "visible" | "any" = "visible"): Unsound | undefined {
  const problem = texts === "visible" ? problemOfText : problemOfString;
  return search(value, [], problem);
}

type StringProblem = (text: string) => string | undefined;

function search(value: unknown, path: readonly string[], problemOf: StringProblem): Unsound | undefined {
  if (typeof value === "string") return found(path, problemOf(value));
  if (typeof value !== "object" || value === null) return undefined;
  if (path.length >= SENT_DEPTH_MAX) return found(path, `is nested deeper than ${SENT_DEPTH_MAX.toString()}`);
  for (const [name, member] of Object.entries(value)) {
    const unsound = found(path, problemOfName(name)) ?? search(member, [...path, name], problemOf);
    if (unsound !== undefined) return unsound;
  }
  return undefined;
}

function found(path: readonly string[], message: string | undefined): Unsound | undefined {
  return message === undefined ? undefined : { path: path.join("."), message };
}

function problemOfName(name: string): string | undefined {
  if (name === NAME_TAKEN) return "has a member with a name that is taken";
  const problem = problemOfText(name);
  return problem === undefined ? undefined : `has a member whose name ${problem}`;
}

function problemOfString(text: string): string | undefined {
  return text.isWellFormed() ? undefined : "holds half a character (a lone surrogate)";
}

function problemOfText(text: string): string | undefined {
  const unseen = UNSEEN_PATTERN.exec(text)?.[0];
  if (unseen === undefined) return problemOfString(text);
  const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `holds a character that nobody sees (U+${code})`;
}

function escaped(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
