// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { LicetError } from "../domain/errors/licet-error";
import { canonicalJson, type JsonValue } from "../domain/shared/canonical";
import { hashOf } from "../domain/shared/commitment";
import type { MspId } from "../domain/shared/primitives";
import { type KeyType, ledgerKey, sealKey } from "./keys";
import type { Transaction } from "./transaction";

/**
 * A kind of record on the channel.
 *
 * An owned record is created together with its owner's seal: an entry in the owner's implicit collection, which Fabric lets nobody
 * write without the owner's endorsement. A record without its seal was made up by somebody else and is never relied on. Later
 * changes are guarded by the key-level endorsement policy that creation sets.
 */
export interface RecordKind<S extends z.ZodType = z.ZodType> {
  readonly type: KeyType;
  /** The field's standard name of the record, for sentences: "Licence". */
  readonly title: string;
  readonly schema: S;
  /** Key attributes from a reference. */
  readonly attributes: (id: string) => readonly string[];
  /** Organisation that owns the record with this reference. */
  readonly ownerOf: (id: string) => MspId;
}

/** Keeps a record kind's precise schema type. */
export function recordKind<S extends z.ZodType>(kind: RecordKind<S>): RecordKind<S> {
  return kind;
}

/** Ledger key of a record. */
export function recordKey(kind: RecordKind, id: string): string {
  return ledgerKey(kind.type, ...kind.attributes(id));
}

/**
 * Reads a record, or undefined where there is none.
 * @throws LicetError NOT_SEALED_BY_OWNER where its owner did not create it; LEDGER_DATA_INVALID where it does not fit its schema.
 */
export async function readRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<z.output<S> | undefined> {
  const key = recordKey(kind, id);
  const value = await tx.state.get(key);
  if (value === undefined) return undefined;
  await requireSeal(tx, kind, id, key);
  return parseStored(kind.schema, value, `${kind.title} ${id}`);
}

/** Reads a record that must exist. @throws LicetError NOT_FOUND, and as `readRecord`. */
export async function requireRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<z.output<S>> {
  const record = await readRecord(tx, kind, id);
  if (record === undefined) {
    throw new LicetError("NOT_FOUND", `${kind.title} ${id} is not on the ledger.`, { kind: kind.type, id });
  }
  return record;
}

/**
 * Creates an owned record: public value, key-level endorsement by the owner (or `endorsers`), and the owner's seal. What exists is
 * decided by the seal: a value that somebody else wrote under the key is not the owner's record and does not stand in its way.
 * @throws LicetError ALREADY_EXISTS.
 */
export async function createRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
  endorsers: readonly MspId[] = [kind.ownerOf(id)],
): Promise<void> {
  const key = recordKey(kind, id);
  if ((await tx.privateState.hash(kind.ownerOf(id), sealKey(key))) !== undefined) {
    throw new LicetError("ALREADY_EXISTS", `${kind.title} ${id} is on the ledger already.`, { kind: kind.type, id });
  }
  await tx.state.put(key, canonicalJson(record as JsonValue));
  await tx.state.setEndorsers(key, endorsers);
  await writeSeal(tx, kind.ownerOf(id), key);
}

/** Puts an organisation's seal to a key: an entry in its own collection, which Fabric takes with its endorsement only. */
export async function writeSeal(tx: Transaction, organisation: MspId, key: string): Promise<void> {
  await tx.privateState.put(organisation, sealKey(key), canonicalJson({ seal: sealKey(key) }));
}

/** Whether an organisation has put its seal to a key. */
export async function isSealed(tx: Transaction, organisation: MspId, key: string): Promise<boolean> {
  return (await tx.privateState.hash(organisation, sealKey(key))) === hashOf({ seal: sealKey(key) });
}

/** Writes a record's new value; its key-level policy decides whose endorsement that needs. */
export async function updateRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
): Promise<void> {
  await tx.state.put(recordKey(kind, id), canonicalJson(record as JsonValue));
}

/** Parses a value read from the ledger. @throws LicetError LEDGER_DATA_INVALID. */
export function parseStored<S extends z.ZodType>(schema: S, value: string, subject: string): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    throw new LicetError("LEDGER_DATA_INVALID", `${subject} is not JSON on the ledger.`, { subject });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new LicetError("LEDGER_DATA_INVALID", `${subject} does not fit its schema on the ledger.`, { subject });
}

async function requireSeal(tx: Transaction, kind: RecordKind, id: string, key: string): Promise<void> {
  const owner = kind.ownerOf(id);
  if (await isSealed(tx, owner, key)) return;
  throw new LicetError("NOT_SEALED_BY_OWNER", `${kind.title} ${id} was not endorsed by ${owner}.`, {
    kind: kind.type,
    id,
    owner,
  });
}
