// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { invalidate } from "../consignment/leave";
import { receive } from "../consignment/receive";
import { CUSTODY_HEADS } from "../../rules/custody/records";
import { reportIncident, reseal } from "../custody/matters";
import {
  type Check,
  CHECKPOINT_HOLD,
  CHECKPOINT_VERIFY,
  LEDGER_CHECKS,
  lineReference,
  reservationReference,
  VERDICT_TABLE,
  type VerdictCode,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import { LICENCE_RECORDS, LINE_RECORDS, RESERVATION_RECORDS } from "../../rules/licence/records";
import { revokeKey } from "../party/keys";
import { ConsignmentWorld, kilograms, LICENCE_2, LICENCES, UCR, WHO } from "../../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT } from "../../testing/worlds/custody-world";
import { CERTIFICATE, EXPORTER, LICENCE, licenceContent, salted } from "../../testing/worlds/licence-world";
import { hold } from "./holding";
import { verify } from "./verify";

type Answer = z.output<typeof CHECKPOINT_VERIFY.output>;
type Question = z.input<typeof CHECKPOINT_VERIFY.input>;

const AE = "AEAuthorityMSP";
const byConsignment = { consignment: CONSIGNMENT };
const byLicence = { licence: LICENCE };

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

/** Asks, and checks every verdict against its row of the table. */
async function ask(question: Question = byConsignment, setting: TransactionSetting = WHO.customs): Promise<Answer> {
  const { result, writes, privateWrites } = await play(world.ledger, CHECKPOINT_VERIFY, verify, question, setting);
  expect([writes.size, privateWrites.length]).toEqual([0, 0]);
  expect(result.verdicts.map(({ check }) => check)).toEqual(LEDGER_CHECKS);
  for (const { code, check, verdict, action } of result.verdicts) {
    expect(VERDICT_TABLE[code as VerdictCode]).toMatchObject({ check, verdict, action });
  }
  return result;
}

const codes = ({ verdicts }: Answer): string[] => verdicts.map(({ code }) => code);
const codeOf = ({ verdicts }: Answer, check: Check): string | undefined =>
  verdicts.find((verdict) => verdict.check === check)?.code;
const presenting = (presented: Question["presented"]): Question => ({ ...byConsignment, presented });
const at = (time: string): TransactionSetting => ({ ...WHO.customs, time });

describe("what may pass", () => {
  const rest = [
    "PARTIES_AGREE",
    "GOODS_AGREE",
    "ROUTE_AS_LICENSED",
    "CERTIFICATE_NOT_NEEDED",
    "CUSTODY_UNBROKEN",
    "SEALS_INTACT",
    "CONDITIONS_NONE",
    "HOLDS_NONE",
    "REFERENCE_ANSWERED",
  ];

  it.each([
    ["a place", { place: "GBFXT" }, WHO.customs, ", and GBFXT is on it."],
    ["none, by a state", {}, WHO.customs, " and has a place in GB; no place was given."],
    ["none, by no state", {}, WHO.carriersCustoms, "; no place was given."],
  ])("is told with %s given as far as it is known where the goods are", async (_name, presented, who, told) => {
    await world.giveCopies("CarriersMSP");
    const { verdicts } = await ask(presenting(presented), who);
    const sentence = verdicts.find(({ check }) => check === "route")?.sentence;
    expect(sentence).toBe(`The route is one that the licence allows${told}`);
  });

  it("is a consignment before and after its release, by reference and by UCR", async () => {
    const before = await ask();
    expect(codes(before)).toEqual(["INTEGRITY_CONFIRMED", "LICENCE_USABLE", "QUANTITY_RESERVED", ...rest]);
    expect(before).toMatchObject({ disposition: "may-pass", reasons: [], holds: [], licences: LICENCES, ucr: UCR });
    await world.release();
    const after = await ask({ ucr: UCR.toLowerCase() });
    expect(codes(after)).toEqual(["INTEGRITY_CONFIRMED", "LICENCE_USABLE", "QUANTITY_WRITTEN_OFF", ...rest]);
    expect(after).toMatchObject({ disposition: "may-pass", consignment: CONSIGNMENT });
  });

  it("is a licence with something left, and consignments are not asked about", async () => {
    const answer = await ask(byLicence);
    expect(codes(answer)).toEqual([
      "INTEGRITY_CONFIRMED",
      "LICENCE_USABLE",
      "QUANTITY_LEFT",
      "PARTIES_NOT_ASKED",
      "GOODS_NOT_ASKED",
      "ROUTE_NOT_ASKED",
      "CERTIFICATE_NOT_NEEDED",
      "CUSTODY_NOT_ASKED",
      "SEALS_NOT_ASKED",
      "CONDITIONS_NOT_ASKED",
      "HOLDS_NOT_ASKED",
      "REFERENCE_ANSWERED",
    ]);
    expect(answer).toMatchObject({ disposition: "may-pass", licences: [LICENCE] });
    expect(answer).not.toHaveProperty("consignment");
  });

  it("is found or it is not: no verdict on what does not exist", async () => {
    for (const question of [{ licence: "GBSIE000000" }, { ucr: "NOBODYS-1" }, { consignment: "GB-CN-0009" }]) {
      expect((await refusalOf(world.ledger, () => ask(question))).code).toBe("NOT_FOUND");
    }
    expect(() => CHECKPOINT_VERIFY.input.parse({ ...byLicence, ucr: UCR })).toThrow("exactly one");
  });
});

describe("licence status", () => {
  it("counts at departure for what ends by itself", async () => {
    await world.release();
    const late = await ask(byConsignment, at("2028-01-01T00:00:00.000Z"));
    expect(codeOf(late, "licence-status")).toBe("LICENCE_LAWFUL_AT_EXIT");
    expect(late.disposition).toBe("may-pass");
    await world.changeLicence({ status: "surrendered" });
    expect(codeOf(await ask(), "licence-status")).toBe("LICENCE_LAWFUL_AT_EXIT");
  });

  it("stops goods that have not left once the licence ended", async () => {
    const late = await ask(byConsignment, at("2028-01-01T00:00:00.000Z"));
    expect(late).toMatchObject({ disposition: "stop", reasons: ["LICENCE_UNUSABLE"] });
    const early = await ask(byConsignment, at("2025-12-31T00:00:00.000Z"));
    expect(codeOf(early, "licence-status")).toBe("LICENCE_UNUSABLE");
  });

  it.each(["suspended", "revoked", "cancelled"] as const)("stops goods under way too when it is %s", async (status) => {
    await world.release();
    await world.changeLicence({ status }, LICENCE_2);
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["LICENCE_STOPPED"] });
    const expired = await ask(byConsignment, at("2028-01-01T00:00:00.000Z"));
    expect(codeOf(expired, "licence-status")).toBe("LICENCE_STOPPED");
  });
});

describe("quantity", () => {
  it("compares what was counted, in its own measure", async () => {
    const counted = (amount: number): Question => presenting({ counts: [{ item: 1, quantity: kilograms(amount) }] });
    expect((await ask(counted(12))).disposition).toBe("may-pass");
    const differing = await ask(counted(11));
    expect(differing).toMatchObject({ disposition: "stop", reasons: ["QUANTITY_DIFFERS"] });
    expect(differing.verdicts[2]?.sentence).toBe("Item 1: 11 KGM counted, 12 KGM declared.");
    const articles = { item: 1, quantity: { amount: "12000000", unit: "NAR" } };
    expect(codeOf(await ask(presenting({ counts: [articles] })), "quantity")).toBe("QUANTITY_DIFFERS");
    const unknown = { item: 7, quantity: kilograms(1) };
    expect(codeOf(await ask(presenting({ counts: [unknown] })), "quantity")).toBe("QUANTITY_DIFFERS");
  });

  it("shows what is left of a licence, and more written off than authorised", async () => {
    await world.changeLine({ reserved: "0", consumed: "20000000" });
    const none = await ask(byLicence);
    expect([codeOf(none, "quantity"), codeOf(none, "licence-status")]).toEqual([
      "QUANTITY_NONE_LEFT",
      "LICENCE_UNUSABLE",
    ]);
    await world.changeLine({ consumed: "21000000" });
    expect(await ask(byLicence)).toMatchObject({ reasons: expect.arrayContaining(["QUANTITY_OVERDRAWN"]) as unknown });
  });

  it("does not believe a consignment whose reservation was given back", async () => {
    const [{ line, reservation } = { line: 0, reservation: "" }] = (await world.consignment()).allocations;
    await world.changeReservation(reservationReference(LICENCE, line, reservation), { reserved: "11000000" });
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["QUANTITY_NOT_COVERED"] });
    world.unprove(RESERVATION_RECORDS, reservationReference(LICENCE, line, reservation));
    expect(codeOf(await ask(), "quantity")).toBe("QUANTITY_NOT_COVERED");
  });

  it("refers a receipt with an open difference, and stops an invalidated declaration", async () => {
    const invalidation = { consignment: CONSIGNMENT, licences: LICENCES, reason: "not-exported" as const };
    await world.ledger.run(WHO.customs, (tx) => invalidate(tx, invalidation));
    const invalidated = await ask();
    expect([codeOf(invalidated, "quantity"), invalidated.disposition]).toEqual(["DECLARATION_INVALIDATED", "stop"]);
    world = await ConsignmentWorld.withConsignment();
    await world.release();
    const counts = [1, 2].map((item) => ({ item, quantity: kilograms(5) }));
    const receipt = { ...byConsignment, place: "PKBQM", eventTime: "2026-11-23T09:00:00Z", counts };
    await world.ledger.run(WHO.pkCustoms, (tx) => receive(tx, receipt));
    const inDestination = presenting({ place: "PKBQM" });
    expect(await ask(inDestination)).toMatchObject({ disposition: "refer", reasons: ["QUANTITY_DIFFERENCE_OPEN"] });
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["CONSIGNMENT_SEEN_AGAIN"] });
    await world.changeLine({ consumed: "21000000" });
    expect((await ask()).reasons).toContain("CONSIGNMENT_SEEN_AGAIN");
  });
});

describe("parties, goods and route", () => {
  it("are compared with the licence as it stands now, field by field", async () => {
    const { exporter, lines } = licenceContent();
    const other = { ...exporter, party: "GB-EX-0009" };
    await world.amendContent(
      licenceContent({ exporter: other, lines: lines.map((each) => ({ ...each, controlCode: "5A001" })) }),
    );
    const answer = await ask();
    expect(answer).toMatchObject({ disposition: "stop", reasons: ["PARTIES_DIFFER", "GOODS_DIFFER"] });
    expect(answer.verdicts[3]?.facts).toEqual({
      mismatches: [{ licence: LICENCE, field: "exporter.party", consignment: exporter.party, covered: "GB-EX-0009" }],
    });
  });

  it("refer goods that are off their route, or on one that the licence forbids", async () => {
    await world.release();
    const here = await ask(presenting({ place: "AEJEA" }));
    expect(here.disposition).toBe("may-pass");
    const off = await ask(presenting({ place: "IRBND" }));
    expect(off).toMatchObject({ disposition: "stop", reasons: ["ROUTE_PROHIBITED"] });
    const astray = await ask(presenting({ place: "DEHAM" }));
    expect(astray).toMatchObject({ disposition: "refer", reasons: ["ROUTE_DEVIATES"] });
    const countries = [{ country: "AE", use: "P" as const, allowed: false }];
    const { conditions } = licenceContent();
    await world.amendContent(licenceContent({ conditions: { ...conditions, countries } }));
    expect(codeOf(await ask(), "route")).toBe("ROUTE_PROHIBITED");
  });
});

describe("what is not disclosed", () => {
  const hidden = ["PARTIES_NOT_DISCLOSED", "GOODS_NOT_DISCLOSED", "ROUTE_NOT_DISCLOSED", "CONDITIONS_NOT_DISCLOSED"];
  const offRoute = hidden.map((code) => (code === "ROUTE_NOT_DISCLOSED" ? "ROUTE_DEVIATES" : code));
  beforeEach(() => world.release());

  it.each<[string, TransactionSetting, string[]]>([
    ["a state without copies, which is not on the route", WHO.deCustoms, offRoute],
    ["a carrier", WHO.carrier, hidden],
    ["a caller at another organisation's peer", { ...WHO.aeCustoms, peerMsp: "GBAuthorityMSP" }, hidden],
  ])("is said to %s, with whom to ask, beside the verdicts of the channel", async (_who, setting, reasons) => {
    if (setting.peerMsp !== undefined) await world.giveCopies(AE);
    const answer = await ask(byConsignment, setting);
    expect(answer).toMatchObject({ disposition: "refer", reasons });
    expect(answer.verdicts[3]?.facts).toEqual({ ask: ["GBAuthorityMSP"] });
    expect(codeOf(answer, "integrity")).toBe("INTEGRITY_CONFIRMED");
    expect(JSON.stringify(answer)).not.toMatch(/5A002|Routing|Example/);
  });

  it("is disclosed by a copy, unless the copy is not what the channel's hash stands for", async () => {
    await world.giveCopies(AE);
    expect((await ask(byConsignment, WHO.aeCustoms)).disposition).toBe("may-pass");
    await world.giveCopies(AE, licenceContent({ endUse: "Something else" }));
    const altered = await ask(byConsignment, WHO.aeCustoms);
    expect(codeOf(altered, "integrity")).toBe("COPY_ALTERED");
    expect(altered.disposition).toBe("stop");
  });

  it("gives carriers what is theirs: the seals", async () => {
    await world.giveCopies("CarriersMSP");
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    const question = presenting({ seals: ["XX0001"], sealState: "intact" });
    const answer = await ask(question, WHO.carrier);
    expect([codeOf(answer, "goods-and-codes"), codeOf(answer, "seals")]).toEqual([
      "GOODS_NOT_DISCLOSED",
      "SEALS_DIFFER",
    ]);
  });
});

describe("end-use certificate", () => {
  it("must be there, stand, and serve this licence", async () => {
    await world.changeLicence({ certificateRequired: true });
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["CERTIFICATE_ABSENT"] });
    await world.bindCertificate();
    expect(codeOf(await ask(), "end-use-certificate")).toBe("CERTIFICATE_STANDS");
    await world.changeCertificate({ boundTo: LICENCE_2 });
    expect(codeOf(await ask(), "end-use-certificate")).toBe("CERTIFICATE_FAILS");
    await world.changeCertificate({ boundTo: LICENCE, status: "repudiated" });
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["CERTIFICATE_FAILS"] });
  });

  it("may end while the goods are under way, but not be withdrawn", async () => {
    await world.bindCertificate();
    const late = at("2027-07-01T00:00:00.000Z");
    expect(codeOf(await ask(byConsignment, late), "end-use-certificate")).toBe("CERTIFICATE_FAILS");
    await world.release();
    expect(codeOf(await ask(byConsignment, late), "end-use-certificate")).toBe("CERTIFICATE_STANDS");
    await world.changeCertificate({ status: "withdrawn" });
    expect(codeOf(await ask(byConsignment, late), "end-use-certificate")).toBe("CERTIFICATE_FAILS");
  });
});

describe("custody and seals", () => {
  const where = { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:30:00Z" };

  it("stops goods whose last transfer a key signed that was compromised by then, whenever that is reported", async () => {
    await world.release();
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    expect((await ask(presenting({ place: "AEJEA" }))).disposition).toBe("may-pass");
    await revoked(EXPORTER, "2026-11-23T10:00:01Z");
    expect((await ask(presenting({ place: "AEJEA" }))).disposition).toBe("may-pass");
    // The transfer was recorded then, whatever time its signatures claim.
    await revoked(EXPORTER, "2026-11-23T10:00:00Z");
    const answer = await ask(presenting({ place: "AEJEA" }));
    expect(answer).toMatchObject({ disposition: "stop", reasons: ["CUSTODY_KEY_COMPROMISED"] });
    const key = world.custody.address(EXPORTER);
    expect(answer.verdicts.find(({ check }) => check === "custody-chain")?.facts["doubts"]).toEqual([
      { party: EXPORTER, key, signedAt: "2026-11-23T13:00:00+04:00" },
    ]);
  });

  it("refers open incidents", async () => {
    const content = salted({ text: "road closed", equipment: [] });
    await world.ledger.run({ ...WHO.exporter, parts: { content } }, (tx) =>
      reportIncident(tx, { ...where, code: "1" }),
    );
    expect(await ask()).toMatchObject({ disposition: "refer", reasons: ["CUSTODY_MATTER_OPEN"] });
  });

  it("stops broken seals and other seals than the ones stated", async () => {
    expect((await ask(presenting({ seals: ["gb7001"], sealState: "intact" }))).disposition).toBe("may-pass");
    for (const seals of [["GB7001", "XX0001"], []]) {
      expect(await ask(presenting({ seals }))).toMatchObject({ disposition: "stop", reasons: ["SEALS_DIFFER"] });
    }
    expect(await ask(presenting({ sealState: "broken" }))).toMatchObject({
      disposition: "stop",
      reasons: ["SEALS_BROKEN"],
    });
  });

  it("says that seals were replaced, and takes their other numbers", async () => {
    const content = salted({ removed: [], affixed: [{ number: "AE9001", source: "CUS" }] });
    await world.ledger.run({ ...WHO.aeCustoms, parts: { content } }, (tx) => reseal(tx, where));
    const answer = await ask(presenting({ seals: ["AE9001"], sealState: "intact" }));
    expect([codeOf(answer, "seals"), answer.disposition]).toEqual(["SEALS_REPLACED", "may-pass"]);
  });

  it("refers seals that nobody has looked at", async () => {
    world = await ConsignmentWorld.withConsignment({ sealState: "unknown" });
    expect(await ask()).toMatchObject({ disposition: "refer", reasons: ["SEALS_UNCHECKED"] });
    expect((await ask(presenting({ sealState: "intact" }))).disposition).toBe("may-pass");
  });
});

const revoked = (party: string, from: string): Promise<unknown> => {
  const key = { party, algorithm: "secp256k1", address: world.custody.address(party) } as const;
  const registrar = {
    caller: { mspId: "GBAuthorityMSP", role: "registrar" },
    time: "2026-11-23T11:00:00.000Z",
  } as const;
  return world.ledger.run(registrar, (tx) => revokeKey(tx, { ...key, from, reason: "key-compromised" }));
};

describe("holds", () => {
  it("stop what would pass by every verdict", async () => {
    const placing = { consignment: CONSIGNMENT, reason: "circumstances-changed" as const };
    const { result } = await play(world.ledger, CHECKPOINT_HOLD, hold, placing, WHO.aeCustoms);
    const answer = await ask();
    expect(answer).toMatchObject({ disposition: "stop", reasons: ["CONSIGNMENT_ON_HOLD"] });
    expect(answer.holds.map(({ id }) => id)).toEqual([result.id]);
  });
});

describe("records that were not made by whom they name", () => {
  it.each([
    ["licence", LICENCE_RECORDS, LICENCE, "NOT_FOUND"],
    ["licence line", LINE_RECORDS, lineReference(LICENCE, 1), "LINE_NOT_ON_LICENCE"],
    ["certificate", CERTIFICATE_RECORDS, CERTIFICATE, "NOT_FOUND"],
    ["custody head", CUSTODY_HEADS, CONSIGNMENT, "NOT_FOUND"],
  ] as const)("stop the goods: %s", async (_what, kind, id, problem) => {
    await world.bindCertificate();
    world.unprove(kind, id);
    const answer = await ask();
    expect([codeOf(answer, "integrity"), answer.disposition]).toEqual(["RECORD_NOT_AUTHENTIC", "stop"]);
    expect(answer.verdicts[0]?.facts).toEqual({ problems: [problem] });
  });

  it("are no licence at all where it is asked for by its number, and nothing to rely on where it is unreadable", async () => {
    world.forge(LICENCE_RECORDS, LICENCE, "{not json");
    expect(codes(await ask(byLicence)).slice(0, 3)).toEqual([
      "RECORD_NOT_AUTHENTIC",
      "LICENCE_UNUSABLE",
      "QUANTITY_NONE_LEFT",
    ]);
    world.unprove(LICENCE_RECORDS, LICENCE);
    expect((await refusalOf(world.ledger, () => ask(byLicence))).code).toBe("NOT_FOUND");
  });

  it("are no consignment at all", async () => {
    world.unprove(CONSIGNMENT_RECORDS, CONSIGNMENT);
    expect((await refusalOf(world.ledger, () => ask())).code).toBe("NOT_FOUND");
    expect((await refusalOf(world.ledger, () => ask({ ucr: UCR }))).code).toBe("NOT_FOUND");
  });

  it("break custody where a custodian is claimed that never endorsed it, or there is no chain", async () => {
    const head = await world.custody.head();
    const claimed = { ...head, custodian: "DE-CR-0001", custodianMsp: "DEAuthorityMSP" };
    const key = world.forge(CUSTODY_HEADS, CONSIGNMENT, { ...claimed, keepers: ["DEAuthorityMSP", "GBAuthorityMSP"] });
    const forged = await ask();
    expect(codeOf(forged, "custody-chain")).toBe("CUSTODY_BROKEN");
    expect(forged.disposition).toBe("stop");
    world.ledger.state.delete(key);
    expect(codeOf(await ask(), "custody-chain")).toBe("CUSTODY_BROKEN");
  });
});
