// SPDX-License-Identifier: Apache-2.0

/** A field on which two documents differ, with what each says; null where it says nothing. */
export interface Mismatch {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
}

/** A party as any document names it. */
export interface ComparedParty {
  readonly party?: string | undefined;
  readonly identifier?: string | undefined;
  readonly name?: string | undefined;
  readonly country?: string | undefined;
}

/** A text reduced to what people mean by "the same": letter case, accents, punctuation and spacing do not matter. */
export function comparable(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A control code without spaces and in upper case. */
export function comparableCode(code: string): string {
  return code.replaceAll(/\s/g, "").toUpperCase();
}

/**
 * Where two documents name different parties in one place. Register ids decide where both give one; else name and country, as far as
 * both give them.
 */
export function partyMismatches(field: string, left: ComparedParty, right: ComparedParty): readonly Mismatch[] {
  if (left.party !== undefined && right.party !== undefined) {
    return textMismatches(`${field}.party`, left.party, right.party);
  }
  return [
    ...textMismatches(`${field}.name`, left.name, right.name),
    ...textMismatches(`${field}.country`, left.country, right.country),
    ...unnamed(field, left, right),
  ];
}

/** Where two texts differ; nothing where one of the documents does not give it. */
export function textMismatches(
  field: string,
  left: string | undefined,
  right: string | undefined,
): readonly Mismatch[] {
  if (left === undefined || right === undefined || comparable(left) === comparable(right)) return [];
  return [{ field, left, right }];
}

/** A party of which the two documents have nothing in common to compare is a difference, never a match. */
function unnamed(field: string, left: ComparedParty, right: ComparedParty): readonly Mismatch[] {
  if (left.name !== undefined && right.name !== undefined) return [];
  return [{ field, left: left.name ?? left.party ?? null, right: right.name ?? right.party ?? null }];
}
