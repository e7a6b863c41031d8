// SPDX-License-Identifier: Apache-2.0
import {
  type Commitments,
  type CustodyEvent,
  CustodyEventId,
  type CustodyHead,
  eventId,
  type EventPlace,
  eventPlaceOf,
  LicetError,
} from "@licet/domain";
import { entryAt } from "../../fabric/chain";
import type { Transaction } from "../../fabric/transaction";
import { requireHead } from "./head";
import { CUSTODY_EVENTS, isAlike } from "./records";

/**
 * Finds an event on a consignment's chain by the links from its head, because anybody may write keys that look like events.
 * @throws {LicetError} EVENT_NOT_ON_CHAIN, CUSTODY_CHAIN_BROKEN.
 */
export async function requireEventOnChain(tx: Transaction, head: CustodyHead, id: string): Promise<CustodyEvent> {
  const wanted = eventPlaceOf(id);
  const found =
    wanted.consignment === head.consignment
      ? await entryAt(tx, CUSTODY_EVENTS, [head.consignment], head.trail, wanted.sequence)
      : undefined;
  if (found?.link.txId === wanted.txId) return found.entry;
  throw new LicetError("EVENT_NOT_ON_CHAIN", `Event ${id} is not on the custody chain of ${head.consignment}.`, {
    event: id,
    consignment: head.consignment,
    count: head.count,
  });
}

/**
 * The event that a place on the chain holds.
 * @throws {LicetError} EVENT_NOT_ON_CHAIN, CUSTODY_CHAIN_BROKEN.
 */
export function requireEventAt(tx: Transaction, head: CustodyHead, place: EventPlace): Promise<CustodyEvent> {
  return requireEventOnChain(tx, head, eventId(head.consignment, place));
}

/**
 * When the release of a transfer was first recorded: in the proposal that the transfer answers, where it is one's, else in the transfer.
 * @param proposalOf reads the proposal that was open before the event.
 */
export async function releaseRecordedAt(
  event: CustodyEvent,
  proposalOf: (event: TransferEvent) => CustodyEvent | undefined | Promise<CustodyEvent | undefined>,
): Promise<string> {
  if (event.type !== "custody-transferred") return event.recordTime;
  const proposal = await proposalOf(event);
  if (proposal?.type !== "release-proposed") return event.recordTime;
  const isSame = isAlike([proposal.terms, proposal.release], [event.terms, event.release]);
  return isSame ? proposal.recordTime : event.recordTime;
}

type TransferEvent = Extract<CustodyEvent, { type: "custody-transferred" }>;

/**
 * Commitments of an event that is on its consignment's chain.
 * @throws {LicetError} as `requireEventOnChain`, INVALID_INPUT.
 */
export async function eventCommitments(tx: Transaction, id: string): Promise<Commitments> {
  const parsed = CustodyEventId.safeParse(id);
  if (!parsed.success) throw new LicetError("INVALID_INPUT", "The reference is not one of a custody event.", {});
  const head = await requireHead(tx, eventPlaceOf(id).consignment);
  return (await requireEventOnChain(tx, head, id)).commitments;
}
