// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  canonicalJson,
  hashOfText,
  type JsonValue,
  type KeyType,
  LicetError,
  type ListPlace,
  type MspId,
  RECORD_CHARACTERS_MAX,
  RECORD_SCHEMA_VERSION,
  type RecordDefinition,
  RECORDS,
  type Records,
  type RecordType,
  StoredRecord,
} from "@licet/domain";
import { ledgerKey, proofKey } from "./keys";
import type { Transaction } from "./transaction";
import { endorseBy, isPrivateForGood, putEndorsedBy, putPrivateForGood } from "./endorsement";

/**
 * A kind of record on the channel.
 *
 * A record exists where its owner has proven it: the owner's implicit collection, into which Fabric lets nobody else write, holds an
 * _ownership proof_ under the record's reference. Everybody can read the proof's hash. That hash is the record's address, the only
 * attribute of its key on the channel; it depends on the id of the creating transaction, so that nobody can write there beforehand.
 * Whatever else lies on the channel is not read at all. Later changes are guarded by the key-level endorsement policy that creation
 * sets.
 */
export interface RecordKind<S extends z.ZodType = z.ZodType> {
  readonly type: KeyType;
  /** The field's standard name of the record, for sentences: "Licence". */
  readonly title: string;
  readonly schema: S;
  /** Organisation that owns the record with this reference. */
  readonly ownerOf: (id: string) => MspId;
  /**
   * Reference that a record's own fields give. Where it is another than the one that the record was read under, the record is not read:
   * nobody can prove, under a reference of his own, a record that passes for somebody else's.
   */
  readonly idOf?: (record: z.output<S>) => string;
  /** What writing demands of who says what, demanded again of the record as it was found: an office, a place, a state's name. */
  readonly isAuthentic?: (tx: Transaction, record: z.output<S>, id: string) => boolean;
  /** Name of the owner's list that holds the record with this reference; kinds that no list holds leave it out. */
  readonly listedIn?: (id: string) => string;
  /** Longest record of this kind that is read, in characters; `RECORD_CHARACTERS_MAX` where it is left out. */
  readonly charactersMax?: number;
  /** Whether others come to share the record: its proof is then locked, so that its owner cannot put another one in its place. */
  readonly joint?: boolean;
}

/** Types of keys whose records have an owner who proves them. */
type OwnedType = { [T in RecordType]: Records[T] extends { readonly owner: unknown } ? T : never }[RecordType];

/** The kind of record that an area declares for a type of keys: title, fields, reference and owner are its manifest's. */
export function recordKind<T extends OwnedType>(
  type: T,
  more: Pick<RecordKind<Records[T]["schema"]>, "isAuthentic" | "listedIn" | "joint"> = {},
): RecordKind<Records[T]["schema"]> {
  const definition: RecordDefinition & Pick<Records[T], "schema" | "owner"> = RECORDS[type];
  const { title, schema, owner, reference, charactersMax } = definition;
  return {
    type,
    title,
    schema,
    ownerOf: owner,
    ...(charactersMax === undefined ? {} : { charactersMax }),
    ...(reference === undefined ? {} : { idOf: reference as never }),
    ...more,
  };
}

/** As {@link recordKind}, of a type that is known when it is asked for: an area's own kind demands more where it says so. */
export function recordKindOf(type: string): RecordKind {
  return recordKind(type as OwnedType);
}

/** A record that its owner has proven, where it lies, and its place in its list. */
export interface ProvenRecord<T> {
  readonly address: string;
  readonly record: T;
  readonly listed: ListPlace | undefined;
}

/**
 * Reads a record, or undefined where its owner has not proven one.
 * @throws {LicetError} LEDGER_DATA_INVALID.
 */
export async function readRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<z.output<S> | undefined> {
  return (await readProven(tx, kind, id))?.record;
}

/**
 * Reads a record with its address.
 * @throws {LicetError} LEDGER_DATA_INVALID where it does not fit its schema or its reference.
 */
export async function readProven<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<ProvenRecord<z.output<S>> | undefined> {
  const memo = memoKey(kind, id);
  if (tx.memo.has(memo)) return tx.memo.get(memo) as ProvenRecord<z.output<S>> | undefined;
  const address = await addressOf(tx, kind, id);
  const proven = address === undefined ? undefined : await readAt(tx, kind, id, address);
  tx.memo.set(memo, proven);
  return proven;
}

/**
 * Reads a record that must exist.
 * @throws {LicetError} NOT_FOUND, and as `readRecord`.
 */
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
 * Creates an owned record: the owner's proof, the value at the address that the proof names, key-level endorsement by the owner (or
 * `endorsers`).
 * @param given its place in its list, where the kind is listed (\`lists.ts\`), and who endorses its next change.
 * @throws {LicetError} ALREADY_EXISTS; NOT_A_MEMBER where the owner is no member.
 */
export async function putNewRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
  given: { readonly endorsers?: readonly MspId[]; readonly listed?: ListPlace } = {},
): Promise<void> {
  const owner = kind.ownerOf(id);
  tx.members.require(owner);
  if ((await readProven(tx, kind, id)) !== undefined) {
    throw new LicetError("ALREADY_EXISTS", `${kind.title} ${id} is on the ledger already.`, { kind: kind.type, id });
  }
  requireOwnReference(kind, id, record);
  const address = await writeProof(tx, kind.type, id, owner, kind.joint === true);
  const key = recordKeyAt(kind.type, address);
  await putEndorsedBy(tx, key, storedText(record as JsonValue, given.listed), given.endorsers ?? [owner]);
  tx.memo.set(memoKey(kind, id), { address, record, listed: given.listed });
}

/**
 * Writes a record's new value; its key-level policy decides whose endorsement that needs.
 * @throws {LicetError} NOT_FOUND.
 */
export async function updateRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
): Promise<void> {
  const { address, listed } = await requireProven(tx, kind, id);
  requireOwnReference(kind, id, record);
  await tx.state.put(recordKeyAt(kind.type, address), storedText(record as JsonValue, listed));
  tx.memo.set(memoKey(kind, id), { address, record, listed });
}

/**
 * Sets who must endorse a record's next change.
 * @throws {LicetError} NOT_FOUND.
 */
export async function setRecordEndorsers(
  tx: Transaction,
  kind: RecordKind,
  id: string,
  organisations: readonly MspId[],
): Promise<void> {
  const { address } = await requireProven(tx, kind, id);
  await endorseBy(tx, recordKeyAt(kind.type, address), organisations);
}

/**
 * Makes sure that a record's owner cannot put another one in its place, before another organisation comes to rely on it.
 * @throws {LicetError} PROOF_NOT_LOCKED where its owner's chaincode has left the proof open.
 */
export async function requireLockedProof(tx: Transaction, kind: RecordKind, id: string): Promise<void> {
  const owner = kind.ownerOf(id);
  if (await isPrivateForGood(tx, owner, proofKey(kind.type, id))) return;
  throw new LicetError("PROOF_NOT_LOCKED", `${kind.title} ${id} could be replaced by ${owner}.`, {
    kind: kind.type,
    id,
    owner,
  });
}

/** Writes an ownership proof. @returns the address that it names. */
export async function writeProof(
  tx: Transaction,
  type: KeyType,
  id: string,
  owner: MspId,
  locked: boolean,
): Promise<string> {
  const proof = proofText(type, id, tx.id);
  if (locked) await putPrivateForGood(tx, owner, proofKey(type, id), proof);
  else await tx.privateState.put(owner, proofKey(type, id), proof);
  return hashOfText(proof);
}

/** Text of an ownership proof: what it proves and the transaction that wrote it, whose id makes the address unforeseeable. */
export function proofText(type: KeyType, id: string, transaction: string): string {
  return canonicalJson({ record: `${type}/${id}`, transaction });
}

/** Key of a record on the channel. */
export function recordKeyAt(type: KeyType, address: string): string {
  return ledgerKey(type, address);
}

/** Text of a record or an entry as it lies on the channel. */
export function storedText(record: JsonValue, listed?: ListPlace): string {
  return canonicalJson({ schema: RECORD_SCHEMA_VERSION, record, ...(listed === undefined ? {} : { listed }) });
}

/**
 * Parses a value read from the ledger.
 * @throws {LicetError} LEDGER_DATA_INVALID.
 */
export function parseStored<S extends z.ZodType>(schema: S, value: string, subject: string): z.output<S> {
  const json = jsonOf(value, subject);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new LicetError("LEDGER_DATA_INVALID", `${subject} does not fit its schema on the ledger.`, { subject });
}

/**
 * Parses a record or an entry as it lies on the channel.
 * @throws {LicetError} LEDGER_DATA_INVALID.
 */
export function parseRecord<S extends z.ZodType>(
  schema: S,
  value: string,
  subject: string,
): { readonly record: z.output<S>; readonly listed: ListPlace | undefined } {
  const stored = parseStored(StoredRecord, value, subject);
  const parsed = schema.safeParse(stored.record);
  if (parsed.success) return { record: parsed.data, listed: stored.listed };
  throw new LicetError("LEDGER_DATA_INVALID", `${subject} does not fit its schema on the ledger.`, { subject });
}

async function addressOf(tx: Transaction, kind: RecordKind, id: string): Promise<string | undefined> {
  const owner = kind.ownerOf(id);
  // Fabric knows collections of members only.
  return tx.members.has(owner) ? tx.privateState.hash(owner, proofKey(kind.type, id)) : undefined;
}

async function readAt<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  address: string,
): Promise<ProvenRecord<z.output<S>>> {
  const subject = `${kind.title} ${id}`;
  const value = await tx.state.get(recordKeyAt(kind.type, address));
  if (value === undefined) {
    throw new LicetError("LEDGER_DATA_INVALID", `${subject} is proven and not on the ledger.`, { subject });
  }
  if (value.length > (kind.charactersMax ?? RECORD_CHARACTERS_MAX)) {
    throw new LicetError("LEDGER_DATA_INVALID", `${subject} is longer than any such record.`, { subject });
  }
  const { record, listed } = parseRecord(kind.schema, value, subject);
  requireOwnReference(kind, id, record);
  if (kind.isAuthentic?.(tx, record, id) === false) {
    throw new LicetError("LEDGER_DATA_INVALID", `${subject} says what its owner has no say in.`, { subject });
  }
  return { address, record, listed };
}

function requireOwnReference<S extends z.ZodType>(kind: RecordKind<S>, id: string, record: z.output<S>): void {
  if (kind.idOf === undefined || kind.idOf(record) === id) return;
  const subject = `${kind.title} ${id}`;
  throw new LicetError("LEDGER_DATA_INVALID", `${subject} gives itself out as another record.`, { subject });
}

async function requireProven(tx: Transaction, kind: RecordKind, id: string): Promise<ProvenRecord<unknown>> {
  const proven = await readProven(tx, kind, id);
  if (proven !== undefined) return proven;
  throw new LicetError("NOT_FOUND", `${kind.title} ${id} is not on the ledger.`, { kind: kind.type, id });
}

function memoKey(kind: RecordKind, id: string): string {
  return proofKey(kind.type, id);
}

/** What lies on the ledger is what honest chaincode writes, to the byte: canonical JSON, nested no deeper than that goes. */
function jsonOf(value: string, subject: string): unknown {
  try {
    const json = JSON.parse(value) as JsonValue;
    if (canonicalJson(json) === value) return json;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new LicetError("LEDGER_DATA_INVALID", `${subject} is not canonical JSON on the ledger.`, { subject });
}
