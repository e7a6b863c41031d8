// SPDX-License-Identifier: Apache-2.0
import type { ErrorEntry } from "../errors/entry";
import type { TransactionDefinition } from "./definition";
import type { EventDefinition } from "./event";
import type { DisclosureRule } from "./parts";
import type { RecordDefinition } from "./record";
import type { Route } from "./route";
import type { TransitionTable } from "./transitions";

/**
 * Everything that an area declares, once: contracts, addresses, the OpenAPI document, types of keys, commitments, the catalogue of
 * errors, checks of events and the reference pages follow from it.
 */
export interface AreaManifest {
  /** Name of its contract, as it stands in blocks, and of the folder that holds its rules. */
  readonly name: string;
  /** That folder, where the contract keeps a name that the term has outgrown. */
  readonly folder?: string;
  /** Heading in documentation. */
  readonly title: string;
  /** What its contract is about, one phrase. */
  readonly description: string;
  /** Its transactions by their names on the wire, `contract:Transaction`. */
  readonly transactions: Readonly<Record<string, TransactionDefinition>>;
  /** What lies on the channel, by the type of its keys. */
  readonly records: Readonly<Record<string, RecordDefinition>>;
  /** Confidential parts of its records and who may read them, by kind of record and name of the part. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, DisclosureRule>>>>;
  /** Events that its transactions set, by name. */
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** Transition tables of its records' statuses, by what moves. */
  readonly transitions: Readonly<Record<string, TransitionTable<string, string>>>;
  /** Errors that are particular to it. */
  readonly errors: Readonly<Record<string, ErrorEntry>>;
  /** Addresses of its transactions. */
  readonly routes: readonly Route[];
}

/** Keeps a manifest's precise types. */
export function area<const M extends AreaManifest>(manifest: M): M {
  return manifest;
}
