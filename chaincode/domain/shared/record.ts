// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { AuthenticityRule, StandingRule } from "./authenticity";
import type { ConcernRule } from "./concern";
import type { PartKind, PartRef } from "./parts";
import type { MspId } from "./primitives";

/** What the confidential parts of a record lie under: read from the record's own fields, whoever wrote it. */
export type PartsOwner = z.ZodType<Pick<PartRef, "kind" | "id">>;

/** What lies under keys of one type on the channel. */
export interface RecordDefinition {
  /** The field's standard name of the record, for sentences: "Licence". */
  readonly title: string;
  /** The record, without the version of its form and its place in a list, which the ledger keeps around it. */
  readonly schema: z.ZodType;
  /** What the confidential parts that its commitments are to lie under; records without commitments leave it out. */
  readonly parts?: PartsOwner;
  /**
   * Whether commands that name it write its key, by an input field that is called as the type of its keys: of two such commands at a
   * time Fabric refuses one, so that a client sends them one after another.
   */
  readonly contended?: true;
  /**
   * Reference that a record's own fields give. Where it is another than the one that the record was read under, the record is not read:
   * nobody can prove, under a reference of their own, a record that passes for somebody else's.
   */
  readonly reference?: (record: never) => string;
  /** Organisation that owns the record with a reference, and proves it; entries of chains leave it out. */
  readonly owner?: (reference: string) => MspId;
  /** Type of the records under which these are entries of a chain: the record's trail leads to each. */
  readonly entriesOf?: string;
  /** What is demanded of a proven record besides before anybody is given it; nothing where it is left out. */
  readonly problem?: AuthenticityRule<never>;
  /** What other records make of one that is read; nothing where it is left out. */
  readonly standing?: StandingRule<never>;
  /** Whom, by such a record, confidential parts concern; nobody where it is left out. */
  readonly concerns?: ConcernRule<never>;
  /**
   * Longest record of this kind that is read, in characters, where others than its owner have to read it; `RECORD_CHARACTERS_MAX` where
   * it is left out.
   */
  readonly charactersMax?: number;
}

/** Confidential parts of a kind of record, under the reference that the record's fields give. */
export function partsUnder<F extends z.ZodRawShape>(
  kind: PartKind,
  fields: F,
  idOf: (record: z.output<z.ZodObject<F>>) => string,
): PartsOwner {
  return z.looseObject(fields).transform((record) => ({ kind, id: idOf(record as z.output<z.ZodObject<F>>) }));
}

/** Version of the form in which records lie on the ledger; readers of later releases know by it what they have before them. */
export const RECORD_SCHEMA_VERSION = 1;

/** Where a listed record stands in its list: its position, from 1, and the reference of the one before it. */
export const ListPlace = z.strictObject({ position: z.int().min(1), previous: z.string().optional() });
export type ListPlace = z.infer<typeof ListPlace>;

/** A record as it lies on the channel: the version of its form, the record, and its place where a list holds it. */
export const StoredRecord = z.strictObject({
  schema: z.literal(RECORD_SCHEMA_VERSION),
  record: z.unknown(),
  listed: ListPlace.optional(),
});

/** Longest record that is read, in characters: longer than any input that makes one. */
export const RECORD_CHARACTERS_MAX = 524_288;

/** Key of an ownership proof in the owner's collection. Private keys may not start with U+0000 (Fabric), so it has a word in front. */
export function proofKey(type: string, reference: string): string {
  return `proof/${type}/${reference}`;
}
