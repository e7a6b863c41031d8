// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { CustodyEvent, CustodyHead, type CustodyReceipt } from "../domain/custody/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { canonicalJson } from "../domain/shared/canonical";
import { ownerOfReference } from "../domain/shared/ownership";
import type { Hash, MspId } from "../domain/shared/primitives";
import type { z } from "zod";
import { ledgerKey, sequenceAttribute } from "../ledger/keys";
import { isSealed, parseStored, recordKey, recordKind, writeSeal } from "../ledger/records";
import { requireNotInFuture } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";

/** How long after it happened an event counts as recorded late, in minutes: a day. */
export const LATE_AFTER_MINUTES = 1_440;

const MILLISECONDS_A_MINUTE = 60_000;

/** Heads of custody chains: created by the consignment's owner, changed by the custodian's organisation. */
export const CUSTODY_HEADS = recordKind({
  type: "custody-head",
  title: "Custody head of consignment",
  schema: CustodyHead,
  attributes: (id) => [id],
  ownerOf: ownerOfReference,
});

/** Where an event lies: its sequence and the transaction that wrote it, so that nobody can take its place beforehand. */
export interface EventPlace {
  readonly sequence: number;
  readonly txId: string;
}

/** Key of a custody event. */
export function eventKey(consignment: string, place: EventPlace): string {
  return ledgerKey("custody-event", consignment, sequenceAttribute(place.sequence), place.txId);
}

/** Reference of a custody event. */
export function eventId(consignment: string, place: EventPlace): string {
  return `${consignment}:${place.sequence.toString()}:${place.txId}`;
}

/** Consignment and place of an event, from its reference. */
export function eventPlaceOf(id: string): EventPlace & { readonly consignment: string } {
  const [consignment, sequence, txId] = id.split(":") as [string, string, string];
  return { consignment, sequence: Number(sequence), txId };
}

/**
 * Reads the head of a consignment's custody chain and makes sure that the organisation which it says has the goods endorsed
 * receiving them. Whoever held the goods before could otherwise write them onto somebody else.
 * @throws LicetError NOT_FOUND, CUSTODY_NOT_ENDORSED, LEDGER_DATA_INVALID.
 */
export async function requireHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  const value = await tx.state.get(recordKey(CUSTODY_HEADS, consignment));
  if (value === undefined) {
    throw new LicetError("NOT_FOUND", `Consignment ${consignment} has no custody chain on the ledger.`, {
      consignment,
    });
  }
  const head = parseStored(CUSTODY_HEADS.schema, value, `The custody head of ${consignment}`);
  if (await isSealed(tx, head.custodianMsp, eventKey(consignment, head.custodyEvent))) return head;
  throw new LicetError(
    "CUSTODY_NOT_ENDORSED",
    `${head.custodianMsp} is said to have received ${consignment}, but has not endorsed it.`,
    { consignment, custodianMsp: head.custodianMsp, event: eventId(consignment, head.custodyEvent) },
  );
}

/** SHA-256 of an event's canonical JSON, by which the next event links to it. */
export function hashOfEventText(value: string): Hash {
  return sha256(toUtf8Bytes(value)).slice(2);
}

type WithoutBase<E> = E extends unknown
  ? Omit<
      E,
      | "consignment"
      | "sequence"
      | "txId"
      | "previous"
      | "recordTime"
      | "lagMinutes"
      | "late"
      | "possessingParty"
      | "owningParty"
      | "sealState"
    >
  : never;

/** What a rule says of an event; place in the chain, times and resulting state are added here. */
export type EventBody = WithoutBase<CustodyEvent>;

/** What an event changes of the head. */
export type HeadChanges = Partial<
  Pick<
    CustodyHead,
    | "custodian"
    | "custodianMsp"
    | "transfers"
    | "custodySince"
    | "sealState"
    | "resealedSequence"
    | "openIncidents"
    | "openDifferences"
  >
> & { readonly pendingReceiver?: { readonly party: string; readonly mspId: MspId } | undefined };

/** An appended event: reference, head after it, and the result that its transaction answers with. */
export interface Appended {
  readonly id: string;
  readonly head: CustodyHead;
  readonly receipt: z.infer<typeof CustodyReceipt>;
}

/**
 * Appends an event to the chain and moves the head: event and head are written, the event's key is locked to the organisations
 * concerned, and where custody passes to another organisation the head's key-level endorsement and the seal pass with it.
 * An open proposal stays open only where `changes` says so.
 * @throws LicetError EVENT_TIME_IN_FUTURE.
 */
export async function appendEvent(
  tx: Transaction,
  head: CustodyHead,
  body: EventBody,
  changes: HeadChanges,
): Promise<Appended> {
  if (body.timeClass === "ACT") requireNotInFuture(tx, body.eventTime);
  const { pendingReceiver, ...changed } = changes;
  const place = { sequence: head.count + 1, txId: tx.id };
  const moved = { ...head, ...changed };
  const event = { ...completed(tx, moved, body), ...place, previous: head.last } as CustodyEvent;
  const value = canonicalJson(event);
  const last = { ...place, hash: hashOfEventText(value) };
  const passes = moved.custodianMsp !== head.custodianMsp;
  const next: CustodyHead = {
    ...moved,
    count: place.sequence,
    last,
    custodyEvent: passes ? place : head.custodyEvent,
    pending: pendingReceiver && {
      event: last,
      receivedBy: pendingReceiver.party,
      receiverMsp: pendingReceiver.mspId,
    },
  };
  await writeEvent(tx, event, value, [...new Set([head.custodianMsp, next.custodianMsp])]);
  await writeHead(tx, next, passes);
  return { id: eventId(head.consignment, place), head: next, receipt: receiptOf(event, next) };
}

/** First event of a chain and its head, written when a consignment is registered. */
export async function startChain(
  tx: Transaction,
  start: Pick<
    CustodyHead,
    "consignment" | "custodian" | "custodianMsp" | "owningParty" | "sealState" | "certificates"
  > & {
    readonly eventTime: string;
    readonly place: string;
  },
): Promise<void> {
  requireNotInFuture(tx, start.eventTime);
  const { eventTime, place, ...first } = start;
  const at = { sequence: 1, txId: tx.id };
  const body: EventBody = { type: "registered", eventTime, timeClass: "ACT", place, commitments: {} };
  const event = { ...completed(tx, first, body), ...at } as CustodyEvent;
  const value = canonicalJson(event);
  const head: CustodyHead = {
    ...first,
    count: 1,
    last: { ...at, hash: hashOfEventText(value) },
    transfers: 0,
    custodySince: eventTime,
    custodyEvent: at,
    resealedSequence: 0,
    openIncidents: 0,
    openDifferences: 0,
  };
  const owner = CUSTODY_HEADS.ownerOf(first.consignment);
  await writeEvent(tx, event, value, [...new Set([owner, first.custodianMsp])]);
  await writeHead(tx, head, true);
  await writeSeal(tx, owner, recordKey(CUSTODY_HEADS, first.consignment));
}

function completed(
  tx: Transaction,
  state: Pick<CustodyHead, "consignment" | "custodian" | "owningParty" | "sealState">,
  body: EventBody,
): EventBody & Record<string, unknown> {
  const lag = Math.floor((Date.parse(tx.time) - Date.parse(body.eventTime)) / MILLISECONDS_A_MINUTE);
  const lagMinutes = Math.max(0, lag);
  return {
    ...body,
    consignment: state.consignment,
    possessingParty: state.custodian,
    owningParty: state.owningParty,
    sealState: state.sealState,
    recordTime: tx.time,
    lagMinutes,
    late: lagMinutes > LATE_AFTER_MINUTES,
  };
}

async function writeEvent(
  tx: Transaction,
  event: CustodyEvent,
  value: string,
  endorsers: readonly MspId[],
): Promise<void> {
  const key = eventKey(event.consignment, event);
  await tx.state.put(key, value);
  await tx.state.setEndorsers(key, endorsers);
}

async function writeHead(tx: Transaction, head: CustodyHead, passes: boolean): Promise<void> {
  const key = recordKey(CUSTODY_HEADS, head.consignment);
  await tx.state.put(key, canonicalJson(head));
  if (!passes) return;
  await tx.state.setEndorsers(key, [head.custodianMsp]);
  await writeSeal(tx, head.custodianMsp, eventKey(head.consignment, head.custodyEvent));
}

function receiptOf(event: CustodyEvent, head: CustodyHead): z.infer<typeof CustodyReceipt> {
  return {
    event: eventId(event.consignment, event),
    sequence: event.sequence,
    custodian: head.custodian,
    sealState: head.sealState,
    recordTime: event.recordTime,
    late: event.late,
  };
}
