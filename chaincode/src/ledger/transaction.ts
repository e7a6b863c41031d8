// SPDX-License-Identifier: Apache-2.0
import type { SaltedPart } from "../domain/shared/commitment";
import type { JsonValue } from "../domain/shared/canonical";
import type { MspId } from "../domain/shared/primitives";
import type { Role } from "../domain/shared/roles";

/** Who calls, as their X.509 identity says. */
export interface Caller {
  readonly mspId: MspId;
  /** Stable pseudonym of the person within the organisation: a hash, never a name. */
  readonly officer: string;
  readonly role: Role | undefined;
  readonly jurisdiction: string | undefined;
  /** Office the person works at, such as a customs office code. */
  readonly office: string | undefined;
  /** Register id of the party that the person acts for. */
  readonly party: string | undefined;
}

/** A page of raw values. */
export interface RawPage {
  readonly items: readonly { readonly key: string; readonly value: string }[];
  readonly bookmark: string;
}

/** The few calls on the world state that the rules are built from; keys are built by `keys.ts` only. */
export interface WorldState {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string): Promise<void>;
  /** Organisations whose peers must all endorse the next change of the key (key-level endorsement). */
  setEndorsers(key: string, organisations: readonly MspId[]): Promise<void>;
  /** Every value whose composite key starts with the prefix, up to `max`; more is LIMIT_EXCEEDED. */
  scan(prefix: KeyPrefix, max: number): Promise<readonly { readonly key: string; readonly value: string }[]>;
  /** One page of the values whose composite key starts with the prefix. Not available in a transaction that writes. */
  page(prefix: KeyPrefix, pageSize: number, bookmark: string): Promise<RawPage>;
}

/** Start of a composite key: object type and leading attributes. */
export interface KeyPrefix {
  readonly type: string;
  readonly attributes: readonly string[];
}

/** The organisations' implicit private data collections. */
export interface PrivateState {
  get(organisation: MspId, key: string): Promise<string | undefined>;
  /** SHA-256 of the value that the organisation's collection holds under the key, lower-case hexadecimal; readable by all members. */
  hash(organisation: MspId, key: string): Promise<string | undefined>;
  put(organisation: MspId, key: string, value: string): Promise<void>;
  /** Removes the value and its history, the hash on the channel stays (Fabric 2.5 purge). */
  purge(organisation: MspId, key: string): Promise<void>;
}

/** One transaction in execution: everything a rule may know or touch. */
export interface Transaction {
  readonly id: string;
  readonly channel: string;
  /** Transaction timestamp, RFC 3339 in UTC with milliseconds; the ledger's only clock. */
  readonly time: string;
  readonly caller: Caller;
  /** Organisation of the peer that executes. */
  readonly peerMsp: MspId;
  readonly state: WorldState;
  readonly privateState: PrivateState;
  /** Confidential content that this transaction writes, by part name, already checked against its schema. */
  readonly parts: Readonly<Record<string, SaltedPart>>;
  /** Confidential content of existing records, by name, already checked against the commitments on the channel. */
  readonly evidence: Readonly<Record<string, SaltedPart>>;
  /** Sets the chaincode event's payload; the name comes from the transaction's definition. */
  announce(payload: { readonly [name: string]: JsonValue | undefined }): void;
}
