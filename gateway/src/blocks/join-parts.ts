// SPDX-License-Identifier: Apache-2.0
import { hashOf } from "@licet/domain";
import type { HeldParts } from "../ports/parts.js";
import type { JoinedWrite, LedgerEvent, PrivateWrite } from "./ledger-event.js";

/** An event whose private writes carry their content, as far as an organisation holds it. */
export type JoinedEvent = LedgerEvent<JoinedWrite>;

/**
 * Joins an event's private writes with what an organisation holds.
 * @param parts left out by a reader that is to see no confidential content
 * @throws {LedgerError} where the peer cannot be asked.
 */
export async function joinParts(event: LedgerEvent, parts: HeldParts | undefined): Promise<JoinedEvent> {
  if (event.kind !== "transaction") return event;
  const privateWrites: JoinedWrite[] = [];
  for (const write of event.privateWrites) privateWrites.push(await joined(write, parts));
  return { ...event, privateWrites };
}

async function joined(write: PrivateWrite, parts: HeldParts | undefined): Promise<JoinedWrite> {
  const { part, organisation, valueHash } = write;
  if (parts === undefined || part === undefined || valueHash === undefined || organisation !== parts.organisation) {
    return { ...write, state: "hashed" };
  }
  const held = await parts.read(part);
  if (held === undefined) return { ...write, state: "pending" };
  const { content, salt } = held;
  if (hashOf({ content, salt }) !== valueHash) return { ...write, state: "superseded" };
  return { ...write, state: "held", content, salt };
}
