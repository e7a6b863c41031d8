// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, Membership, MspId, Role, SaltedPart } from "@licet/domain";

/** Who calls: organisation and person as Fabric's identity says, the rest within what the members' record lets the organisation say. */
export interface Caller {
  readonly mspId: MspId;
  /** Stable pseudonym of the person: a hash of organisation and enrolment id, never a name. A new certificate is the same person. */
  readonly officer: string;
  /** Role of the identity; undefined where the members' record does not allow it to people of the organisation. */
  readonly role: Role | undefined;
  /** State of the organisation, from the members' record; undefined for one that is no state's authority. */
  readonly jurisdiction: string | undefined;
  /** Office the person works at, such as a customs office code; always one of the organisation's own state. */
  readonly office: string | undefined;
  /** Register id of the party that the person acts for. */
  readonly party: string | undefined;
}

/**
 * The few calls on the world state that the rules are built from; keys are built by `keys.ts` only. There is no range among them:
 * anybody can write keys of any name, so that a range would be as long as a stranger wants it.
 */
export interface WorldState {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string): Promise<void>;
  /** Organisations whose peers must all endorse the next change of the key (key-level endorsement). */
  setEndorsers(key: string, organisations: readonly MspId[]): Promise<void>;
  /** How many of the organisations' peers must endorse the next change of the key. */
  setQuorum(key: string, quorum: Quorum): Promise<void>;
  /** Lets nobody change the key again. */
  lock(key: string): Promise<void>;
}

/** So many of these organisations. */
export interface Quorum {
  readonly needed: number;
  readonly of: readonly MspId[];
}

/** The organisations' implicit private data collections. */
export interface PrivateState {
  get(organisation: MspId, key: string): Promise<string | undefined>;
  /** SHA-256 of the value that the organisation's collection holds under the key, lower-case hexadecimal; readable by all members. */
  hash(organisation: MspId, key: string): Promise<string | undefined>;
  put(organisation: MspId, key: string, value: string): Promise<void>;
  /** Lets nobody change the entry again, its own organisation included. */
  lock(organisation: MspId, key: string): Promise<void>;
  /** Whether the entry is locked; readable by all members. */
  isLocked(organisation: MspId, key: string): Promise<boolean>;
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
  /** Who the members are, on which every organisation concerned relies. */
  readonly members: Membership;
  readonly state: WorldState;
  readonly privateState: PrivateState;
  /** What this transaction has read and written so far, by `records.ts` and `chain.ts`: Fabric itself returns committed values only. */
  readonly memo: Map<string, unknown>;
  /** Confidential content that this transaction writes, by part name, already checked against its schema. */
  readonly parts: Readonly<Record<string, SaltedPart>>;
  /** Confidential content of existing records, by name, already checked against the commitments on the channel. */
  readonly evidence: Readonly<Record<string, SaltedPart>>;
  /** Sets the chaincode event's payload; the name comes from the transaction's definition. */
  announce(payload: { readonly [name: string]: JsonValue | undefined }): void;
}
