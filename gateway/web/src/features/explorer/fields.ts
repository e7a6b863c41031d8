// SPDX-License-Identifier: Apache-2.0
import type { Formats } from "../../words/formats";

/** What JSON holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A field of a value, by the names that lead to it, as text. */
export interface Field {
  readonly path: readonly string[];
  readonly text: string;
  /** Whether it is a code, hash or reference, which is compared character by character. */
  readonly reference: boolean;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** What tells a code or reference from a word: a figure, or a capital. */
const CODED = /[0-9A-Z]/;
const DIGITS = /^-?\d+$/;
/** Fields that are quantities in the unit beside them, or around them. */
const QUANTITIES: readonly string[] = [
  "authorised",
  "reserved",
  "consumed",
  "quantity",
  "availableBefore",
  "shipped",
  "received",
  "difference",
];

/** The fields of a value, each with the names that lead to it. */
export function fieldsOf(value: Json | undefined, formats: Formats): readonly Field[] {
  return value === undefined ? [] : fieldsUnder(value, [], undefined, formats);
}

function fieldsUnder(
  value: Json,
  path: readonly string[],
  unit: string | undefined,
  formats: Formats,
): readonly Field[] {
  if (typeof value !== "object" || value === null) return [leaf(value, path, unit, formats)];
  if (isQuantity(value)) return [{ path, text: formats.quantity(value), reference: false }];
  const own = "unit" in value && typeof value.unit === "string" ? value.unit : unit;
  const members = isList(value)
    ? value.map((member, at) => [(at + 1).toString(), member] as const)
    : Object.entries(value);
  return members.flatMap(([name, member]) => fieldsUnder(member, [...path, name], own, formats));
}

function leaf(
  value: string | number | boolean | null,
  path: readonly string[],
  unit: string | undefined,
  formats: Formats,
): Field {
  if (typeof value !== "string") return { path, text: String(value), reference: false };
  const name = path.at(-1) ?? "";
  if (unit !== undefined && QUANTITIES.includes(name) && DIGITS.test(value)) {
    return { path, text: formats.quantity({ amount: value, unit }), reference: false };
  }
  if (INSTANT.test(value)) return { path, text: formats.moment(value), reference: false };
  if (DAY.test(value)) return { path, text: formats.day(value), reference: false };
  return { path, text: value, reference: !value.includes(" ") && CODED.test(value) };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isQuantity(value: object): value is { readonly amount: string; readonly unit: string } {
  const { amount, unit, ...more } = value as { readonly amount?: unknown; readonly unit?: unknown };
  return (
    typeof amount === "string" && DIGITS.test(amount) && typeof unit === "string" && Object.keys(more).length === 0
  );
}

/** A field in two states; undefined where it is not there. */
export interface Change {
  readonly path: readonly string[];
  readonly before: Field | undefined;
  readonly after: Field | undefined;
}

/** The fields of two states of a record side by side, in the order of the later one; those that are gone stand behind. */
export function changesBetween(before: readonly Field[], after: readonly Field[]): readonly Change[] {
  const earlier = new Map(before.map((field) => [keyOf(field), field]));
  const later = new Map(after.map((field) => [keyOf(field), field]));
  const gone = before.filter((field) => !later.has(keyOf(field)));
  return [
    ...after.map((field) => ({ path: field.path, before: earlier.get(keyOf(field)), after: field })),
    ...gone.map((field) => ({ path: field.path, before: field, after: undefined })),
  ];
}

/** Whether a field is another one than before. */
export function differs({ before, after }: Change): boolean {
  return before?.text !== after?.text;
}

/** Fields by which records hang together; whoever asks what was done looks at them last. */
const TECHNICAL: readonly string[] = ["trail", "previous", "jump", "commitments", "hash", "txId"];

/** Whether a field says how a record hangs together with others, and not what was done. */
export function isTechnical({ path }: { readonly path: readonly string[] }): boolean {
  return path.some((name) => TECHNICAL.includes(name));
}

/** Names that lead to a field, as one text. */
export function keyOf({ path }: { readonly path: readonly string[] }): string {
  return path.join("/");
}
