// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import {
  CUSTODY_REFUSAL,
  custodyRefusalMessage,
  keyReference,
  PARTY_REVOKE_KEY,
  PARTY_SUSPEND,
  type TransferTerms,
} from "@licet/domain";
import { doubtsOf } from "../../rules/verdict/doubts";
import { changeStatement } from "../../rules/checkpoint/statements";
import { updateRecord, requireRecord } from "../../fabric/records";
import { play } from "../../testing/fabric/play";
import { revokeKey } from "../party/keys";
import { SIGNING_KEY_RECORDS } from "../../rules/party/signing-keys";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { suspendParty } from "../party/standing";
import { changeCertificate, putCertificate } from "../../testing/worlds/certificates";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  COURIER,
  CustodyWorld,
  found,
  terms,
} from "../../testing/worlds/custody-world";
import { CERTIFICATE } from "../../testing/worlds/licence-world";
import { codeOf } from "../../testing/fabric/refusals";
import { requireHead } from "../../rules/custody/head";
import { auditOf, perform, personOf } from "../../testing/custody/acts";

const REGISTRAR = { caller: { mspId: "CarriersMSP", role: "registrar", officer: "0a".repeat(16) } } as const;
/** Parties that nobody registered, the last of an organisation that is no member. */
const UNREGISTERED = ["CARRIERS-CR-0404", "DE-CR-0404", "ZZ-CR-0001"];

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});

const suspend = (id: string) =>
  play(world.ledger, PARTY_SUSPEND, suspendParty, { id, reason: "investigation" }, REGISTRAR);
const endOn = (id: string, validTo: string) =>
  world.ledger.run({}, async (tx) =>
    updateRecord(tx, PARTY_RECORDS, id, { ...(await requireRecord(tx, PARTY_RECORDS, id)), validTo }),
  );

/** Every way in which goods pass, or are to pass, from one party to another. */
const WAYS = {
  handoff: (given: Partial<TransferTerms>) => {
    const input = { ...terms(given), accepted: found() };
    return perform(world.ledger, "handOff", { ...input, ...signatures(terms(given)) }, { caller: COURIER });
  },
  proposal: (given: Partial<TransferTerms>) =>
    perform(world.ledger, "propose", { ...terms(given), timeClass: "ACT" }, personOf(terms(given).releasedBy)),
} as const;
type Way = keyof typeof WAYS;

function signatures(of: TransferTerms): { releaseSignature: string; acceptanceSignature: string } {
  const signers = { release: CARRIER_1, acceptance: UNREGISTERED.includes(of.receivedBy) ? CARRIER_2 : of.receivedBy };
  const { releaseSignature, acceptanceSignature } = world.handoff(of, found(), signers);
  return { releaseSignature, acceptanceSignature };
}

describe.each(Object.keys(WAYS) as Way[])("parties that may not act: by %s", (way) => {
  const attempt = (given: Partial<TransferTerms> = {}) => codeOf(WAYS[way](given));

  it.each([
    ["the releasing party is suspended", () => suspend(CARRIER_1)],
    ["the receiving party is suspended", () => suspend(CARRIER_2)],
    ["the releasing party's registration has ended", () => endOn(CARRIER_1, "2026-11-22")],
    ["the receiving party's registration has ended", () => endOn(CARRIER_2, "2026-11-22")],
  ])("no goods pass where %s", async (_name, change) => {
    await change();
    expect(await attempt()).toBe("PARTY_NOT_IN_FORCE");
  });

  it("goods pass on the last day of a registration", async () => {
    await endOn(CARRIER_2, "2026-11-23");
    expect(await attempt()).toBe("no error");
  });

  it.each(UNREGISTERED)("no goods pass to %s, which nobody registered", async (receivedBy) => {
    expect(await attempt({ receivedBy })).toBe(way === "handoff" ? "SIGNER_NOT_ACCEPTED" : "NOT_FOUND");
  });
});

it.each(UNREGISTERED)("an identity made out for %s, which nobody registered, takes no goods", async (receivedBy) => {
  const { releaseSignature } = signatures(terms({ receivedBy }));
  const input = { ...terms({ receivedBy }), accepted: found(), releaseSignature };
  expect(await codeOf(perform(world.ledger, "handOff", input, personOf(receivedBy)))).toBe("NOT_FOUND");
});

describe("an offer to somebody who is suspended before answering", () => {
  it.each([
    ["the receiving party", CARRIER_2],
    ["the releasing party", CARRIER_1],
  ])("is not accepted: %s", async (_name, party) => {
    await WAYS.proposal({});
    await suspend(party);
    const accepting = perform(world.ledger, "accept", { ...terms(), accepted: found() }, personOf(CARRIER_2));
    expect(await codeOf(accepting)).toBe("PARTY_NOT_IN_FORCE");
  });

  it("can be refused and cancelled", async () => {
    await WAYS.proposal({});
    await suspend(CARRIER_2);
    const refused = { consignment: CONSIGNMENT, transfer: 1, refusedBy: CARRIER_2, code: "DISE" as const };
    const input = { ...refused, eventTime: "2026-11-23T09:30:00Z" };
    const signature = world.sign(CARRIER_2, CUSTODY_REFUSAL, custodyRefusalMessage(input));
    expect(await codeOf(perform(world.ledger, "refuse", { ...input, signature }, { caller: COURIER }))).toBe(
      "no error",
    );
    expect(await auditOf(world.ledger)).toEqual([]);
  });
});

describe("keys that were revoked", () => {
  const revoke = (party: string, from: string, reason: "key-compromised" | "key-replaced", time?: string) =>
    play(
      world.ledger,
      PARTY_REVOKE_KEY,
      revokeKey,
      { party, algorithm: "secp256k1", address: world.address(party), from, reason },
      { ...REGISTRAR, ...(time === undefined ? {} : { time }) },
    );
  const signedAt = terms().eventTime;

  it.each([
    [CARRIER_1, "key-compromised", "2026-11-23T09:59:00Z", "SIGNER_NOT_ACCEPTED"],
    [CARRIER_2, "key-compromised", "2026-11-23T09:59:00Z", "SIGNER_NOT_ACCEPTED"],
    [CARRIER_1, "key-compromised", "2026-11-22T00:00:00Z", "SIGNER_NOT_ACCEPTED"],
    [CARRIER_1, "key-replaced", "2026-11-22T00:00:00Z", "SIGNER_NOT_ACCEPTED"],
    [CARRIER_1, "key-replaced", "2026-11-23T09:59:00Z", "no error"],
  ] as const)("of %s, %s from %s: %s, whatever earlier time a signature claims", async (party, reason, from, code) => {
    await revoke(party, from, reason);
    expect(await codeOf(WAYS.handoff({}))).toBe(code);
  });

  it.each([
    ["after it was recorded", "2026-11-23T10:00:01Z", []],
    ["before it was recorded, and after it says it was signed", "2026-11-23T09:30:00Z", ["key-compromised"]],
    ["before it was signed", "2026-11-23T08:30:00Z", ["key-compromised"]],
    ["at the moment when it was signed", new Date(signedAt).toISOString(), ["key-compromised"]],
  ])(
    "and compromised %s: what was recorded before is in doubt by the date of the compromise",
    async (_name, from, codes) => {
      await WAYS.handoff({});
      await revoke(CARRIER_1, from, "key-compromised", "2026-11-24T10:00:00.000Z");
      expect((await auditOf(world.ledger)).map(({ code }) => code)).toEqual(codes);
    },
  );

  it("and whose compromise is dated back later cast their doubt then", async () => {
    await WAYS.handoff({});
    await revoke(CARRIER_1, "2026-11-23T09:30:00Z", "key-compromised", "2026-11-24T10:00:00.000Z");
    await revoke(CARRIER_1, "2026-11-20T00:00:00Z", "key-compromised", "2026-11-24T11:00:00.000Z");
    expect((await auditOf(world.ledger)).map(({ code }) => code)).toEqual(["key-compromised"]);
  });
});

describe("a release that was recorded in a proposal before it was accepted", () => {
  const OFFERED = "2026-11-23T10:00:00.000Z";
  const ACCEPTED = "2026-11-23T11:00:00.000Z";

  async function pass(way: "proposed and accepted" | "handed over"): Promise<void> {
    const given = terms();
    const signed = world.handoff(given, found());
    if (way === "handed over") {
      await perform(world.ledger, "handOff", signed, { caller: COURIER, time: ACCEPTED });
      return;
    }
    const offer = { ...given, timeClass: "ACT" as const, signature: signed.releaseSignature };
    await perform(world.ledger, "propose", offer, { caller: COURIER, time: OFFERED });
    const answer = { ...given, accepted: found(), signature: signed.acceptanceSignature };
    await perform(world.ledger, "accept", answer, { caller: COURIER, time: ACCEPTED });
  }

  it.each([
    ["handed over", CARRIER_1, "2026-11-23T10:30:00Z", 1],
    ["proposed and accepted", CARRIER_1, "2026-11-23T10:30:00Z", 0],
    ["proposed and accepted", CARRIER_1, "2026-11-23T10:00:00Z", 2],
    ["proposed and accepted", CARRIER_2, "2026-11-23T10:30:00Z", 1],
  ] as const)("%s, is in doubt where the key of %s was stolen on %s: %i times", async (way, party, from, problems) => {
    await pass(way);
    const address = world.address(party);
    const input = { party, algorithm: "secp256k1" as const, address, from, reason: "key-compromised" as const };
    await play(world.ledger, PARTY_REVOKE_KEY, revokeKey, input, { ...REGISTRAR, time: "2026-11-24T10:00:00.000Z" });
    const audited = (await auditOf(world.ledger)).filter(({ code }) => code === "key-compromised");
    expect(audited).toHaveLength(problems);
    const { result: doubts } = await world.ledger.run({}, async (tx) =>
      doubtsOf(tx, await requireHead(tx, CONSIGNMENT)),
    );
    expect(doubts).toHaveLength(Math.min(1, problems));
  });
});

describe("a plan, signed ahead of its time", () => {
  const ahead = terms({ eventTime: "2026-12-24T10:00:00Z" });
  const plan = () => {
    const { releaseSignature: signature } = world.handoff(ahead, found());
    return codeOf(perform(world.ledger, "propose", { ...ahead, timeClass: "PLN", signature }, { caller: COURIER }));
  };
  const keyFrom = (validFrom: string, validTo?: string) =>
    world.ledger.run({}, async (tx) => {
      const reference = keyReference(CARRIER_1, world.address(CARRIER_1));
      const key = await requireRecord(tx, SIGNING_KEY_RECORDS, reference);
      return updateRecord(tx, SIGNING_KEY_RECORDS, reference, { ...key, validFrom, validTo });
    });

  it.each([
    ["2026-01-01T00:00:00Z", undefined, "no error"],
    ["2026-12-01T00:00:00Z", undefined, "SIGNER_NOT_ACCEPTED"],
    ["2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", "SIGNER_NOT_ACCEPTED"],
  ] as const)("by a key that counts from %s to %s: %s", async (from, to, code) => {
    await keyFrom(from, to);
    expect(await plan()).toBe(code);
  });

  it("by a key that did not count yet, is found by an audit", async () => {
    await plan();
    expect(await auditOf(world.ledger)).toEqual([]);
    await keyFrom("2026-12-01T00:00:00Z");
    expect((await auditOf(world.ledger)).map(({ code }) => code)).toEqual(["signature-invalid"]);
  });
});

describe("times", () => {
  it.each<[string, Partial<TransferTerms>, string, string]>([
    [
      "a release before custody began",
      { eventTime: "2026-11-23T07:59:59Z" },
      "2026-11-23T09:10:00Z",
      "CUSTODY_TIME_BEFORE_LAST",
    ],
    ["an acceptance before the release", {}, "2026-11-23T08:59:59Z", "CUSTODY_TIME_BEFORE_LAST"],
    ["an acceptance that lies ahead", {}, "2026-11-23T10:02:01Z", "EVENT_TIME_IN_FUTURE"],
    [
      "a day in June, when the key was none",
      { eventTime: "2025-06-01T09:00:00Z" },
      "2025-06-01T09:10:00Z",
      "CUSTODY_TIME_BEFORE_LAST",
    ],
    ["a time that a clock may be off", {}, "2026-11-23T10:01:59Z", "no error"],
  ])("%s", async (_name, given, acceptedAt, code) => {
    expect(await codeOf(world.runHandoff(given, { acceptedAt }))).toBe(code);
  });

  it.each(["refuse", "cancel"] as const)("a backdated answer: %s", async (act) => {
    await WAYS.proposal({});
    const eventTime = "2026-11-23T07:59:59Z";
    const answer =
      act === "cancel"
        ? perform(world.ledger, "cancel", { consignment: CONSIGNMENT, eventTime }, personOf(CARRIER_1))
        : perform(
            world.ledger,
            "refuse",
            { consignment: CONSIGNMENT, transfer: 1, refusedBy: CARRIER_2, code: "DUPE", eventTime },
            personOf(CARRIER_2),
          );
    expect(await codeOf(answer)).toBe("CUSTODY_TIME_BEFORE_LAST");
  });
});

describe("goods that may not move", () => {
  it.each(["GB", "AE", "DE"])("are not handed on while %s holds them", async (state) => {
    const held = {
      id: `${state}-HD-1`,
      reason: "other",
      placedBy: "0a".repeat(16),
      placedAt: "2026-11-23T09:00:00.000Z",
    };
    await world.ledger.run({ caller: { mspId: `${state}AuthorityMSP` } }, (tx) =>
      changeStatement(tx, CONSIGNMENT, (statement) => ({ ...statement, openHolds: [held as never] })),
    );
    expect(await codeOf(WAYS.handoff({}))).toBe("CONSIGNMENT_ON_HOLD");
    expect(await codeOf(WAYS.proposal({}))).toBe("CONSIGNMENT_ON_HOLD");
  });

  it.each([
    ["withdrawn", "CERTIFICATE_NOT_IN_FORCE"],
    ["expired", "no error"],
  ] as const)("are handed on or not with a certificate that was %s: %s", async (status, code) => {
    world = await CustodyWorld.start(CARRIER_1, [CERTIFICATE]);
    await putCertificate(world.ledger);
    await changeCertificate(world.ledger, { status });
    expect(await codeOf(WAYS.handoff({ receivedBy: CARRIER_3 }))).toBe(code);
  });

  it("are not handed on where a certificate is nobody's", async () => {
    world = await CustodyWorld.start(CARRIER_1, [CERTIFICATE]);
    expect(CERTIFICATE_RECORDS.ownerOf(CERTIFICATE)).toBe("PKAuthorityMSP");
    expect(await codeOf(WAYS.handoff({}))).toBe("NOT_FOUND");
  });
});
