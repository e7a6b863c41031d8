// SPDX-License-Identifier: Apache-2.0
import {
  type EventDefinition,
  EVENTS,
  type JsonValue,
  type MANIFESTS,
  type TransactionDefinition,
  TRANSACTIONS,
} from "@licet/domain";
import { z } from "zod";
import { jsonOf } from "./json-of.js";
import { isStorable } from "./storable.js";

/** The events of each area. */
type Declared = (typeof MANIFESTS)[number]["events"];

type NamesOf<A> = A extends unknown ? keyof A & string : never;

/** Name of a chaincode event of Licet. */
export type EventName = NamesOf<Declared>;

type DefinitionOf<N extends EventName> = Extract<Declared, Readonly<Record<N, EventDefinition>>>[N];

/** What an event of a name says. */
export type EventPayload<N extends EventName> = z.output<DefinitionOf<N>["payload"]>;

/** An event of Licet whose payload is what its schema says. */
export type KnownAnnouncement = {
  readonly [N in EventName]: {
    readonly state: "known";
    readonly name: N;
    /** Version of the payload's form. */
    readonly version: number;
    readonly payload: EventPayload<N>;
  };
}[EventName];

/** A chaincode event, as far as it is understood. */
export type Announcement =
  | KnownAnnouncement
  /** Not the event of the transaction that set it: another chaincode's, or a later release's. */
  | { readonly state: "unknown"; readonly name: string; readonly payload: Uint8Array }
  /** The transaction's own event, whose payload does not fit its schema. */
  | { readonly state: "unreadable"; readonly name: string; readonly payload: Uint8Array; readonly why: string };

const definitions: Readonly<Record<string, TransactionDefinition | undefined>> = TRANSACTIONS;

/** An event with the version of its form; blocks from before there were versions hold the first. */
const Versioned = z.looseObject({ version: z.int().default(1) });

/** Reads the chaincode event that a transaction of Licet's chaincode set. */
export function readAnnouncement(transaction: string, name: string, payload: Uint8Array): Announcement {
  const definition = definitions[transaction];
  const event = EVENTS[name];
  if (definition?.kind !== "submit" || definition.event !== name || event === undefined) {
    return { state: "unknown", name, payload };
  }
  const read = Versioned.safeParse(jsonOf(payload));
  if (!read.success) return { state: "unreadable", name, payload, why: "is no JSON object" };
  if (!isStorable(read.data as JsonValue)) return { state: "unreadable", name, payload, why: "holds what is no text" };
  const { version, ...said } = read.data;
  if (version !== event.version) return { state: "unreadable", name, payload, why: `has form ${version}` };
  const parsed = event.payload.safeParse(said);
  if (parsed.success) return { state: "known", name, version, payload: parsed.data } as unknown as KnownAnnouncement;
  const why = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return { state: "unreadable", name, payload, why };
}
