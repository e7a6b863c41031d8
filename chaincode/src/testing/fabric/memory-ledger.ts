// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { JsonValue, Membership, SaltedPart } from "@licet/domain";
import { SALT_SECRET_KEY } from "../../fabric/keys";
import type { Caller, PrivateState, Quorum, Transaction, WorldState } from "../../fabric/transaction";
import { TEST_MEMBERSHIP } from "./members";

/** What a test says of a transaction; everything else has a default. */
export interface TransactionSetting {
  readonly caller?: Partial<Caller>;
  readonly peerMsp?: string;
  readonly time?: string;
  readonly members?: Membership;
  readonly parts?: Readonly<Record<string, SaltedPart>>;
  readonly evidence?: Readonly<Record<string, SaltedPart>>;
}

/** Who must endorse a key's next change; null where nobody can change it. */
export type KeyPolicy = readonly string[] | Quorum | null;

interface PrivateWrite {
  readonly organisation: string;
  readonly key: string;
  readonly value: string;
}

interface Writes {
  readonly state: Map<string, string>;
  readonly policies: Map<string, KeyPolicy>;
  readonly private: PrivateWrite[];
  readonly locks: string[];
}

/** A world state in memory for unit tests of rules: as on Fabric, reads return what was committed, not a transaction's own writes. */
export class MemoryLedger {
  readonly state = new Map<string, string>();
  /** Policy of each key that has one. */
  readonly endorsers = new Map<string, KeyPolicy>();
  readonly collections = new Map<string, Map<string, string>>();
  /** Locked entries of collections, as "organisation key". */
  readonly locked = new Set<string>();
  #count = 0;

  /** @param membership whose members have left a secret for their salts, as founding a consortium does. */
  constructor(membership: Membership = TEST_MEMBERSHIP) {
    for (const mspId of membership.organisations()) {
      this.collections.set(mspId, new Map([[SALT_SECRET_KEY, createHash("sha256").update(mspId).digest("hex")]]));
    }
  }

  /**
   * Runs a rule as one transaction and commits what it wrote.
   * @returns the rule's result, the event's payload and the writes; nothing is written where the rule throws.
   */
  async run<R>(setting: TransactionSetting, rule: (tx: Transaction) => Promise<R>): Promise<RunOutcome<R>> {
    this.#count += 1;
    const writes: Writes = { state: new Map(), policies: new Map(), private: [], locks: [] };
    const outcome: { event?: Record<string, JsonValue | undefined> } = {};
    const mspId = setting.caller?.mspId ?? "GBAuthorityMSP";
    const members = setting.members ?? TEST_MEMBERSHIP;
    const tx: Transaction = {
      id: createHash("sha256").update(this.#count.toString()).digest("hex"),
      channel: "licet",
      time: setting.time ?? "2026-11-23T10:00:00.000Z",
      caller: {
        mspId,
        officer: "0f".repeat(16),
        role: undefined,
        jurisdiction: members.stateOf(mspId),
        office: undefined,
        party: undefined,
        ...setting.caller,
      },
      peerMsp: setting.peerMsp ?? mspId,
      members,
      state: this.#worldState(writes),
      privateState: this.#privateState(writes),
      memo: new Map(),
      parts: setting.parts ?? {},
      evidence: setting.evidence ?? {},
      announce: (payload) => {
        outcome.event = payload;
      },
    };
    const result = await rule(tx);
    this.#commit(writes);
    return { result, event: outcome.event, writes: writes.state, privateWrites: writes.private, txId: tx.id };
  }

  #worldState(writes: Writes): WorldState {
    return {
      get: (key) => Promise.resolve(this.state.get(key)),
      put: (key, value) => Promise.resolve(void writes.state.set(key, value)),
      setEndorsers: (key, organisations) => Promise.resolve(void writes.policies.set(key, organisations)),
      setQuorum: (key, quorum) => Promise.resolve(void writes.policies.set(key, quorum)),
      lock: (key) => Promise.resolve(void writes.policies.set(key, null)),
    };
  }

  #privateState(writes: Writes): PrivateState {
    const held = (organisation: string, key: string): string | undefined =>
      this.collections.get(organisation)?.get(key);
    return {
      get: (organisation, key) => Promise.resolve(held(organisation, key)),
      hash: (organisation, key) => {
        const value = held(organisation, key);
        return Promise.resolve(value === undefined ? undefined : createHash("sha256").update(value).digest("hex"));
      },
      put: (organisation, key, value) => Promise.resolve(void writes.private.push({ organisation, key, value })),
      lock: (organisation, key) => Promise.resolve(void writes.locks.push(`${organisation} ${key}`)),
      isLocked: (organisation, key) => Promise.resolve(this.locked.has(`${organisation} ${key}`)),
    };
  }

  /** @throws {Error} where a rule changes what is locked, as Fabric would. */
  #commit(writes: Writes): void {
    for (const [key, value] of writes.state) {
      if (this.endorsers.get(key) === null) throw new Error(`${key} is locked`);
      this.state.set(key, value);
    }
    for (const [key, policy] of writes.policies) this.endorsers.set(key, policy);
    for (const { organisation, key, value } of writes.private) {
      if (this.locked.has(`${organisation} ${key}`)) throw new Error(`${key} of ${organisation} is locked`);
      const collection = this.collections.get(organisation) ?? new Map<string, string>();
      collection.set(key, value);
      this.collections.set(organisation, collection);
    }
    for (const entry of writes.locks) this.locked.add(entry);
  }
}

/** What a rule's run left behind. */
export interface RunOutcome<R> {
  readonly result: R;
  readonly event: Record<string, JsonValue | undefined> | undefined;
  readonly writes: ReadonlyMap<string, string>;
  readonly privateWrites: readonly PrivateWrite[];
  readonly txId: string;
}
