// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOfText, type JsonValue, Membership, proofKey, StoredRecord } from "@licet/domain";
import { decodeBlock } from "../blocks/decode-block.js";
import { joinParts } from "../blocks/join-parts.js";
import type { LedgerEvent, PrivateWrite, PublicWrite, TransactionEvent } from "../blocks/ledger-event.js";
import type { SqlDatabase } from "../database/sql-database.js";
import type { HeldParts } from "../ports/parts.js";
import { Projection } from "../readmodel/projection.js";
import { foundedMembers, recordedBlocks } from "../testing/recorded-blocks.js";

/** An officer of the exporting state. */
export const OFFICER = {
  organisation: "GBAuthorityMSP",
  person: "customs1@GBAuthorityMSP",
  role: "customs-officer",
} as const;

/** What the recorded demonstration left on the channel. */
export const events: readonly LedgerEvent[] = recordedBlocks().flatMap((bytes) => [
  ...decodeBlock(bytes, "licet").events,
]);
/** Its transactions. */
export const transactions = events.filter((event): event is TransactionEvent => event.kind === "transaction");
/** Its members. */
export const members = Membership.of(foundedMembers(), "");

/** The record that a write stores. */
export function recordIn(write: PublicWrite | undefined): JsonValue {
  const text = Buffer.from(write?.value ?? new Uint8Array()).toString("utf8");
  return StoredRecord.parse(JSON.parse(text) as JsonValue).record as JsonValue;
}

/** The recorded transaction that announced an event first. */
export function announcing(name: string): TransactionEvent {
  const found = transactions.find(({ announced }) => announced?.name === name);
  if (found === undefined) throw new Error(`No recorded transaction announces ${name}.`);
  return found;
}

/** Projects events, joined with what their parts' holders hold. */
export async function project(
  database: SqlDatabase,
  given: readonly LedgerEvent[],
  parts: readonly HeldParts[] = [],
): Promise<void> {
  const joined = await Promise.all(given.map((event) => joinParts(event, parts)));
  await database.asGateway((db) => new Projection(db, members).take(joined));
}

/** A later transaction that writes what a test says. */
export function later(writes: readonly PublicWrite[], privateWrites: readonly PrivateWrite[] = []): TransactionEvent {
  const last = transactions.at(-1);
  if (last === undefined) throw new Error("Nothing is recorded.");
  return {
    ...last,
    at: { block: last.at.block + 1n, transaction: 0 },
    transactionId: "f".repeat(64),
    announced: undefined,
    writes,
    privateWrites,
  };
}

/** A record as it is stored. */
export function stored(record: JsonValue): Uint8Array {
  return Buffer.from(canonicalJson({ schema: 1, record }), "utf8");
}

/** A write at a record's address. */
export function writeAt(type: string, address: string, value: Uint8Array | undefined): PublicWrite {
  return { key: `\u0000${type}\u0000${address}\u0000`, composite: { type, attributes: [address] }, value };
}

/** A write under the key of a record's proof. */
export function proofIn(organisation: string, type: string, id: string, valueHash: string | undefined): PrivateWrite {
  const collection = `_implicit_org_${organisation}`;
  return { collection, organisation, keyHash: hashOfText(proofKey(type, id)), valueHash, part: undefined };
}
