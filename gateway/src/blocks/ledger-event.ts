// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, MspId, PartRef } from "@licet/domain";
import type { Announcement } from "./announcement.js";

/** Where a transaction stands on the channel: what a reader keeps, to go on behind it. */
export interface Checkpoint {
  readonly block: bigint;
  /** Index within the block, from 0. */
  readonly transaction: number;
}

/** What every transaction of a block tells, whatever it is. */
export interface EventBase {
  readonly at: Checkpoint;
  /** Empty where a configuration has none. */
  readonly transactionId: string;
  /** The client's time, bounded by the peer; undefined where the header has none. */
  readonly timestamp: Date | undefined;
  /** Organisation whose member sent it. */
  readonly creator: MspId;
  /** Fabric's validation code by name, such as `VALID`. */
  readonly validationCode: string;
}

/** A write on the channel. */
export interface PublicWrite {
  /** The key as it lies there. */
  readonly key: string;
  /** Object type and attributes of a composite key; undefined for a plain one. */
  readonly composite: { readonly type: string; readonly attributes: readonly string[] } | undefined;
  /** Undefined where the key was deleted. */
  readonly value: Uint8Array | undefined;
}

/** A write in a private data collection, of which the channel knows hashes only. */
export interface PrivateWrite {
  readonly collection: string;
  /** Owner of an implicit collection; undefined for one that the chaincode defines. */
  readonly organisation: MspId | undefined;
  /** SHA-256 in lower-case hexadecimal. */
  readonly keyHash: string;
  /** Undefined where the key was deleted or purged. */
  readonly valueHash: string | undefined;
  /** The confidential part that lies under the key, where the transaction names it. */
  readonly part: PartRef | undefined;
}

/** A private write with its content, as far as the reading organisation holds it. */
export type JoinedWrite = PrivateWrite &
  (
    | { readonly state: "held"; readonly salt: string; readonly content: JsonValue }
    /** The organisation's own, and not at its peer so far, or not for this reader. */
    | { readonly state: "pending" }
    /** The organisation's own, and nobody of it whom this gateway knows may read it. */
    | { readonly state: "unread" }
    /** A later write has taken its place: that one's event carries what is there now. */
    | { readonly state: "superseded" }
    /** Another organisation's, no confidential part, or a deletion: there is nothing to join. */
    | { readonly state: "hashed" }
  );

/** What a transaction asked a chaincode for. */
export interface ChaincodeCall {
  readonly chaincode: string;
  /** Transaction on the wire, `contract:Transaction`. */
  readonly name: string;
  /** What it was called with, as text. */
  readonly arguments: readonly string[];
}

/** A valid transaction of a chaincode. */
export interface TransactionEvent<W extends PrivateWrite = PrivateWrite> extends EventBase, ChaincodeCall {
  readonly kind: "transaction";
  readonly endorsers: readonly MspId[];
  /** The chaincode event that it set; undefined where it set none. */
  readonly announced: Announcement | undefined;
  /** Writes of Licet's chaincode in the order of their keys, also where another chaincode was called and called that one. */
  readonly writes: readonly PublicWrite[];
  readonly privateWrites: readonly W[];
}

/** A transaction that is in a block and changed nothing. */
export interface InvalidEvent extends EventBase {
  readonly kind: "invalid";
  /** What it asked for, where it asked a chaincode for something; nothing of it was done. */
  readonly call: ChaincodeCall | undefined;
}

/** A configuration of the channel. */
export interface ConfigurationEvent extends EventBase {
  readonly kind: "configuration";
  /** Number of the configuration, one more with each change. */
  readonly sequence: bigint;
}

/** A valid transaction of a kind that neither calls a chaincode nor configures the channel. */
export interface OtherEvent extends EventBase {
  readonly kind: "other";
  /** Fabric's header type by name. */
  readonly type: string;
}

/** What one transaction of a block says. Each transaction is one event, none is left out. */
export type LedgerEvent<W extends PrivateWrite = PrivateWrite> =
  TransactionEvent<W> | InvalidEvent | ConfigurationEvent | OtherEvent;
