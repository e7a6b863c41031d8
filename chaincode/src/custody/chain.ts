// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type Authentication,
  canonicalJson,
  type ChainLink,
  type ChainTerms,
  type CustodyAct,
  type CustodyHead,
  type CustodyReceipt,
  type CustodyState,
  eventId,
  eventPlaceOf,
  firstState,
  keepersAfter,
  lagOf,
  LicetError,
  type MspId,
  ownerOfReference,
  requireEntitled,
  stateAfter,
  stateAt,
  stateOf,
  type StatesConcerned,
} from "@licet/domain";
import { appendEntry } from "../ledger/chain";
import { createRecord } from "../ledger/lists";
import { requireSameMembers } from "../ledger/members";
import { readRecord, setRecordEndorsers, updateRecord } from "../ledger/records";
import { requireNotInFuture } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";
import { consentToAct, consentToParting, consentToReceipt, hasConsented, stateBeginning } from "./consent";
import { requireReliable } from "./holders";
import { CUSTODY_EVENTS, CUSTODY_HEADS, eventKey } from "./records";

export { CUSTODY_EVENTS, CUSTODY_HEADS, eventId, eventKey, eventPlaceOf };

/**
 * Reads the head of a consignment's custody chain, as it is at the transaction's time: an offer that has lapsed is none any more. The
 * organisation that has the goods must say so itself. Others could otherwise write them onto it, or put the head back to a time when
 * it had them.
 * @throws LicetError NOT_FOUND, CUSTODY_CHAIN_BROKEN, CUSTODY_NOT_ENDORSED, LEDGER_DATA_INVALID.
 */
export async function requireHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  const head = await findHead(tx, consignment);
  const problem = incoherence(head);
  if (problem !== undefined) {
    throw new LicetError("CUSTODY_CHAIN_BROKEN", `The custody head of ${consignment} ${problem}.`, { consignment });
  }
  const event = eventId(consignment, head.receivedEvent);
  if (await hasConsented(tx, head.custodianMsp, event, { received: true })) return stateAt(head, tx.time);
  throw new LicetError("CUSTODY_NOT_ENDORSED", `${head.custodianMsp} does not say that it has ${consignment}.`, {
    consignment,
    custodianMsp: head.custodianMsp,
    event,
  });
}

/** The head as it lies there, whatever it says. @throws LicetError NOT_FOUND, LEDGER_DATA_INVALID. */
export async function findHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  const isAuthority = tx.members.stateOf(CUSTODY_HEADS.ownerOf(consignment)) !== undefined;
  const head = isAuthority ? await readRecord(tx, CUSTODY_HEADS, consignment) : undefined;
  if (head !== undefined) return head;
  throw new LicetError("NOT_FOUND", `Consignment ${consignment} has no custody chain on the ledger.`, { consignment });
}

/** What a head says that cannot be so together, or undefined. */
export function incoherence(head: CustodyHead): string | undefined {
  const owner = CUSTODY_HEADS.ownerOf(head.consignment);
  if (head.count !== head.trail[0]?.sequence) return "counts other events than it leads to";
  if (head.custodianMsp !== ownerOfReference(head.custodian)) return "names a custodian of another organisation";
  const kept = canonicalJson(keepersAfter(owner, head.keepers, head.custodianMsp)) === canonicalJson(head.keepers);
  return kept && head.keepers.includes(owner) ? undefined : "names organisations that do not keep it";
}

/**
 * The head, to be changed by this transaction: whoever keeps it must rely on the same members' record.
 * @param agreed organisations of which `execute` has made sure already, besides the caller's and the owner's.
 * @throws LicetError as `requireHead`, MEMBERS_DISAGREE.
 */
export async function requireHeadToChange(
  tx: Transaction,
  consignment: string,
  agreed: readonly MspId[] = [],
): Promise<CustodyHead> {
  const head = await requireHead(tx, consignment);
  const known = [CUSTODY_HEADS.ownerOf(consignment), tx.caller.mspId, ...agreed];
  const others = head.keepers.filter((keeper) => !known.includes(keeper));
  await requireSameMembers(tx, tx.members.address, others);
  return head;
}

type Without<E, N extends string> = E extends unknown ? Omit<E, N> : never;

/** What a rule says of an event; place in the chain, times and resulting state are added here. */
export type EventBody = Without<
  Exclude<CustodyAct, { type: "registered" }>,
  "consignment" | "sequence" | "txId" | "recordTime" | "lagMinutes" | "late"
>;

/** An appended event: reference, head after it, and the result that its transaction answers with. */
export interface Appended {
  readonly id: string;
  readonly head: CustodyHead;
  readonly receipt: z.infer<typeof CustodyReceipt>;
}

/**
 * Appends an event to the chain and moves the head to what is so after it. Where the goods pass to another organisation, that one
 * makes sure of what it takes over, and the head's keepers change.
 * @param declaredState state in which an event happened that this one declares wrong.
 * @throws LicetError EVENT_TIME_IN_FUTURE, PROOF_NOT_LOCKED, LIMIT_EXCEEDED, what `requireEntitled` and `stateAfter` throw.
 */
export async function appendEvent(
  tx: Transaction,
  head: CustodyHead,
  body: EventBody,
  declaredState?: string,
): Promise<Appended> {
  if (body.timeClass === "ACT") requireNotInFuture(tx, body.eventTime);
  const event = { ...body, ...stampOf(tx, head, body.eventTime) } as CustodyAct;
  requireEntitled(head, event, statesConcerned(tx, head, declaredState));
  const after = stateAfter(stateOf(head), event);
  const passes = after.custodianMsp !== head.custodianMsp;
  if (passes) await requireReliable(tx, head);
  const trail = await writeEvent(tx, event, after, head.trail);
  const next: CustodyHead = { ...head, ...after, count: event.sequence, trail };
  await updateRecord(tx, CUSTODY_HEADS, head.consignment, next);
  // Also where the same two keep it: what the policy was until now, the receiving organisation has not seen.
  if (passes) await setRecordEndorsers(tx, CUSTODY_HEADS, head.consignment, after.keepers);
  await writeConsents(tx, head, { event, after, link: lastOf(trail) });
  return { id: eventId(head.consignment, event), head: next, receipt: receiptOf(event, after) };
}

/** States that have a say in a consignment. */
export function statesConcerned(tx: Transaction, head: CustodyHead, declared?: string): StatesConcerned {
  const registering = tx.members.stateOf(CUSTODY_HEADS.ownerOf(head.consignment));
  return { registering, routeStates: head.routeStates, declared };
}

/** What a chain starts with. */
export type ChainStart = ChainTerms &
  Pick<CustodyState, "custodian" | "custodianMsp" | "sealState"> & {
    readonly consignment: string;
    readonly eventTime: string;
    readonly place: string;
  };

/** First event of a chain and its head, written when a consignment is registered. @throws LicetError EVENT_TIME_IN_FUTURE. */
export async function startChain(tx: Transaction, start: ChainStart): Promise<void> {
  requireNotInFuture(tx, start.eventTime);
  const { consignment, routeStates, owningParty, certificates, eventTime, place } = start;
  const terms: ChainTerms = { routeStates, owningParty, certificates };
  const event: CustodyAct = {
    type: "registered",
    ...stampOf(tx, { consignment, count: 0 }, eventTime),
    eventTime,
    timeClass: "ACT",
    place,
    commitments: {},
    ...terms,
  };
  const after = firstState(event, start);
  const trail = await writeEvent(tx, event, after, []);
  const head: CustodyHead = { consignment, ...terms, ...after, count: 1, trail };
  await createRecord(tx, CUSTODY_HEADS, consignment, head, after.keepers);
  await stateBeginning(tx, CUSTODY_HEADS.ownerOf(consignment), consignment, lastOf(trail));
  await consentToReceipt(tx, after.custodianMsp, eventId(consignment, event));
}

function lastOf([link]: CustodyHead["trail"]): ChainLink {
  if (link === undefined) throw new TypeError("a chain to which an event was appended leads to it");
  return link;
}

function stampOf(
  tx: Transaction,
  { consignment, count }: Pick<CustodyHead, "consignment" | "count">,
  eventTime: string,
): Pick<CustodyAct, "consignment" | "sequence" | "txId" | "recordTime" | "lagMinutes" | "late"> {
  return { consignment, sequence: count + 1, txId: tx.id, recordTime: tx.time, ...lagOf(eventTime, tx.time) };
}

async function writeEvent(
  tx: Transaction,
  event: CustodyAct,
  after: CustodyState,
  trail: CustodyHead["trail"],
): Promise<CustodyHead["trail"]> {
  const body = { ...event, possessingParty: after.custodian, after };
  return (await appendEntry(tx, CUSTODY_EVENTS, [event.consignment], trail, body)).trail;
}

async function writeConsents(
  tx: Transaction,
  head: CustodyHead,
  { event, after, link }: { readonly event: CustodyAct; readonly after: CustodyState; readonly link: ChainLink },
): Promise<void> {
  const id = eventId(head.consignment, event);
  const passes = after.custodianMsp !== head.custodianMsp;
  if (passes) {
    await consentToParting(tx, head.custodianMsp, eventId(head.consignment, head.receivedEvent), link);
    await consentToReceipt(tx, after.custodianMsp, id);
  }
  for (const organisation of strangersIn(event, head.keepers)) {
    if (!passes || organisation !== after.custodianMsp) await consentToAct(tx, organisation, id);
  }
}

/** Organisations whose people acted in an event and which do not keep the head, so that nothing else shows that they agree. */
export function strangersIn(event: CustodyAct, keepers: readonly MspId[]): readonly MspId[] {
  const acted = actsIn(event).flatMap((act) => (act.by === "identity" ? [act.organisation] : []));
  return [...new Set(acted)].filter((organisation) => !keepers.includes(organisation));
}

/** How everybody in an event acted. */
export function actsIn(event: CustodyAct): readonly Authentication[] {
  switch (event.type) {
    case "registered":
      return [];
    case "release-proposed":
      return [event.release];
    case "custody-transferred":
      return [event.release, event.acceptance];
    default:
      return [event.by];
  }
}

function receiptOf(event: CustodyAct, after: CustodyState): z.infer<typeof CustodyReceipt> {
  return {
    event: eventId(event.consignment, event),
    sequence: event.sequence,
    custodian: after.custodian,
    sealState: after.sealState,
    recordTime: event.recordTime,
    late: event.late,
  };
}
