// SPDX-License-Identifier: Apache-2.0
import { type TransactionDefinition, TRANSACTIONS } from "@licet/domain";
import type { z } from "zod";
import { EVENT_SCHEMAS } from "./event-schemas.js";
import { jsonOf } from "./json-of.js";

/** Name of a chaincode event of Licet. */
export type EventName = keyof typeof EVENT_SCHEMAS;

/** What an event of a name says. */
export type EventPayload<N extends EventName> = z.output<(typeof EVENT_SCHEMAS)[N]>;

/** An event of Licet whose payload is what its schema says. */
export type KnownAnnouncement = {
  readonly [N in EventName]: { readonly state: "known"; readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

/** A chaincode event, as far as it is understood. */
export type Announcement =
  | KnownAnnouncement
  /** Not the event of the transaction that set it: another chaincode's, or a later release's. */
  | { readonly state: "unknown"; readonly name: string; readonly payload: Uint8Array }
  /** The transaction's own event, whose payload does not fit its schema. */
  | { readonly state: "unreadable"; readonly name: string; readonly payload: Uint8Array; readonly why: string };

const definitions: Readonly<Record<string, TransactionDefinition | undefined>> = TRANSACTIONS;
const schemas: Readonly<Record<string, z.ZodType | undefined>> = EVENT_SCHEMAS;

/** Reads the chaincode event that a transaction of Licet's chaincode set. */
export function readAnnouncement(transaction: string, name: string, payload: Uint8Array): Announcement {
  const definition = definitions[transaction];
  const schema = schemas[name];
  if (definition?.kind !== "submit" || definition.event !== name || schema === undefined) {
    return { state: "unknown", name, payload };
  }
  const json = jsonOf(payload);
  if (json === undefined) return { state: "unreadable", name, payload, why: "is not JSON" };
  const read = schema.safeParse(json);
  if (read.success) return { state: "known", name, payload: read.data } as KnownAnnouncement;
  const why = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return { state: "unreadable", name, payload, why };
}
