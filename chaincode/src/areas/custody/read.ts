// SPDX-License-Identifier: Apache-2.0
import { type CUSTODY_HEAD, type CUSTODY_LIST_EVENTS, eventId } from "@licet/domain";
import { chainBookmark, pageOfChain, sequenceOf } from "../../fabric/chain";
import type { Handler } from "../../fabric/handler";
import { CUSTODY_EVENTS } from "../../rules/custody/records";
import { requireHead } from "../../rules/custody/head";

/** `custody:Head`. */
export const readHead: Handler<typeof CUSTODY_HEAD> = (tx, input) => requireHead(tx, input.consignment);

/** `custody:ListEvents`: newest first, each reached along the links from the head. */
export const listEvents: Handler<typeof CUSTODY_LIST_EVENTS> = async (tx, { consignment, pageSize, bookmark }) => {
  const from = sequenceOf(bookmark);
  const head = await requireHead(tx, consignment);
  const page = await pageOfChain(tx, CUSTODY_EVENTS, [consignment], head.trail, { from, count: pageSize });
  const items = page.entries.map(({ link, entry }) => ({ id: eventId(consignment, link), event: entry }));
  return { items, bookmark: chainBookmark(page.next) };
};
