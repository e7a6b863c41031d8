// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  type EntryLinks,
  hashOfText,
  type JsonValue,
  type ChainLink,
  type MspId,
  type PartRef,
  proofKey,
  RECORD_CHARACTERS_MAX,
  type RecordDefinition,
  RECORDS,
  recordDefinition,
  StoredRecord,
} from "@licet/domain";
import { attempt } from "../blocks/attempt.js";
import { isStorable } from "../blocks/storable.js";
import type { PrivateWrite, PublicWrite, TransactionEvent } from "../blocks/ledger-event.js";
import type { Doubts } from "./doubts.js";

/** A record that is proven, as far as telling its next writes needs it. */
export interface KnownRecord {
  readonly type: string;
  readonly id: string;
  readonly owner: MspId;
  readonly address: string;
  /** Hash of its proof's key; null for an entry of a chain. */
  readonly proof: string | null;
  /** Reference of the record that an entry of a chain hangs under; null for what has a proof. */
  readonly head: string | null;
}

/** A record as a transaction leaves it. */
export interface ProvenRecord extends KnownRecord {
  readonly record: JsonValue;
  /** What its confidential parts lie under. */
  readonly parts: Pick<PartRef, "kind" | "id"> | undefined;
  readonly isNew: boolean;
  /** Whether rows of an earlier record of the same reference, or of its earlier value, are to be put aside. */
  readonly replaces: boolean;
}

/** A record whose owner's proof names its address, or does so no more; or that is there and cannot be read. */
export interface Doubt {
  readonly record: KnownRecord;
  /** What is doubted of it now, and what no more. */
  readonly doubts: Partial<Doubts>;
}

/** What a transaction does to the records that count. */
export interface ProvenChanges {
  readonly written: readonly ProvenRecord[];
  readonly doubts: readonly Doubt[];
}

/** What is known from earlier transactions. */
export interface KnownRecords {
  /** The record of a type that lies at an address. */
  at(type: string, address: string): KnownRecord | undefined;
  /** The record that an owner has proven under a proof's key. */
  provenBy(owner: MspId, proof: string): KnownRecord | undefined;
}

/**
 * Which writes of a transaction are of records that their owners have proven, by the rule of the chaincode: a record exists where its
 * owner's collection holds a proof under the record's reference whose hash is the address in the record's key; entries of a chain count
 * where the trail of such a record leads to them. Whatever else lies on the channel is not looked at.
 */
export function provenChanges(event: TransactionEvent, known: KnownRecords): ProvenChanges {
  const doubts = event.privateWrites.flatMap((write) => proofDoubt(write, known));
  const written: ProvenRecord[] = [];
  for (const write of event.writes) {
    const { type = "", attributes = [] } = write.composite ?? {};
    const [address, ...more] = attributes;
    if (address === undefined || more.length > 0) continue;
    const before = known.at(type, address);
    const after = before === undefined ? createdBy(write, event.privateWrites, known) : changedBy(write, before);
    if (after !== undefined) written.push(after);
    else if (before !== undefined) doubts.push({ record: before, doubts: { illegible: true } });
  }
  const entries = written.flatMap((head) => entriesUnder(head, event));
  return { written: [...written, ...entries], doubts };
}

/** What a write under the key of a known record's proof does to it. */
function proofDoubt({ organisation, keyHash, valueHash }: PrivateWrite, known: KnownRecords): Doubt[] {
  const record = organisation === undefined ? undefined : known.provenBy(organisation, keyHash);
  if (record === undefined) return [];
  return [{ record, doubts: { unproven: record.address !== valueHash } }];
}

/** A new record, where the same transaction proves it: nobody knows its address beforehand. */
function createdBy(
  write: PublicWrite,
  privateWrites: readonly PrivateWrite[],
  known: KnownRecords,
): ProvenRecord | undefined {
  const type = write.composite?.type ?? "";
  const address = write.composite?.attributes[0] ?? "";
  const read = readRecord(type, write.value);
  if (read?.reference === undefined || read.definition.owner === undefined) return undefined;
  const id = read.reference;
  const owner = attempt(() => read.definition.owner?.(id));
  const proof = hashOfText(proofKey(type, id));
  const isProven = privateWrites.some(
    ({ organisation, keyHash, valueHash }) => organisation === owner && keyHash === proof && valueHash === address,
  );
  if (!isProven || owner === undefined) return undefined;
  const replaces = known.provenBy(owner, proof) !== undefined;
  const { record, parts } = read;
  return { type, id, owner, address, proof, head: null, record, parts, isNew: true, replaces };
}

/** A proven record's next value; undefined where it can be read no more. */
function changedBy(write: PublicWrite, before: KnownRecord): ProvenRecord | undefined {
  const read = readRecord(before.type, write.value);
  if (read === undefined || read.reference !== before.id) return undefined;
  return { ...before, record: read.record, parts: read.parts, isNew: false, replaces: true };
}

/** Entries of this transaction that a proven record's trail leads to, newest first. */
function entriesUnder(head: ProvenRecord, event: TransactionEvent): ProvenRecord[] {
  const type = ENTRIES_UNDER[head.type];
  if (type === undefined) return [];
  const entries: ProvenRecord[] = [];
  let link = (head.record as unknown as { readonly trail: readonly ChainLink[] }).trail[0];
  while (link?.txId === event.transactionId) {
    const id = `${head.id}:${link.sequence.toString()}:${link.txId}`;
    const read = readRecord(type, entryValue(event.writes, type, head.id, link));
    if (read === undefined) break;
    const { hash: address } = link;
    entries.push({
      type,
      id,
      owner: head.owner,
      address,
      proof: null,
      head: head.id,
      record: read.record,
      parts: read.parts,
      isNew: true,
      replaces: false,
    });
    link = (read.record as unknown as EntryLinks).previous;
  }
  return entries;
}

/** Joins a chain's attributes to the reference of the record that it hangs under. */
export const CHAIN_SEPARATOR = "#";

/** An entry's value, where it is what the link says. */
function entryValue(
  writes: readonly PublicWrite[],
  type: string,
  head: string,
  { sequence, txId, hash }: ChainLink,
): Uint8Array | undefined {
  const isAt = ({ composite }: PublicWrite): boolean =>
    composite?.type === type &&
    composite.attributes.at(-1) === txId &&
    Number(composite.attributes.at(-2)) === sequence &&
    composite.attributes.slice(0, -2).join(CHAIN_SEPARATOR) === head;
  const value = writes.find(isAt)?.value;
  return value !== undefined && hashOfText(textOf(value)) === hash ? value : undefined;
}

/** Type of the entries that hang under a type of records. */
export const ENTRIES_UNDER: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
  Object.entries(RECORDS as Readonly<Record<string, RecordDefinition>>).flatMap(([type, { entriesOf }]) =>
    entriesOf === undefined ? [] : [[entriesOf, type]],
  ),
);

interface ReadRecord {
  readonly definition: RecordDefinition;
  readonly record: JsonValue;
  readonly reference: string | undefined;
  readonly parts: Pick<PartRef, "kind" | "id"> | undefined;
}

/** A record as the chaincode reads it: canonical JSON of the present form that fits its schema, and that the database can hold. */
function readRecord(type: string, value: Uint8Array | undefined): ReadRecord | undefined {
  const definition = recordDefinition(type);
  if (definition === undefined || value === undefined) return undefined;
  const json = storableIn(textOf(value), definition.charactersMax);
  if (json === undefined) return undefined;
  const stored = StoredRecord.safeParse(json);
  const parsed = stored.success ? definition.schema.safeParse(stored.data.record) : undefined;
  if (parsed?.success !== true) return undefined;
  const reference = attempt(() => definition.reference?.(parsed.data as never));
  return {
    definition,
    record: parsed.data as JsonValue,
    reference,
    parts: definition.parts?.safeParse(parsed.data).data,
  };
}

/** What a text that is no longer than others have to read says; undefined where it is not canonical, or no database holds it. */
function storableIn(text: string, charactersMax = RECORD_CHARACTERS_MAX): JsonValue | undefined {
  if (text.length > charactersMax) return undefined;
  const json = attempt(() => canonicalIn(text));
  return json !== undefined && isStorable(json) ? json : undefined;
}

/**
 * Canonical JSON as its value; undefined where a text is another form of it.
 *
 * @throws {SyntaxError} where it is none.
 */
function canonicalIn(text: string): JsonValue | undefined {
  const json = JSON.parse(text) as JsonValue;
  return canonicalJson(json) === text ? json : undefined;
}

function textOf(value: Uint8Array): string {
  return Buffer.from(value).toString("utf8");
}
