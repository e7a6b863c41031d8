// SPDX-License-Identifier: Apache-2.0
import { hashOf } from "@licet/domain";
import type { HeldParts } from "../ports/parts.js";
import { attempt } from "./attempt.js";
import type { JoinedWrite, LedgerEvent, PrivateWrite } from "./ledger-event.js";

/** An event whose private writes carry their content, as far as the reading organisations hold it. */
export type JoinedEvent = LedgerEvent<JoinedWrite>;

/**
 * Joins an event's private writes with what organisations hold.
 * @param parts one for each organisation; none for a reader that is to see no confidential content
 * @throws {LedgerError} where the peer cannot be asked.
 */
export async function joinParts(event: LedgerEvent, parts: readonly HeldParts[]): Promise<JoinedEvent> {
  if (event.kind !== "transaction") return event;
  const privateWrites: JoinedWrite[] = [];
  for (const write of event.privateWrites) privateWrites.push(await joined(write, parts));
  return { ...event, privateWrites };
}

async function joined(write: PrivateWrite, parts: readonly HeldParts[]): Promise<JoinedWrite> {
  const { part, organisation, valueHash } = write;
  const holder = parts.find((each) => each.organisation === organisation);
  if (holder === undefined || part === undefined || valueHash === undefined) return { ...write, state: "hashed" };
  if (holder.isRead?.(part) === false) return { ...write, state: "unread" };
  const held = await holder.read(part);
  if (held === undefined) return { ...write, state: "pending" };
  const { content, salt } = held;
  if (attempt(() => hashOf({ content, salt })) !== valueHash) return { ...write, state: "superseded" };
  return { ...write, state: "held", content, salt };
}
