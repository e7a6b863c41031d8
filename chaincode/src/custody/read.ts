// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_HEAD, CUSTODY_LIST_EVENTS } from "../domain/custody/definitions";
import type { CustodyEvent, CustodyHead } from "../domain/custody/schemas";
import { LicetError } from "../domain/errors/licet-error";
import type { Handler } from "../ledger/handler";
import { requireRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { CUSTODY_HEADS, eventId, eventPlaceOf, requireHead } from "./chain";
import { type EventLink, requireLinkedEvent } from "./events";

/** `custody:Head`. */
export const readHead: Handler<typeof CUSTODY_HEAD> = (tx, input) => requireSealedHead(tx, input.consignment);

/** `custody:ListEvents`: newest first, each checked against the hash that the later one carries. */
export const listEvents: Handler<typeof CUSTODY_LIST_EVENTS> = async (tx, input) => {
  const head = await requireSealedHead(tx, input.consignment);
  const items: { id: string; event: CustodyEvent }[] = [];
  let link = startOf(head, input.bookmark);
  while (link !== undefined && items.length < input.pageSize) {
    const event: CustodyEvent = await requireLinkedEvent(tx, head.consignment, link);
    items.push({ id: eventId(head.consignment, link), event });
    link = event.previous;
  }
  return { items, bookmark: bookmarkOf(head.consignment, link) };
};

/**
 * Head whose creation the consignment's owner endorsed, and whose custody the custodian's organisation endorsed.
 * @throws LicetError NOT_FOUND, NOT_SEALED_BY_OWNER, CUSTODY_NOT_ENDORSED.
 */
export async function requireSealedHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  await requireRecord(tx, CUSTODY_HEADS, consignment);
  return requireHead(tx, consignment);
}

const BOOKMARK_SEPARATOR = "/";

/** Where a page of events starts: at the head, or where the bookmark says. @throws LicetError INVALID_INPUT. */
export function startOf(head: CustodyHead, bookmark: string): EventLink | undefined {
  if (bookmark === "") return head.last;
  const match = /^([A-Z0-9-]+:[0-9]{1,9}:[0-9a-f]{64})\/([0-9a-f]{64})$/.exec(bookmark);
  const [, id, hash] = match ?? [];
  if (id === undefined || hash === undefined || !id.startsWith(`${head.consignment}:`)) {
    throw new LicetError("INVALID_INPUT", "The bookmark is not one of this consignment's events.", {});
  }
  const { sequence, txId } = eventPlaceOf(id);
  return { sequence, txId, hash };
}

/** Bookmark of the event that the next page starts with; empty at the chain's start. */
export function bookmarkOf(consignment: string, link: EventLink | undefined): string {
  return link === undefined ? "" : `${eventId(consignment, link)}${BOOKMARK_SEPARATOR}${link.hash}`;
}
