// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { LicetError } from "../domain/errors/licet-error";
import { readRecord, recordKey, type RecordKind } from "./records";
import type { Transaction } from "./transaction";

/** One page of records. */
export interface RecordPage<T> {
  readonly items: T[];
  readonly bookmark: string;
}

/**
 * One page of the records of a kind whose key starts with the attributes. Anybody may write new keys on the channel, so what its owner
 * did not seal is left out; a page may hold fewer records than asked for.
 * @param idOf the reference of a record, from its own fields.
 */
export async function pageOfRecords<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  attributes: readonly string[],
  request: { readonly pageSize: number; readonly bookmark: string },
  idOf: (record: z.output<S>) => string,
): Promise<RecordPage<z.output<S>>> {
  const page = await tx.state.page({ type: kind.type, attributes }, request.pageSize, request.bookmark);
  const items: z.output<S>[] = [];
  for (const { key, value } of page.items) {
    const record = await sealedRecord(tx, kind, key, value, idOf);
    if (record !== undefined) items.push(record);
  }
  return { items, bookmark: page.bookmark };
}

/**
 * The record that was found under a key, where its owner created it there; undefined for what somebody else made up.
 * @param idOf the reference of a record, from its own fields.
 */
export async function sealedRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  key: string,
  value: string,
  idOf: (record: z.output<S>) => string,
): Promise<z.output<S> | undefined> {
  try {
    const parsed = kind.schema.safeParse(JSON.parse(value));
    if (!parsed.success) return undefined;
    const id = idOf(parsed.data);
    return recordKey(kind, id) === key ? await readRecord(tx, kind, id) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof LicetError) return undefined;
    throw error;
  }
}
