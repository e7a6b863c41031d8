// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, proofKey, hashOfText, recordDefinition, StoredRecord } from "@licet/domain";
import type { BlockContent, ReadVersion } from "../../blocks/block-content.js";
import { jsonOf } from "../../blocks/json-of.js";
import type { PublicWrite, TransactionEvent } from "../../blocks/ledger-event.js";
import { CHAIN_SEPARATOR, type KnownRecord, type ProvenRecord } from "../proven.js";
import type { Before, ToldHash, ToldWrite } from "./told.js";

/** What is known besides a transaction's own words. */
export interface Beside {
  readonly read: ReadonlyMap<string, ReadVersion>;
  /** Records among its writes that are proven. */
  readonly known: readonly ProvenRecord[];
  /** Blocks in which what it read had been written. */
  readonly earlier: ReadonlyMap<bigint, BlockContent>;
}

/** The writes of a transaction, each with what lay under the key before. */
export function toldWrites(event: TransactionEvent, beside: Beside): ToldWrite[] {
  return event.writes.map((write) => {
    const record = beside.known.find((one) => isOf(one, write));
    const provenHere = record !== undefined && (record.proof === null || provesIn(event, record));
    return {
      ...keyOf(write),
      ...(record === undefined ? {} : { record: { id: record.id, owner: record.owner, provenHere } }),
      // Nobody can know the address of a record before it is proven, so that nothing lies there.
      before: provenHere ? { state: "none" } : beforeOf(write.key, beside),
      ...valueOf(write),
      deleted: write.value === undefined,
    };
  });
}

function keyOf({ key, composite }: PublicWrite): Pick<ToldWrite, "type" | "attributes" | "looked"> {
  if (composite === undefined) return { attributes: [key], looked: false };
  return { ...composite, looked: isLookedFor(composite.type) };
}

function valueOf(write: PublicWrite): Pick<ToldWrite, "value"> {
  const value = writtenValue(write);
  return value === undefined ? {} : { value };
}

/** Whether a transaction proves a record: nobody can have known its address before, so that nothing lay under it. */
export function provesIn(event: TransactionEvent, { type, id, owner, address }: KnownRecord): boolean {
  const proof = hashOfText(proofKey(type, id));
  return event.privateWrites.some(
    ({ organisation, keyHash, valueHash }) => organisation === owner && keyHash === proof && valueHash === address,
  );
}

/** What a transaction wrote into collections, as the channel has it. */
export function toldHashes(event: TransactionEvent, known: readonly ProvenRecord[]): ToldHash[] {
  const proofs = new Map(
    known.map(({ type, id, owner }) => [`${owner}/${hashOfText(proofKey(type, id))}`, { type, id }]),
  );
  return event.privateWrites.map(({ collection, organisation, keyHash, valueHash, part }) => {
    const proofOf = proofs.get(`${organisation ?? ""}/${keyHash}`);
    return {
      collection,
      ...(organisation === undefined ? {} : { organisation }),
      keyHash,
      ...(valueHash === undefined ? {} : { valueHash }),
      ...(part === undefined ? {} : { part }),
      ...(proofOf === undefined ? {} : { proofOf }),
    };
  });
}

/** A value of the channel as JSON: of a record, the record itself. Undefined where it is deleted or no JSON. */
export function writtenValue({ value }: PublicWrite): JsonValue | undefined {
  const json = value === undefined ? undefined : jsonOf(value);
  const stored = StoredRecord.safeParse(json);
  return stored.success ? (stored.data.record as JsonValue) : json;
}

function beforeOf(key: string, { read, earlier }: Beside): Before {
  const at = read.get(key);
  if (at === undefined) return { state: "unknown" };
  if (at === "absent") return { state: "none" };
  const event = earlier.get(at.block)?.events[at.transaction];
  const write = event?.kind === "transaction" ? event.writes.find((one) => one.key === key) : undefined;
  const value = write && writtenValue(write);
  const place = { block: Number(at.block), transaction: at.transaction };
  return { state: "written", at: place, ...(value === undefined ? {} : { value }) };
}

function isLookedFor(type: string): boolean {
  const definition = recordDefinition(type);
  return definition?.entriesOf !== undefined || (definition?.reference !== undefined && definition.owner !== undefined);
}

/** Whether a write is of a proven record; entries of chains lie under their chain, sequence and transaction. */
function isOf(record: ProvenRecord, { composite }: PublicWrite): boolean {
  if (composite?.type !== record.type) return false;
  const { attributes } = composite;
  if (record.proof !== null) return attributes.length === 1 && attributes[0] === record.address;
  const chain = attributes.slice(0, -2).join(CHAIN_SEPARATOR);
  return record.id === `${chain}:${Number(attributes.at(-2)).toString()}:${attributes.at(-1) ?? ""}`;
}
