// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  hashOf,
  hashOfText,
  majorityOf,
  type Member,
  MEMBERS_AGREE,
  MEMBERS_APPLY,
  MEMBERS_PROPOSE,
  MEMBERS_READ,
  MEMBERS_READ_CHANGE,
  type MembersChange,
  Membership,
} from "@licet/domain";
import { proofKey, SALT_SECRET_KEY } from "../../fabric/keys";
import { findMembers, MEMBERS_REFERENCE, requireMembership } from "../../fabric/members";
import { proofText, readRecord, recordKeyAt, storedText, updateRecord } from "../../fabric/records";
import { foundConsortium } from "../../testing/fabric/founding";
import { authority, CARRIERS } from "@licet/domain/testing/members";
import { MemoryLedger, type RunOutcome, type TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { agree } from "./agree";
import { apply } from "./apply";
import { propose } from "./propose";
import { readChange, readMembers } from "./read";
import { MEMBERS_CHANGES } from "./records";

const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const PK = "PKAuthorityMSP";
const DE = "DEAuthorityMSP";
const FR = "FRAuthorityMSP";
const CARRIER = "CarriersMSP";
const FOUNDERS: Member[] = [authority("GB"), authority("AE"), CARRIERS];
const OPEN_UNTIL = "2026-12-01T00:00:00Z";
const LATER = "2026-12-01T00:00:00.001Z";
const PROOF = proofKey("members", MEMBERS_REFERENCE);
const SECRET = "a3c1f05e7b2d498860ffd1e2c3b4a5968778695a4b3c2d1e0f112233445566ee";

const digestOf = (members: readonly Member[]): string => hashOf(members);

/** A ledger on which organisations agree who they are, as `execute` lets them. */
class Council {
  readonly ledger = new MemoryLedger(Membership.NONE);

  /** A ledger whose consortium was founded by the given members. */
  static async founded(members: readonly Member[] = FOUNDERS): Promise<Council> {
    const council = new Council();
    const organisations = members.map(({ mspId }) => mspId);
    await council.put(await council.propose(organisations[0]!, members), organisations);
    return council;
  }

  async propose(
    by: string,
    members: readonly Member[],
    replaces = 0,
    consentUntil = OPEN_UNTIL,
  ): Promise<MembersChange> {
    const input = { replaces, members: [...members], consentUntil };
    return (await play(this.ledger, MEMBERS_PROPOSE, propose, input, await this.as(by))).result;
  }

  async agree(
    by: string,
    change: MembersChange,
    given: Partial<MembersChange> = {},
    setting: TransactionSetting = {},
  ): Promise<unknown> {
    const input = { change: change.id, digest: given.digest ?? change.digest };
    return play(this.ledger, MEMBERS_AGREE, agree, input, { ...(await this.as(by)), ...setting });
  }

  async apply(
    change: MembersChange,
    endorsers: readonly string[],
    by = endorsers[0]!,
    setting: TransactionSetting = {},
  ): Promise<RunOutcome<unknown>> {
    const input = { change: change.id, endorsers: [...endorsers] };
    return play(this.ledger, MEMBERS_APPLY, apply, input, { ...(await this.as(by)), ...setting });
  }

  /** Agrees to a change in the name of each organisation, then puts it into effect. */
  async put(change: MembersChange, organisations: readonly string[]): Promise<RunOutcome<unknown>> {
    for (const organisation of organisations) await this.agree(organisation, change);
    return this.apply(change, organisations);
  }

  /** Registrar of an organisation, with what its organisation relies on. */
  async as(mspId: string): Promise<TransactionSetting> {
    const found = (await this.ledger.run({ members: Membership.NONE }, (tx) => findMembers(tx, mspId))).result;
    const members = found === undefined ? Membership.NONE : Membership.of(found.record, found.address);
    const role = members.revision === 0 || members.allows(mspId, "registrar") ? "registrar" : undefined;
    return { caller: { mspId, role }, members };
  }

  /** What somebody does to a proposed change of its own behind the rules' back. */
  async bend(change: MembersChange, bent: Partial<MembersChange>): Promise<void> {
    const members = new Membership(FOUNDERS, 1, "");
    await this.ledger.run({ members }, async (tx) =>
      updateRecord(tx, MEMBERS_CHANGES, change.id, { ...(await readRecord(tx, MEMBERS_CHANGES, change.id))!, ...bent }),
    );
  }

  /** The organisations' members' record, where they all rely on one. */
  async membership(...organisations: readonly string[]): Promise<Membership> {
    return (await this.ledger.run({ members: Membership.NONE }, (tx) => requireMembership(tx, organisations))).result;
  }

  async refusal(attempt: () => Promise<unknown>): Promise<string> {
    return (await refusalOf(this.ledger, attempt)).code;
  }
}

describe("founding", () => {
  it("writes one proof into every founder's collection and one record that a majority changes", async () => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    const run = await council.put(change, [AE, CARRIER, GB]);
    const proof = proofText("members", MEMBERS_REFERENCE, run.txId);
    expect(run.privateWrites.filter(({ key }) => key === PROOF)).toEqual(
      [GB, AE, CARRIER].map((organisation) => ({ organisation, key: PROOF, value: proof })),
    );
    expect([...council.ledger.locked]).toEqual([GB, AE, CARRIER].map((organisation) => `${organisation} ${PROOF}`));
    const key = recordKeyAt("members", hashOfText(proof));
    expect([...run.writes.keys()]).toEqual([key]);
    expect(council.ledger.endorsers.get(key)).toEqual({ needed: 2, of: [GB, AE, CARRIER] });
    expect((await council.membership(GB, AE, CARRIER)).revision).toBe(1);
    const read = await play(council.ledger, MEMBERS_READ, readMembers, {}, { peerMsp: CARRIER });
    expect(read.result).toMatchObject({ revision: 1, founded: run.txId, members: FOUNDERS, changedBy: change.id });
    const elsewhere = () => play(council.ledger, MEMBERS_READ, readMembers, {}, { peerMsp: PK });
    expect(await council.refusal(elsewhere)).toBe("CONSORTIUM_NOT_FOUNDED");
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["a founder who has not agreed", [GB, AE], [GB, AE, CARRIER]],
    ["a founder who is not to endorse", [GB, AE, CARRIER], [GB, AE]],
    ["the proposer alone", [GB], [GB]],
    ["nobody's agreement", [], [GB, AE, CARRIER]],
    ["a stranger to endorse", [GB, AE, CARRIER], [GB, AE, CARRIER, PK]],
    ["a stranger in a founder's place", [GB, AE, PK], [GB, AE, PK]],
    ["one to endorse twice", [GB, AE, CARRIER], [GB, AE, CARRIER, GB]],
    ["one twice in another's place", [GB, AE, CARRIER], [GB, AE, AE]],
  ])("does not take place with %s", async (_, agreeing, endorsers) => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    for (const organisation of agreeing) await council.agree(organisation, change);
    expect(await council.refusal(() => council.apply(change, endorsers))).toBe("MEMBERS_NOT_AGREED");
  });

  it("is proposed by a founder, in time, and once", async () => {
    const council = new Council();
    expect(await council.refusal(() => council.propose(PK, FOUNDERS))).toBe("NOT_A_MEMBER");
    expect(await council.refusal(() => council.propose(GB, FOUNDERS, 1))).toBe("MEMBERS_CHANGED_MEANWHILE");
    const late = () => council.propose(GB, FOUNDERS, 0, "2026-11-23T09:59:59Z");
    expect(await council.refusal(late)).toBe("MEMBERS_CHANGE_LAPSED");
    const change = await council.propose(GB, FOUNDERS);
    await council.put(change, [GB, AE, CARRIER]);
    expect(await council.refusal(() => council.apply(change, [GB, AE, CARRIER]))).toBe("MEMBERS_CHANGED_MEANWHILE");
    expect(await council.refusal(() => council.propose(GB, FOUNDERS))).toBe("MEMBERS_CHANGED_MEANWHILE");
  });

  it("takes in nobody who relies on another record already", async () => {
    const council = await Council.founded([authority("GB"), authority("AE")]);
    const change = await council.propose(DE, [authority("DE"), authority("GB"), authority("FR")]);
    for (const organisation of [DE, FR]) await council.agree(organisation, change);
    expect(await council.refusal(() => council.agree(GB, change))).toBe("MEMBERS_CHANGED_MEANWHILE");
    expect(await council.refusal(() => council.apply(change, [DE, GB, FR], DE))).toBe("MEMBERS_DISAGREE");
    const without = await council.propose(DE, [authority("DE"), authority("FR")]);
    await council.put(without, [DE, FR]);
    await expect(council.membership(GB, DE)).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
  });
});

describe("an agreement", () => {
  it("is to the list that the organisation has itself", async () => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    const own = digestOf([authority("GB"), authority("AE")]);
    expect(await council.refusal(() => council.agree(AE, change, { digest: own }))).toBe("MEMBERS_DIFFER");
    const bent = { digest: own, members: FOUNDERS.map((member) => ({ ...member, roles: ["registrar" as const] })) };
    await council.bend(change, bent);
    for (const digest of [change.digest, own]) {
      expect(await council.refusal(() => council.agree(AE, change, { digest }))).toBe("MEMBERS_DIFFER");
    }
  });

  it.each<[string, string, TransactionSetting]>([
    ["at somebody else's peer", "PRIVATE_READ_REFUSED", { peerMsp: GB }],
    ["after the deadline", "MEMBERS_CHANGE_LAPSED", { time: LATER }],
    ["by somebody who is not the registrar", "ROLE_NOT_ALLOWED", { caller: { mspId: AE, role: "customs-officer" } }],
  ])("is not given %s", async (_, code, setting) => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    expect(await council.refusal(() => council.agree(AE, change, {}, setting))).toBe(code);
  });

  it("is not given to what nobody has proposed", async () => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    council.ledger.state.set(recordKeyAt("members-change", "GB-MC-1"), storedText(change));
    expect(await council.refusal(() => council.agree(AE, { ...change, id: "GB-MC-1" }))).toBe("NOT_FOUND");
  });

  it("leaves the secret for the organisation's salts in its own collection", async () => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    const parts = { salts: { salt: SECRET, content: { secret: SECRET } } };
    await council.agree(AE, change, {}, { parts });
    expect(council.ledger.collections.get(AE)?.get(SALT_SECRET_KEY)).toBe(SECRET);
    await council.agree(AE, change);
    expect(council.ledger.collections.get(AE)?.get(SALT_SECRET_KEY)).toBe(SECRET);
    expect(JSON.stringify([...council.ledger.state])).not.toContain(SECRET);
  });

  it("lapses with the change", async () => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    for (const organisation of [GB, AE, CARRIER]) await council.agree(organisation, change);
    const late = () => council.apply(change, [GB, AE, CARRIER], GB, { time: LATER });
    expect(await council.refusal(late)).toBe("MEMBERS_CHANGE_LAPSED");
    await council.apply(change, [GB, AE, CARRIER], GB, { time: "2026-12-01T00:00:00.000Z" });
  });

  it.each<[string, Partial<MembersChange>, string]>([
    ["another list", { members: [authority("GB"), authority("AE"), CARRIERS, authority("DE")] }, "MEMBERS_NOT_AGREED"],
    ["another list and digest", { members: [authority("GB"), CARRIERS], digest: "0".repeat(64) }, "MEMBERS_NOT_AGREED"],
    [
      "other roles",
      { members: [authority("GB"), authority("AE", { roles: ["registrar"] }), CARRIERS] },
      "MEMBERS_NOT_AGREED",
    ],
    ["a later deadline", { consentUntil: "2027-12-01T00:00:00Z" }, "MEMBERS_NOT_AGREED"],
    ["another revision", { replaces: 1 }, "MEMBERS_CHANGED_MEANWHILE"],
  ])("counts for nothing once the proposer has given the change %s", async (_, bent, code) => {
    const council = new Council();
    const change = await council.propose(GB, FOUNDERS);
    for (const organisation of [GB, AE, CARRIER]) await council.agree(organisation, change);
    await council.bend(change, bent);
    expect(await council.refusal(() => council.apply(change, [GB, AE, CARRIER]))).toBe(code);
  });

  it("stands for one change only", async () => {
    const council = new Council();
    const [first, second] = [await council.propose(GB, FOUNDERS), await council.propose(GB, FOUNDERS)];
    for (const organisation of [GB, AE, CARRIER]) await council.agree(organisation, first);
    expect(await council.refusal(() => council.apply(second, [GB, AE, CARRIER]))).toBe("MEMBERS_NOT_AGREED");
  });
});

describe("a change of the members", () => {
  const FIVE = [authority("GB"), authority("AE"), authority("PK"), authority("DE"), CARRIERS];
  const restricted = FIVE.map((member) => (member.mspId === DE ? authority("DE", { roles: ["registrar"] }) : member));

  it("is a majority's, and leaves the record where it is", async () => {
    const council = await Council.founded(FIVE);
    const before = await council.membership(GB);
    const change = await council.propose(PK, restricted, 1);
    for (const organisation of [GB, PK]) await council.agree(organisation, change);
    expect(await council.refusal(() => council.apply(change, [GB, PK]))).toBe("MEMBERS_NOT_AGREED");
    await council.agree(CARRIER, change);
    expect(await council.refusal(() => council.apply(change, [GB, PK]))).toBe("MEMBERS_NOT_AGREED");
    const run = await council.apply(change, [GB, PK, CARRIER]);
    expect(run.privateWrites).toEqual([]);
    const after = await council.membership(GB, AE, PK, DE, CARRIER);
    expect([after.address, after.revision, after.allows(DE, "customs-officer")]).toEqual([before.address, 2, false]);
    const policy = council.ledger.endorsers.get(recordKeyAt("members", after.address));
    expect(policy).toEqual({ needed: majorityOf(5), of: FIVE.map(({ mspId }) => mspId) });
  });

  it("shows who has agreed and how many it needs", async () => {
    const council = await Council.founded(FIVE);
    const change = await council.propose(PK, [...restricted, authority("FR")], 1);
    for (const organisation of [GB, FR]) await council.agree(organisation, change);
    const { result } = await play(council.ledger, MEMBERS_READ_CHANGE, readChange, { change: change.id });
    expect(result).toMatchObject({ change: { id: change.id }, agreed: [GB, FR], needed: 3 });
  });

  it("takes in an organisation that agrees itself, which then relies on the same record", async () => {
    const council = await Council.founded(FIVE);
    const { address } = await council.membership(GB);
    const change = await council.propose(GB, [...FIVE, authority("FR")], 1);
    for (const organisation of [GB, AE, PK]) await council.agree(organisation, change);
    expect(await council.refusal(() => council.apply(change, [GB, AE, PK]))).toBe("MEMBERS_NOT_AGREED");
    expect(await council.refusal(() => council.apply(change, [GB, AE, PK, FR]))).toBe("MEMBERS_NOT_AGREED");
    await council.agree(FR, change);
    expect(await council.refusal(() => council.apply(change, [GB, AE, FR]))).toBe("MEMBERS_NOT_AGREED");
    const run = await council.apply(change, [GB, AE, PK, FR]);
    expect(run.privateWrites.map(({ organisation, key }) => [organisation, key])).toEqual([[FR, PROOF]]);
    expect(council.ledger.locked).toContain(`${FR} ${PROOF}`);
    const after = await council.membership(FR, GB, CARRIER);
    expect([after.address, after.revision]).toEqual([address, 2]);
    expect(council.ledger.endorsers.get(recordKeyAt("members", address))).toMatchObject({ needed: 4 });
  });

  it("does not take in an organisation that relies on another record", async () => {
    const council = await Council.founded(FIVE);
    foundConsortium(council.ledger, [authority("FR")], [FR], "0d".repeat(32));
    const change = await council.propose(GB, [...FIVE, authority("FR")], 1);
    for (const organisation of [GB, AE, PK]) await council.agree(organisation, change);
    expect(await council.refusal(() => council.apply(change, [GB, AE, PK, FR]))).toBe("MEMBERS_DISAGREE");
  });

  it("leaves out a member against its will, which then has no say", async () => {
    const council = await Council.founded(FIVE);
    const others = FIVE.filter(({ mspId }) => mspId !== DE);
    await council.put(await council.propose(GB, others, 1), [GB, AE, PK]);
    await expect(council.membership(DE)).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
    await expect(council.membership(GB, DE)).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
    expect(await council.refusal(() => council.propose(DE, FIVE, 2))).toBe("ROLE_NOT_ALLOWED");
    const back = await council.propose(GB, FIVE, 2);
    expect(await council.refusal(() => council.agree(DE, back))).toBe("ROLE_NOT_ALLOWED");
    await council.put(back, [GB, AE, PK]);
    expect((await council.membership(DE, GB)).revision).toBe(3);
  });

  it("is overtaken by one that comes before it", async () => {
    const council = await Council.founded(FIVE);
    const [first, second] = [await council.propose(GB, restricted, 1), await council.propose(AE, FIVE, 1)];
    for (const organisation of [GB, AE, PK]) await council.agree(organisation, second);
    await council.put(first, [GB, AE, PK]);
    expect(await council.refusal(() => council.apply(second, [GB, AE, PK]))).toBe("MEMBERS_CHANGED_MEANWHILE");
    await council.bend(second, { replaces: 2 });
    expect(await council.refusal(() => council.apply(second, [GB, AE, PK]))).toBe("MEMBERS_NOT_AGREED");
    expect(await council.refusal(() => council.agree(PK, first))).toBe("MEMBERS_CHANGED_MEANWHILE");
  });
});

describe("a record that one member puts there alone", () => {
  const FAKE = [authority("DE"), authority("GB", { roles: ["exporter"] }), authority("AE"), CARRIERS];

  it("moves nobody else", async () => {
    const council = await Council.founded([...FOUNDERS, authority("DE")]);
    const { address } = await council.membership(GB, DE);
    council.ledger.collections.get(DE)?.delete(PROOF);
    foundConsortium(council.ledger, FAKE, [DE], "0d".repeat(32));
    expect((await council.membership(GB, AE, CARRIER)).address).toBe(address);
    await expect(council.membership(GB, DE)).rejects.toMatchObject({ code: "MEMBERS_DISAGREE" });
    await expect(council.membership(DE, GB)).rejects.toMatchObject({ code: "MEMBERS_DISAGREE" });
  });

  it("draws in nobody who relies on another, and is a majority's as soon as somebody joins it", async () => {
    const council = await Council.founded();
    const fake = foundConsortium(council.ledger, [authority("DE")], [DE], "0d".repeat(32));
    council.ledger.endorsers.set(recordKeyAt("members", fake), [DE]);
    const all = await council.propose(DE, [authority("DE"), ...FOUNDERS], 1);
    await council.agree(DE, all);
    expect(await council.refusal(() => council.apply(all, [DE]))).toBe("MEMBERS_DISAGREE");
    const two = await council.propose(DE, [authority("DE"), authority("FR")], 1);
    await council.agree(DE, two);
    expect(await council.refusal(() => council.apply(two, [DE]))).toBe("MEMBERS_NOT_AGREED");
    await council.agree(FR, two);
    await council.apply(two, [DE, FR]);
    expect(council.ledger.endorsers.get(recordKeyAt("members", fake))).toEqual({ needed: 2, of: [DE, FR] });
  });
});
