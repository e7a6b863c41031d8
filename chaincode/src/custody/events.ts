// SPDX-License-Identifier: Apache-2.0
import { CustodyEvent, CustodyEventId, type CustodyHead } from "../domain/custody/schemas";
import { LicetError } from "../domain/errors/licet-error";
import type { Commitments } from "../domain/shared/parts";
import { parseStored } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { type EventPlace, eventId, eventKey, eventPlaceOf, hashOfEventText, requireHead } from "./chain";

/** Place and hash of an event, as the event after it or the head states them. */
export type EventLink = CustodyHead["last"];

/** How many events are walked to find one on a chain. */
export const CHAIN_WALK_MAX = 2_000;

/** Reads the event that a link names. @throws LicetError CUSTODY_CHAIN_BROKEN where it is missing or is not what the hash says. */
export async function requireLinkedEvent(tx: Transaction, consignment: string, link: EventLink): Promise<CustodyEvent> {
  const value = await tx.state.get(eventKey(consignment, link));
  const id = eventId(consignment, link);
  if (value === undefined || hashOfEventText(value) !== link.hash) {
    throw new LicetError(
      "CUSTODY_CHAIN_BROKEN",
      `Event ${id} is ${value === undefined ? "missing" : "not what was linked"}.`,
      {
        event: id,
        expected: link.hash,
        found: value === undefined ? null : hashOfEventText(value),
      },
    );
  }
  return parseStored(CustodyEvent, value, `Event ${id}`);
}

/**
 * Finds an event on a consignment's chain by walking back from its head, because anybody may write keys that look like events.
 * @throws LicetError EVENT_NOT_ON_CHAIN, CUSTODY_CHAIN_BROKEN, LIMIT_EXCEEDED.
 */
export async function requireEventOnChain(tx: Transaction, head: CustodyHead, id: string): Promise<CustodyEvent> {
  const wanted = eventPlaceOf(id);
  if (wanted.consignment !== head.consignment || wanted.sequence > head.count) throw notOnChain(head, id);
  let link: EventLink | undefined = head.last;
  for (let steps = 0; link !== undefined && link.sequence >= wanted.sequence; steps += 1) {
    if (steps === CHAIN_WALK_MAX) {
      throw new LicetError("LIMIT_EXCEEDED", `Event ${id} lies more than ${steps.toString()} events back.`, {
        max: steps,
      });
    }
    const event: CustodyEvent = await requireLinkedEvent(tx, head.consignment, link);
    if (samePlace(link, wanted)) return event;
    link = event.previous;
  }
  throw notOnChain(head, id);
}

/** Commitments of an event that is on its consignment's chain. @throws LicetError as `requireEventOnChain`, INVALID_INPUT. */
export async function eventCommitments(tx: Transaction, id: string): Promise<Commitments> {
  const parsed = CustodyEventId.safeParse(id);
  if (!parsed.success) throw new LicetError("INVALID_INPUT", "The reference is not one of a custody event.", {});
  const head = await requireHead(tx, eventPlaceOf(id).consignment);
  return (await requireEventOnChain(tx, head, id)).commitments;
}

function samePlace(left: EventPlace, right: EventPlace): boolean {
  return left.sequence === right.sequence && left.txId === right.txId;
}

function notOnChain(head: CustodyHead, id: string): LicetError {
  return new LicetError("EVENT_NOT_ON_CHAIN", `Event ${id} is not on the custody chain of ${head.consignment}.`, {
    event: id,
    consignment: head.consignment,
    count: head.count,
  });
}
