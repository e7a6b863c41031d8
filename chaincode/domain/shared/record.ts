// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { PartKind, PartRef } from "./parts";

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
}

/** Confidential parts of a kind of record, under the reference that the record's fields give. */
export function partsUnder<F extends z.ZodRawShape>(
  kind: PartKind,
  fields: F,
  idOf: (record: z.output<z.ZodObject<F>>) => string,
): PartsOwner {
  return z.looseObject(fields).transform((record) => ({ kind, id: idOf(record as z.output<z.ZodObject<F>>) }));
}
