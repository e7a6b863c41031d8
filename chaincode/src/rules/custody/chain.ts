// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type Authentication,
  type ChainLink,
  type ChainTerms,
  type CustodyAct,
  type CustodyHead,
  type CustodyReceipt,
  type CustodyState,
  eventId,
  firstState,
  lagOf,
  type MspId,
  requireEntitled,
  stateAfter,
  stateOf,
  type StatesConcerned,
} from "@licet/domain";
import { appendEntry } from "../../fabric/chain";
import { createRecord } from "../../fabric/lists";
import { setRecordEndorsers, updateRecord } from "../../fabric/records";
import { requireNotInFuture } from "../time";
import type { Transaction } from "../../fabric/transaction";
import { consentToAct, consentToParting, consentToReceipt, stateBeginning } from "./consent";
import { requireReliable } from "./holders";
import { CUSTODY_EVENTS, CUSTODY_HEADS } from "./records";

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
 * @throws {LicetError} EVENT_TIME_IN_FUTURE, PROOF_NOT_LOCKED, LIMIT_EXCEEDED, what `requireEntitled` and `stateAfter` throw.
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
  const after = stateAfter(stateOf(head), event, head);
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

/**
 * First event of a chain and its head, written when a consignment is registered.
 * @throws {LicetError} EVENT_TIME_IN_FUTURE.
 */
export async function startChain(tx: Transaction, start: ChainStart): Promise<void> {
  requireNotInFuture(tx, start.eventTime);
  const { consignment, routeStates, route, owningParty, certificates, eventTime, place } = start;
  const terms: ChainTerms = { routeStates, route, owningParty, certificates };
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
