// SPDX-License-Identifier: Apache-2.0
import type { Member, MembersChange, MembersRecord } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity, Receipt } from "../../ports/ledger.js";
import type { Command } from "../transactions.js";
import { digestOf, membersOf } from "./members.js";
import { settleMembers } from "./settle.js";
import type { MembersLedger } from "./steps.js";

const STATES = ["AE", "GB", "PK"];

function listOf(...states: readonly string[]): Member[] {
  return membersOf(states.map((state) => ({ mspId: `${state}AuthorityMSP`, kind: "authority", state })));
}

const people = new Map(
  STATES.map((state) => {
    const mspId = `${state}AuthorityMSP`;
    return [mspId, { label: `registrar1@${mspId}`, mspId } as LedgerIdentity];
  }),
);

/** A ledger on which members propose, agree and apply; each peer may be some questions behind the others. */
class ConsortiumLedger implements MembersLedger {
  readonly submitted: string[] = [];
  readonly secrets = new Map<string, number>();
  readonly joined = new Set<string>();
  record: MembersRecord | undefined;
  #change: MembersChange | undefined;
  readonly #agreed = new Set<string>();
  #behind: number;

  constructor(behind = 0) {
    this.#behind = behind;
  }

  query({ mspId }: LedgerIdentity, { name }: { readonly name: string }): Promise<Uint8Array> {
    if (name === "members:Read") {
      return this.joined.has(mspId) && this.record ? answer(this.record) : refused("CONSORTIUM_NOT_FOUNDED");
    }
    this.#behind -= 1;
    if (this.#behind >= 0) return refused("NOT_FOUND");
    return answer({ change: this.#change, agreed: [...this.#agreed], needed: 1 });
  }

  async command({ identity, definition, input, parts }: Command): Promise<Receipt> {
    this.submitted.push(`${definition.name} by ${identity.mspId}`);
    const result = this.#result(definition.name, identity.mspId, input);
    if (parts["salts"] !== undefined) this.secrets.set(identity.mspId, (this.secrets.get(identity.mspId) ?? 0) + 1);
    return { result: await answer(result), transactionId: "t", blockNumber: 1n, endorsers: [] };
  }

  #result(name: string, mspId: string, input: unknown): unknown {
    if (name === "members:Propose") {
      const { members, replaces } = input as MembersChange;
      this.#agreed.clear();
      this.#change = { id: "AE-MC-1", members, replaces, digest: digestOf(members) } as MembersChange;
      return this.#change;
    }
    if (name === "members:Agree") {
      expect(input).toMatchObject({ change: "AE-MC-1", digest: this.#change?.digest });
      this.#agreed.add(mspId);
      return {};
    }
    const { endorsers } = input as { readonly endorsers: readonly string[] };
    const { members = [], replaces = 0 } = this.#change ?? {};
    for (const one of endorsers) this.joined.add(one);
    this.record = { members, revision: replaces + 1 } as MembersRecord;
    return this.record;
  }
}

function answer(value: unknown): Promise<Uint8Array> {
  return Promise.resolve(Buffer.from(JSON.stringify(value), "utf8"));
}

function refused(code: string): Promise<never> {
  return Promise.reject(
    new LedgerError({ phase: "evaluate", code: "UNKNOWN", message: `${code}: No. {}`, outcome: "not-recorded" }),
  );
}

describe("settleMembers", () => {
  it("founds a consortium with the agreement of every organisation, each of which leaves its secret", async () => {
    const ledger = new ConsortiumLedger();
    const settled = await settleMembers(ledger, people, listOf("GB", "AE"));
    expect(settled).toMatchObject({ changed: true, joined: ["AEAuthorityMSP", "GBAuthorityMSP"] });
    expect(ledger.submitted).toEqual([
      "members:Propose by AEAuthorityMSP",
      "members:Agree by AEAuthorityMSP",
      "members:Agree by GBAuthorityMSP",
      "members:Apply by AEAuthorityMSP",
    ]);
    expect([...ledger.secrets.values()]).toEqual([1, 1]);
  });

  it("writes nothing where the record says it already", async () => {
    const ledger = new ConsortiumLedger();
    await settleMembers(ledger, people, listOf("GB", "AE"));
    const before = ledger.submitted.length;
    expect(await settleMembers(ledger, people, listOf("AE", "GB"))).toMatchObject({ changed: false, joined: [] });
    expect(ledger.submitted).toHaveLength(before);
  });

  it("takes an organisation in, which alone leaves a secret, on the proposal of one that is a member", async () => {
    const ledger = new ConsortiumLedger();
    await settleMembers(ledger, people, listOf("GB", "PK"));
    const settled = await settleMembers(ledger, people, listOf("AE", "GB", "PK"));
    expect(settled).toMatchObject({ joined: ["AEAuthorityMSP"], record: { revision: 2 } });
    expect(ledger.submitted).toContain("members:Propose by GBAuthorityMSP");
    expect(ledger.submitted).not.toContain("members:Propose by AEAuthorityMSP");
    expect(Object.fromEntries(ledger.secrets)).toEqual({ AEAuthorityMSP: 1, GBAuthorityMSP: 1, PKAuthorityMSP: 1 });
  });

  it("waits for peers that are behind", async () => {
    expect(await settleMembers(new ConsortiumLedger(3), people, listOf("GB"))).toMatchObject({ changed: true });
  });

  it("says who has nobody to agree, and that a file without members has none", async () => {
    const ledger = new ConsortiumLedger();
    await expect(settleMembers(ledger, people, listOf("GB", "FR"))).rejects.toThrow("FRAuthorityMSP has nobody");
    await expect(settleMembers(ledger, people, [])).rejects.toThrow("says of no organisation");
    expect(ledger.submitted).toEqual([]);
  });
});
