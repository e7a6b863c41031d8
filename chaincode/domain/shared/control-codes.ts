// SPDX-License-Identifier: Apache-2.0

/** A control list's entries by their grammar: what names the entry, before its sub-paragraphs. */
interface Grammar {
  readonly list: string;
  readonly entry: RegExp;
}

/**
 * Lists whose codes are known by their grammar: dual-use lists (Annex I to Regulation (EU) 2021/821 and those that share its grammar; an X
 * in place of the product group stands for a series of entries, such as 9x515 of the Commerce Control List), the Wassenaar and Union
 * military lists, and the United Kingdom's own entries (Export Control Order 2008, Schedule 3).
 */
const GRAMMARS: readonly Grammar[] = [
  { list: "dual-use", entry: /^[0-9][A-EX][0-9]{3}/ },
  { list: "military", entry: /^ML(?:1[0-9]|2[0-2]|[1-9])/ },
  { list: "national", entry: /^PL[0-9]{4}/ },
];

/** Product group of a code that stands for a series. */
const ANY_GROUP = "X";

/** A control code taken apart. */
export interface ControlCodeParts {
  /** List that its grammar is of. */
  readonly list: string;
  /** What names the entry, in capital letters, such as 5A002 or ML22. */
  readonly entry: string;
  /** Sub-paragraphs in small letters, such as ["a", "1"]. */
  readonly subParagraphs: readonly string[];
}

/**
 * Takes a control code apart, written with dots (5A002.a.1), brackets (ML10(a)) or neither (5A002a1).
 * @returns undefined where the code is of no grammar that is known.
 */
export function controlCodeParts(code: string): ControlCodeParts | undefined {
  const text = code.replace(/\s+/g, "").toUpperCase();
  for (const { list, entry } of GRAMMARS) {
    const found = entry.exec(text)?.[0];
    if (found === undefined) continue;
    const rest = text.slice(found.length);
    if (!/^(?:[.(]?(?:[A-Z]+|[0-9]+)\)?)*$/.test(rest) || /^[0-9]/.test(rest)) return undefined;
    return {
      list,
      entry: found,
      subParagraphs: (rest.match(/[A-Z]+|[0-9]+/g) ?? []).map((part) => part.toLowerCase()),
    };
  }
  return undefined;
}

/** A control code in one spelling: 5A002.a.1, ML22.b.2, PL9010; one of no grammar that is known without spaces, in capital letters. */
export function normalControlCode(code: string): string {
  const parts = controlCodeParts(code);
  if (parts === undefined) return code.replace(/\s+/g, "").toUpperCase();
  return [parts.entry, ...parts.subParagraphs].join(".");
}

/**
 * Whether a heading covers a code: the same entry, or one of the series that it stands for, and the same sub-paragraph or one below it.
 * A sub-paragraph never covers its heading.
 * @example coversControlCode("5A002a1", "5A002.a.1.b") // true
 */
export function coversControlCode(heading: string, code: string): boolean {
  const above = controlCodeParts(heading);
  const below = controlCodeParts(code);
  if (above === undefined || below === undefined) {
    const [whole, part] = [normalControlCode(heading), normalControlCode(code)];
    return whole === part || part.startsWith(`${whole}.`);
  }
  return (
    isEntryWithin(above.entry, below.entry) &&
    above.subParagraphs.every((part, index) => part === below.subParagraphs[index])
  );
}

function isEntryWithin(heading: string, entry: string): boolean {
  if (heading === entry) return true;
  const isSeries = heading.charAt(1) === ANY_GROUP && /^[0-9]/.test(heading);
  return isSeries && heading.charAt(0) === entry.charAt(0) && heading.slice(2) === entry.slice(2);
}
