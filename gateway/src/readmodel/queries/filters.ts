// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf, CountryCode, Day, normalControlCode, ownerOfReference, RegisterCode } from "@licet/domain";
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { WORDS_CONFIGURATION } from "../../database/ledger/schema.js";
import { codeFacetValue, type FacetName, facetValue } from "../facets.js";
import type { ListDefinition } from "./lists.js";
import { hasLapsed, withStatusNow } from "./status-now.js";
import { hasFewWords, TOO_MANY_WORDS, wordsOf, WORDS_MAX } from "./words.js";

/** How many characters of a reference's end find it: as many as people read out of a UCR. */
export const ENDING_CHARACTERS_MIN = 7;

/** How many statuses one question may name. */
const STATUSES_MAX = 20;

const VALUE_CHARACTERS_MAX = 100;

const value = z.string().trim().min(1).max(VALUE_CHARACTERS_MAX);

/** Filters of every list; all of them hold together. */
export const ListFilters = z.strictObject({
  text: z
    .string()
    .refine((text) => wordsOf(text).length > 0, { error: "holds no letter and no digit" })
    .refine(hasFewWords, { error: TOO_MANY_WORDS })
    .max(200)
    .optional()
    .describe(
      `up to ${WORDS_MAX.toString()} words, each whole or its beginning, in names, addresses, descriptions, end use, remarks`,
    ),
  reference: value
    .optional()
    .describe(
      `reference of the record or one that it bears (UCR, master UCR, MRN, LRN): whole, or its last ${ENDING_CHARACTERS_MIN.toString()} characters or more`,
    ),
  code: value.optional().describe("control code with everything below it: 5A002 finds 5A002.a.1"),
  party: value.optional().describe("register id of a party that the record names"),
  place: value.optional().describe("UN/LOCODE"),
  country: CountryCode.optional().describe("destination, state or country that the record names"),
  office: value.optional(),
  officer: value.optional().describe("pseudonym of a person who did something to the record"),
  kind: value.optional().describe("kind or type of the record"),
  licence: value.optional().describe("licence that the record names"),
  certificate: value.optional().describe("end-use certificate that the record names"),
  consignment: value.optional().describe("consignment that the record names"),
  container: value.optional(),
  seal: value.optional(),
  vehicle: value.optional().describe("identification of a means of transport"),
  identifier: value.optional().describe("EORI or another identifier of a party"),
  status: z.array(value).min(1).max(STATUSES_MAX).optional().describe("status as it is now"),
  owner: RegisterCode.optional().describe("register of the organisation that owns the record, such as GB or CARRIERS"),
  changedFrom: Day.optional().describe("first day on which it was last changed"),
  changedTo: Day.optional().describe("last such day"),
  dueFrom: Day.optional().describe("first day on which it is due or lapses"),
  dueTo: Day.optional().describe("last such day"),
  overdue: z.boolean().optional().describe("whether its date has passed while nobody has ended it"),
});
export type ListFilters = z.infer<typeof ListFilters>;

/** Filters by a value that records are found by, and the name that it is taken up under. */
const BY_FACET = {
  party: "party",
  place: "place",
  country: "country",
  office: "office",
  officer: "officer",
  kind: "kind",
  licence: "licence",
  certificate: "certificate",
  consignment: "consignment",
  identifier: "identifier",
  code: "code",
  container: "container",
  seal: "seal",
  vehicle: "vehicle",
} as const satisfies Partial<Record<keyof ListFilters, FacetName>>;

/** Values of few records each, which may stand in what hangs under a row: they are looked up first. */
const LOOKED_UP_FIRST: readonly FacetName[] = ["container", "seal", "vehicle"];

/** Records of one of those values that are looked at, at most. */
const MARKED_MAX = 100_000;

/** What a list is found by that another table holds: given, and how one record is tested for it. */
export interface Lookup {
  /** Finds the references of records of the list, each once or more often, so many at most. */
  readonly found: (most: number) => RawBuilder<{ id: string }>;
  /** Whether one record has it. */
  readonly test: RawBuilder<boolean>;
}

/** Everything that is looked up in other tables, what few records have first. */
export function lookupsOf(list: ListDefinition, filters: ListFilters): Lookup[] {
  const facets = givenFacets(filters);
  const first = facets.filter(([name]) => LOOKED_UP_FIRST.includes(name));
  const others = facets.filter(([name]) => !LOOKED_UP_FIRST.includes(name));
  return [
    ...(filters.reference === undefined ? [] : [referenceLookup(list, filters.reference)]),
    ...first.map(([name, given]) => markLookup(list, name, given)),
    ...(filters.text === undefined ? [] : [wordsLookup(list, filters.text)]),
    ...others.map(([name, given]) => facetLookup(list, name, given)),
  ];
}

/** Conditions on `ledger.record r` by its own columns, in sets of which rows of a list meet one, and never two. */
export function conditionsOf(list: ListDefinition, filters: ListFilters, now: Date): RawBuilder<boolean>[][] {
  const always = [sql<boolean>`r.type = ${list.type}`, ...plainConditions(list, filters, now)];
  const asked = filters.status?.filter((status) => list.statuses?.includes(status) !== false) ?? list.statuses;
  if (asked === undefined) return [always];
  return withStatusNow(list.type, asked, now).map((conditions) => [...always, ...conditions]);
}

function plainConditions(list: ListDefinition, filters: ListFilters, now: Date): RawBuilder<boolean>[] {
  const { owner, changedFrom, changedTo, dueFrom, dueTo, overdue } = filters;
  const lapsed = hasLapsed(list.type, now);
  return [
    ...(owner === undefined ? [] : [sql<boolean>`r.owner = ${ownerOf(owner)}`]),
    ...(changedFrom === undefined ? [] : [sql<boolean>`r.changed_at >= ${startOf(changedFrom)}`]),
    ...(changedTo === undefined ? [] : [sql<boolean>`r.changed_at < ${endOf(changedTo)}`]),
    ...(dueFrom === undefined ? [] : [sql<boolean>`r.due_at >= ${startOf(dueFrom)}`]),
    ...(dueTo === undefined ? [] : [sql<boolean>`r.due_at < ${endOf(dueTo)}`]),
    ...(overdue === undefined ? [] : [overdue ? lapsed : sql<boolean>`not ${lapsed}`]),
  ];
}

/** Organisation that owns what a register holds. */
export function ownerOf(register: string): string {
  return register.length === 2 ? authorityMspOf(register) : ownerOfReference(`${register}-`);
}

function startOf(day: string): RawBuilder<Date> {
  return sql`${`${day}T00:00:00Z`}::timestamptz`;
}

function endOf(day: string): RawBuilder<Date> {
  return sql`(${`${day}T00:00:00Z`}::timestamptz + interval '1 day')`;
}

function givenFacets(filters: ListFilters): (readonly [FacetName, string])[] {
  return Object.entries(BY_FACET).flatMap(([filter, name]) => {
    const given = filters[filter as keyof typeof BY_FACET];
    return given === undefined ? [] : [[name, given] as const];
  });
}

function isFacet(name: FacetName, given: string): RawBuilder<boolean> {
  return sql`f.name = ${name} and ${name === "code" ? isUnderCode(given) : isValue(given)}`;
}

/** Values that stand in what hangs under a row too. */
function markLookup(list: ListDefinition, name: FacetName, given: string): Lookup {
  const types = [list.type, ...list.beside, ...list.under];
  const found = (
    most: number,
  ): RawBuilder<{ id: string }> => sql`select split_part(f.id, ':', 1) as id from ledger.facet f
    where ${isFacet(name, given)} and f.type = any(${types}::text[]) limit ${most}`;
  return { found, test: sql`r.id in (${found(MARKED_MAX)})` };
}

function facetLookup(list: ListDefinition, name: FacetName, given: string): Lookup {
  const types = [list.type, ...list.beside];
  return {
    found: (most) => sql`select f.id from ledger.facet f
      where ${isFacet(name, given)} and f.type = any(${types}::text[]) limit ${most}`,
    // With an offset the planner asks it of one record at a time, and does not join what very many have.
    test: sql`exists (select from ledger.facet f
      where f.type = any(${types}::text[]) and f.id = r.id and ${isFacet(name, given)} offset 0)`,
  };
}

/** A reference of a record or one that it bears, whole or by its end. */
function referenceLookup(list: ListDefinition, given: string): Lookup {
  const like = referencesLike([list.type, ...list.beside], given);
  return {
    found: (most) => sql`select found.id from (${like}) found (id) limit ${most}`,
    test: sql`r.id in (${like})`,
  };
}

function wordsLookup({ type }: ListDefinition, text: string): Lookup {
  const wanted = wordsWanted(text);
  return {
    found: (most) => sql`select found.id from ledger.words_found(${wanted}, array[${type}], ${most}) found`,
    test: sql`exists (select from ledger.words w where w.type = r.type and w.id = r.id and w.words @@ ${wanted} offset 0)`,
  };
}

function isValue(given: string): RawBuilder<boolean> {
  return sql`f.value = ${facetValue(given)}`;
}

/** Product groups of dual-use lists, for which an X stands in a code of a series. */
const PRODUCT_GROUPS = ["A", "B", "C", "D", "E"];

/** A code or one below it; by operators that row-level security lets an index answer. */
function isUnderCode(given: string): RawBuilder<boolean> {
  const code = normalControlCode(given);
  const isSeries = /^[0-9]X[0-9]{3}/.test(code);
  const groups = isSeries ? PRODUCT_GROUPS.map((group) => `${code.charAt(0)}${group}${code.slice(2)}`) : [];
  const each = [code, ...groups]
    .map(codeFacetValue)
    .map((heading) => sql`f.value = ${heading} or ${startsWith(sql`f.value`, `${heading}.`)}`);
  return sql`(${sql.join(each, sql` or `)})`;
}

/**
 * References of records of some types that have a reference of their own, or bear one, as it is given. References are in capital letters,
 * except where a transaction's id is a part of them: so it is looked for as it was typed, too.
 */
export function referencesLike(types: readonly string[], given: string): RawBuilder<unknown> {
  const reference = facetValue(given);
  const written = [...new Set([reference, given.trim()])];
  const whole = sql`select o.id from ledger.record o
      where o.type = any(${types}::text[]) and o.id = any(${written}::text[])
    union all select f.id from ledger.facet f
    where f.name = 'reference' and f.value = ${reference} and f.type = any(${types}::text[])`;
  if (reference.length < ENDING_CHARACTERS_MIN) return whole;
  const endsAs = (column: RawBuilder<unknown>, text: string): RawBuilder<boolean> =>
    startsWith(column, Array.from(text).reverse().join(""));
  return sql`${whole} union all
    select o.id from ledger.record o
    where o.type = any(${types}::text[]) and (${sql.join(
      written.map((text) => endsAs(sql`o.ending`, text)),
      sql` or `,
    )})
    union all select f.id from ledger.facet f
    where f.type = any(${types}::text[]) and ${endsAs(sql`f.ending`, reference)}`;
}

/** Whether a column begins with a text, by operators that row-level security lets an index answer. */
export function startsWith(column: RawBuilder<unknown>, beginning: string): RawBuilder<boolean> {
  const last = beginning.codePointAt(beginning.length - 1) ?? 0;
  const after = `${beginning.slice(0, -1)}${String.fromCodePoint(last + 1)}`;
  return sql`(${column} ~>=~ ${beginning} and ${column} ~<~ ${after})`;
}

/** Words of a text as PostgreSQL looks for them: each of them, whole or as a beginning. */
export function wordsWanted(text: string): RawBuilder<unknown> {
  const wanted = wordsOf(text).map((word) => `${word}:*`);
  return sql`to_tsquery(${sql.lit(WORDS_CONFIGURATION)}::regconfig, ${wanted.join(" & ")})`;
}
