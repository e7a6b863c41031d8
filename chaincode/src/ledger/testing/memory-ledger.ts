// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { LicetError } from "../../domain/errors/licet-error";
import type { JsonValue } from "../../domain/shared/canonical";
import type { SaltedPart } from "../../domain/shared/commitment";
import { ledgerKey, type KeyType } from "../keys";
import type { Caller, KeyPrefix, PrivateState, RawPage, Transaction, WorldState } from "../transaction";

/** What a test says of a transaction; everything else has a default. */
export interface TransactionSetting {
  readonly caller?: Partial<Caller>;
  readonly peerMsp?: string;
  readonly time?: string;
  readonly parts?: Readonly<Record<string, SaltedPart>>;
  readonly evidence?: Readonly<Record<string, SaltedPart>>;
}

/** A world state in memory for unit tests of rules: as on Fabric, reads return what was committed, not a transaction's own writes. */
export class MemoryLedger {
  readonly state = new Map<string, string>();
  readonly endorsers = new Map<string, readonly string[]>();
  readonly collections = new Map<string, Map<string, string>>();
  #count = 0;

  /**
   * Runs a rule as one transaction and commits what it wrote.
   * @returns the rule's result, the event's payload and the writes; nothing is written where the rule throws.
   */
  async run<R>(setting: TransactionSetting, rule: (tx: Transaction) => Promise<R>): Promise<RunOutcome<R>> {
    this.#count += 1;
    const writes = new Map<string, string>();
    const policies = new Map<string, readonly string[]>();
    const privateWrites: { organisation: string; key: string; value: string | undefined }[] = [];
    const outcome: { event?: Record<string, JsonValue | undefined> } = {};
    const mspId = setting.caller?.mspId ?? "GBAuthorityMSP";
    const tx: Transaction = {
      id: createHash("sha256").update(this.#count.toString()).digest("hex"),
      channel: "licet",
      time: setting.time ?? "2026-11-23T10:00:00.000Z",
      caller: {
        mspId,
        officer: "officer-1",
        role: undefined,
        jurisdiction: mspId.slice(0, 2),
        office: undefined,
        party: undefined,
        ...setting.caller,
      },
      peerMsp: setting.peerMsp ?? mspId,
      state: this.#worldState(writes, policies),
      privateState: this.#privateState(privateWrites),
      parts: setting.parts ?? {},
      evidence: setting.evidence ?? {},
      announce: (payload) => {
        outcome.event = payload;
      },
    };
    const result = await rule(tx);
    this.#commit(writes, policies, privateWrites);
    return { result, event: outcome.event, writes, privateWrites, txId: tx.id };
  }

  #worldState(writes: Map<string, string>, policies: Map<string, readonly string[]>): WorldState {
    return {
      get: (key) => Promise.resolve(this.state.get(key)),
      put: (key, value) => Promise.resolve(void writes.set(key, value)),
      setEndorsers: (key, organisations) => Promise.resolve(void policies.set(key, organisations)),
      scan: (prefix, max) => {
        const items = this.#under(prefix);
        if (items.length > max)
          return Promise.reject(new LicetError("LIMIT_EXCEEDED", "There are too many records here.", { max }));
        return Promise.resolve(items);
      },
      page: (prefix, pageSize, bookmark) => Promise.resolve(this.#page(prefix, pageSize, bookmark)),
    };
  }

  #privateState(privateWrites: { organisation: string; key: string; value: string | undefined }[]): PrivateState {
    const held = (organisation: string, key: string): string | undefined =>
      this.collections.get(organisation)?.get(key);
    return {
      get: (organisation, key) => Promise.resolve(held(organisation, key)),
      hash: (organisation, key) => {
        const value = held(organisation, key);
        return Promise.resolve(value === undefined ? undefined : createHash("sha256").update(value).digest("hex"));
      },
      put: (organisation, key, value) => Promise.resolve(void privateWrites.push({ organisation, key, value })),
      purge: (organisation, key) => Promise.resolve(void privateWrites.push({ organisation, key, value: undefined })),
    };
  }

  #under(prefix: KeyPrefix): { key: string; value: string }[] {
    const start = ledgerKey(prefix.type as KeyType, ...prefix.attributes);
    return [...this.state]
      .filter(([key]) => key.startsWith(start))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => ({ key, value }));
  }

  #page(prefix: KeyPrefix, pageSize: number, bookmark: string): RawPage {
    const rest = this.#under(prefix).filter(({ key }) => key >= bookmark);
    return { items: rest.slice(0, pageSize), bookmark: rest[pageSize]?.key ?? "" };
  }

  #commit(
    writes: Map<string, string>,
    policies: Map<string, readonly string[]>,
    privateWrites: readonly { organisation: string; key: string; value: string | undefined }[],
  ): void {
    for (const [key, value] of writes) this.state.set(key, value);
    for (const [key, organisations] of policies) this.endorsers.set(key, organisations);
    for (const { organisation, key, value } of privateWrites) {
      const collection = this.collections.get(organisation) ?? new Map<string, string>();
      if (value === undefined) collection.delete(key);
      else collection.set(key, value);
      this.collections.set(organisation, collection);
    }
  }
}

/** What a rule's run left behind. */
export interface RunOutcome<R> {
  readonly result: R;
  readonly event: Record<string, JsonValue | undefined> | undefined;
  readonly writes: ReadonlyMap<string, string>;
  readonly privateWrites: readonly { organisation: string; key: string; value: string | undefined }[];
  readonly txId: string;
}
