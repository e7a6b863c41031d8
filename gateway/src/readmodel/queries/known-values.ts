// SPDX-License-Identifier: Apache-2.0
import {
  type AreaManifest,
  ControlResult,
  Disposition,
  LicetError,
  MANIFESTS,
  recordDefinition,
  type SubmitDefinition,
} from "@licet/domain";
import { z } from "zod";
import { facetValue, isNamedAs } from "../facets.js";
import type { ListFilters } from "./filters.js";
import type { ListDefinition } from "./lists.js";
import { LAPSES, SETTLED } from "./status-now.js";

/** Statuses of records that have no field of that name, as the projection takes them from others. */
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  "custody-head": ["in-custody", "offered"],
  verification: Disposition.options,
  inspection: ControlResult.options,
  signatory: ["appointed", "ended"],
};

/** Types of records beside that say a record's status since. */
const STATED_BESIDE: Readonly<Record<string, readonly string[]>> = { certificate: ["certificate-standing"] };

/** Statuses that rows of a list can have. */
export function statusesOf(list: ListDefinition): readonly string[] {
  if (list.statuses !== undefined) return list.statuses;
  const written = [list.type, ...(STATED_BESIDE[list.type] ?? [])].flatMap(writtenStatuses);
  const derived = [LAPSES[list.type]?.to, SETTLED[list.type]?.to].flatMap((status) => status ?? []);
  return [...new Set([...written, ...derived])];
}

function writtenStatuses(type: string): readonly string[] {
  const { status } =
    (recordDefinition(type)?.schema as { readonly shape?: Readonly<Record<string, unknown>> }).shape ?? {};
  return STATUSES[type] ?? (status as { readonly options?: readonly string[] } | undefined)?.options ?? [];
}

/**
 * Kinds and types that records of a list can have, confidential parts included; undefined where some are free text. They may be more
 * than that: those of everything that the area of the records declares.
 */
export function kindsOf(list: ListDefinition): readonly string[] | undefined {
  const known = KINDS.get(list) ?? { kinds: kindsDeclared(list) };
  KINDS.set(list, known);
  return known.kinds;
}

const KINDS = new Map<ListDefinition, { readonly kinds: readonly string[] | undefined }>();

function kindsDeclared({ type, beside }: ListDefinition): readonly string[] | undefined {
  const areas = MANIFESTS.filter(({ records }: AreaManifest) => [type, ...beside].some((each) => each in records));
  const schemas = areas.flatMap(({ records, transactions }: AreaManifest) => [
    ...Object.values(records).map(({ schema }) => schema),
    ...Object.values(transactions).flatMap((definition) => Object.values((definition as SubmitDefinition).parts ?? {})),
  ]);
  const found = schemas.flatMap((schema) => {
    const json = z.toJSONSchema(schema, { unrepresentable: "any" }) as Json;
    return new NamedValues(json).all();
  });
  return found.includes(undefined) ? undefined : [...new Set(found)].flatMap((value) => value ?? []).sort();
}

type Json = Readonly<Record<string, unknown>>;

/** Values that fields of a schema which say a kind can have, at any depth; undefined among them for free text. */
class NamedValues {
  readonly #root: Json;
  readonly #seen = new Set<unknown>();

  constructor(root: Json) {
    this.#root = root;
  }

  all(): (string | undefined)[] {
    return this.#within(this.#root);
  }

  #within(schema: unknown): (string | undefined)[] {
    if (typeof schema !== "object" || schema === null || this.#seen.has(schema)) return [];
    this.#seen.add(schema);
    const fields = Object.entries((schema as Json)["properties"] ?? {});
    const named = fields.flatMap(([name, field]) => (isNamedAs("kind", name) ? this.#valuesOf(field as Json) : []));
    return [...named, ...Object.values(schema).flatMap((inner) => this.#within(inner))];
  }

  #valuesOf(field: Json): (string | undefined)[] {
    const { $ref, enum: values, const: value, items, anyOf, oneOf } = field;
    if (typeof $ref === "string") return this.#valuesOf(this.#named($ref));
    if (Array.isArray(values)) return values as string[];
    // Only text is found by the name of its field.
    if (field["properties"] !== undefined) return [];
    if (typeof value === "string") return [value];
    const within = [items, ...((anyOf ?? oneOf ?? []) as unknown[])].filter((each) => each !== undefined);
    return within.length === 0 ? [undefined] : within.flatMap((each) => this.#valuesOf(each as Json));
  }

  #named(reference: string): Json {
    const steps = reference.split("/").slice(1);
    return steps.reduce((at, step) => at[step] as Json, this.#root);
  }
}

/**
 * Nobody takes a status or kind that no record of a list can have for one that just now none has.
 * @throws {LicetError} INVALID_INPUT naming those that there are.
 */
export function requireKnownValues(list: ListDefinition, { status = [], kind }: ListFilters): void {
  const statuses = statusesOf(list);
  const kinds = kind === undefined ? undefined : kindsOf(list);
  const issues = [
    ...status.filter((each) => !statuses.includes(each)).map((each) => issue("status", each, statuses)),
    ...(kind === undefined || kinds === undefined || kinds.some((each) => facetValue(each) === facetValue(kind))
      ? []
      : [issue("kind", kind, kinds)]),
  ];
  if (issues.length > 0) throw new LicetError("INVALID_INPUT", "The parameters are not valid.", { issues });
}

function issue(path: string, given: string, known: readonly string[]): { path: string; message: string } {
  return { path, message: `${given} is none of: ${known.join(", ")}` };
}
