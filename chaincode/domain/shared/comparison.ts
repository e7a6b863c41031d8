// SPDX-License-Identifier: Apache-2.0
import { compareCountries } from "./customs-countries";
import { compareIdentifiers } from "./identifiers";
import { type Comparison, different, SAME, spelling } from "./likeness";
import { comparePartyNames } from "./party-names";

/** A field on which two documents differ, with what each says; null where it says nothing. */
export interface Mismatch {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
}

/** A field that two documents write otherwise and mean the same by, with what each says and what they differ in. */
export interface SpellingDifference {
  readonly field: string;
  readonly left: string;
  readonly right: string;
  readonly differs: string;
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

/** What of a party is compared, and how: whatever both documents give must agree, whatever else does. */
const PARTY_FIELDS: readonly (readonly [
  name: keyof ComparedParty,
  compare: (left: string, right: string) => Comparison,
])[] = [
  ["party", compareTexts],
  ["identifier", compareIdentifiers],
  ["name", comparePartyNames],
  ["country", compareCountries],
];

/**
 * Where two documents name different parties in one place: register id, number, name and country are each compared, as far as both
 * documents give them.
 */
export function partyMismatches(field: string, left: ComparedParty, right: ComparedParty): readonly Mismatch[] {
  const differing = comparedFields(field, left, right).filter(({ likeness }) => likeness === "different");
  return [
    ...differing.map(({ field: name, left: first, right: second }) => ({ field: name, left: first, right: second })),
    ...unnamed(field, left, right),
  ];
}

/** What two documents write otherwise of a party that they agree on. It stops nothing; people are shown it. */
export function partySpellings(
  field: string,
  left: ComparedParty,
  right: ComparedParty,
): readonly SpellingDifference[] {
  return comparedFields(field, left, right)
    .filter(({ likeness }) => likeness === "spelling")
    .map(({ field: name, left: first, right: second, differs = "" }) => ({
      field: name,
      left: first,
      right: second,
      differs,
    }));
}

/** Where two texts differ; nothing where one of the documents does not give it. */
export function textMismatches(
  field: string,
  left: string | undefined,
  right: string | undefined,
): readonly Mismatch[] {
  return mismatchesOf(field, left, right, compareTexts);
}

/** Where two country codes are not of one country, as customs write them; nothing where one of the documents gives none. */
export function countryMismatches(
  field: string,
  left: string | undefined,
  right: string | undefined,
): readonly Mismatch[] {
  return mismatchesOf(field, left, right, compareCountries);
}

function mismatchesOf(
  field: string,
  left: string | undefined,
  right: string | undefined,
  compare: (left: string, right: string) => Comparison,
): readonly Mismatch[] {
  if (left === undefined || right === undefined || compare(left, right).likeness !== "different") return [];
  return [{ field, left, right }];
}

function comparedFields(
  field: string,
  left: ComparedParty,
  right: ComparedParty,
): readonly (Comparison & { readonly field: string; readonly left: string; readonly right: string })[] {
  return PARTY_FIELDS.flatMap(([name, compare]) => {
    const [first, second] = [left[name], right[name]];
    if (first === undefined || second === undefined) return [];
    return [{ field: `${field}.${name}`, left: first, right: second, ...compare(first, second) }];
  });
}

function compareTexts(left: string, right: string): Comparison {
  if (left === right) return SAME;
  return comparable(left) === comparable(right) ? spelling("letter case, accents or punctuation") : different("text");
}

/** A party of which the two documents have nothing in common to compare is a difference, never a match. */
function unnamed(field: string, left: ComparedParty, right: ComparedParty): readonly Mismatch[] {
  if (left.party !== undefined && right.party !== undefined) return [];
  if (left.name !== undefined && right.name !== undefined) return [];
  return [{ field, left: left.name ?? left.party ?? null, right: right.name ?? right.party ?? null }];
}
