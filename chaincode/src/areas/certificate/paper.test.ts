// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  CERTIFICATE_BIND,
  CERTIFICATE_CERTIFY,
  CERTIFICATE_FULFIL,
  CERTIFICATE_RECORD_PAPER,
  CERTIFICATE_SIGN,
  CERTIFICATE_VERIFY_PAPER,
  type CertificateContent,
  type CertificateCore,
  PARTY_REGISTER,
} from "@licet/domain";
import type { z } from "zod";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireCertificateInForce } from "../../rules/certificate/standing";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { foundConsortium } from "../../testing/fabric/founding";
import { MemoryLedger, type TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play } from "../../testing/fabric/play";
import { refusalOf } from "../../testing/fabric/refusals";
import {
  certificateContent,
  EXPORTER,
  issueLicence,
  LICENCE,
  licenceContent,
  salted,
} from "../../testing/worlds/licence-world";
import { registerParty } from "../party/register";
import { bind } from "./bind";
import { certify } from "./certify";
import { fulfil } from "./fulfil";
import { showCertificate } from "./read";
import { recordPaper } from "./record-paper";
import { sign } from "./sign";
import { verifyPaper } from "./verify-paper";

const GB = "GBAuthorityMSP";
/** An end user in Oman, which is no member, in the register of the state that licenses. */
const END_USER = { party: "GB-EU-0007", name: "Example Telecom", country: "OM" };
const CERTIFICATE = "GB-EUC-0007";
const DOCUMENT = "3f".repeat(32);

const registrar = { mspId: GB, role: "registrar", officer: "1".repeat(32) } as const;
const officer = { mspId: GB, role: "licensing-officer", officer: "2".repeat(32) } as const;
const senior = { mspId: GB, role: "senior-licensing-officer", officer: "3".repeat(32) } as const;
const certifier = { mspId: GB, role: "certifying-officer", officer: "4".repeat(32) } as const;

const abroad = { consignee: END_USER, endUser: END_USER, destination: "OM" };
const CONTENT = salted(certificateContent(abroad));
const TERMS = licenceContent(abroad);

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = new MemoryLedger();
  foundConsortium(ledger);
  await registered(END_USER.party);
  await registered(EXPORTER, "GB");
  await issueLicence(ledger, { certificateRequired: true }, TERMS);
});

function registered(id: string, jurisdiction = "OM"): Promise<unknown> {
  const input = { id, kinds: ["end-user", "consignee"] as const, jurisdiction, validFrom: "2026-01-01" };
  const content = salted({ name: "Example Telecom", address: "Muscat", country: jurisdiction });
  const setting = { caller: registrar, parts: { content } };
  return play(ledger, PARTY_REGISTER, registerParty, { ...input, kinds: [...input.kinds] }, setting);
}

type Recorded = z.input<typeof CERTIFICATE_RECORD_PAPER.input>;

function recorded(given: Partial<Recorded> = {}, setting: TransactionSetting = {}): Promise<unknown> {
  const input = { certificate: CERTIFICATE, issuingState: "OM", document: DOCUMENT, signedOn: "2026-11-02", ...given };
  const all = { caller: officer, parts: { content: CONTENT }, ...setting };
  return play(ledger, CERTIFICATE_RECORD_PAPER, recordPaper, input, all);
}

function verified(setting: TransactionSetting = {}, document = DOCUMENT): Promise<unknown> {
  const how = "issuing-authority-confirmed" as const;
  const input = { certificate: CERTIFICATE, how, document, validTo: "2027-06-30" };
  return play(ledger, CERTIFICATE_VERIFY_PAPER, verifyPaper, input, { caller: senior, ...setting });
}

function bound(setting: TransactionSetting = {}, licence = LICENCE): Promise<unknown> {
  const evidence = { certificate: CONTENT, licence: salted(TERMS) };
  const input = { certificate: CERTIFICATE, licence };
  return play(ledger, CERTIFICATE_BIND, bind, input, { caller: senior, evidence, ...setting });
}

async function read(): Promise<CertificateCore> {
  return (await ledger.run({}, (tx) => showCertificate(tx, { certificate: CERTIFICATE }))).result as CertificateCore;
}

function refusal(act: () => Promise<unknown>): Promise<string> {
  return refusalOf(ledger, act);
}

function content(given: Partial<CertificateContent>): TransactionSetting {
  return { parts: { content: salted(certificateContent({ ...abroad, ...given })) } };
}

describe("a certificate of a state that is no member", () => {
  it("is recorded on paper, verified by a second officer and bound, and says so", async () => {
    await recorded();
    expect(await read()).toMatchObject({ status: "draft", issuingState: "OM", evidence: { form: "paper" } });
    await verified();
    await bound();
    expect(await read()).toMatchObject({
      status: "bound",
      boundTo: LICENCE,
      issuingState: "OM",
      validTo: "2027-06-30",
      evidence: {
        form: "paper",
        document: DOCUMENT,
        signedOn: "2026-11-02",
        recordedBy: officer.officer,
        verified: { by: senior.officer, how: "issuing-authority-confirmed" },
      },
    });
    const { result } = await ledger.run({}, async (tx) => {
      const licence = await requireRecord(tx, LICENCE_RECORDS, LICENCE);
      return requireCertificateInForce(tx, CERTIFICATE, licence);
    });
    expect(result.id).toBe(CERTIFICATE);
  });

  it.each<[string, Partial<Recorded>, TransactionSetting, string]>([
    ["in another's register", { certificate: "DE-EUC-0007" }, {}, "NOT_YOUR_RECORD"],
    ["of a member, which certifies by itself", { issuingState: "PK" }, {}, "CERTIFICATE_TYPE_RULE"],
    ["of the state that records it", { issuingState: "GB" }, {}, "CERTIFICATE_TYPE_RULE"],
    ["of another state than its end user's", { issuingState: "QA" }, {}, "CERTIFICATE_TYPE_RULE"],
    ["that is dated ahead", { signedOn: "2027-01-01" }, {}, "EVENT_TIME_IN_FUTURE"],
    ["that is too old", { signedOn: "2026-03-01" }, {}, "CERTIFICATE_SIGNATURE_TOO_OLD"],
    ["for longer than four years", { validTo: "2031-12-31" }, {}, "CERTIFICATE_TYPE_RULE"],
    ["without its undertakings", {}, content({ undertakings: [] }), "CERTIFICATE_UNDERTAKING_MISSING"],
    [
      "for an end user that nobody has registered",
      {},
      content({ endUser: { ...END_USER, party: "GB-EU-0009" } }),
      "NOT_FOUND",
    ],
    ["by customs", {}, { caller: { ...officer, role: "customs-officer" } }, "ROLE_NOT_ALLOWED"],
  ])("is not recorded %s", async (_, given, setting, code) => {
    expect(await refusal(() => recorded(given, setting))).toBe(code);
  });

  it.each<[string, TransactionSetting, string, string]>([
    ["whoever recorded it", { caller: officer }, DOCUMENT, "FOUR_EYES_REQUIRED"],
    ["another state's officer", { caller: { ...senior, mspId: "DEAuthorityMSP" } }, DOCUMENT, "NOT_YOUR_RECORD"],
    ["who looked at another paper", {}, "00".repeat(32), "CERTIFICATE_TYPE_RULE"],
    ["long after it was signed", { time: "2027-06-01T00:00:00.000Z" }, DOCUMENT, "CERTIFICATE_SIGNATURE_TOO_OLD"],
  ])("is not verified by %s", async (_, setting, document, code) => {
    await recorded();
    expect(await refusal(() => verified(setting, document))).toBe(code);
  });

  it("is not bound before it is verified, nor by another authority, nor to what differs", async () => {
    await recorded();
    expect(await refusal(() => bound())).toBe("TRANSITION_NOT_ALLOWED");
    await verified();
    expect(await refusal(() => verified())).toBe("TRANSITION_NOT_ALLOWED");
    await issueLicence(ledger, { number: "DESIEL0001", authority: "DE" }, TERMS);
    const elsewhere = { caller: { ...senior, mspId: "DEAuthorityMSP" } };
    expect(await refusal(() => bound(elsewhere, "DESIEL0001"))).toBe("CERTIFICATE_MISMATCH");
    const late = { time: "2027-06-01T00:00:00.000Z" };
    expect(await refusal(() => bound(late))).toBe("CERTIFICATE_SIGNATURE_TOO_OLD");
  });

  it("is neither signed nor certified on the ledger", async () => {
    await recorded();
    const parts = { signature: salted({ signature: `0x${"1b".repeat(65)}`, signedAt: "2026-11-02T00:00:00Z" }) };
    const signing = { caller: officer, parts, evidence: { content: CONTENT } };
    const id = { certificate: CERTIFICATE };
    expect(await refusal(() => play(ledger, CERTIFICATE_SIGN, sign, id, signing))).toBe("CERTIFICATE_TYPE_RULE");
    const certifying = { caller: certifier, evidence: { content: CONTENT } };
    const input = { ...id, validTo: "2027-06-30" };
    expect(await refusal(() => play(ledger, CERTIFICATE_CERTIFY, certify, input, certifying))).toBe(
      "CERTIFICATE_TYPE_RULE",
    );
  });

  it("is fulfilled by delivery in that state only", async () => {
    await recorded();
    await verified();
    await bound();
    const input = { certificate: CERTIFICATE, consignment: "GB-CN-0001", place: "GBFXT", arrivedOn: "2026-11-20" };
    const caller = { caller: certifier };
    expect(await refusal(() => play(ledger, CERTIFICATE_FULFIL, fulfil, input, caller))).toBe("PLACE_OF_ANOTHER_STATE");
    const there = { ...input, place: "OMSLL" };
    expect(await refusal(() => play(ledger, CERTIFICATE_FULFIL, fulfil, there, caller))).toBe("NOT_FOUND");
  });
});

describe("a paper that altered chaincode has recorded", () => {
  it.each<[string, Partial<CertificateCore>]>([
    ["verified by whoever recorded it", { evidence: evidence(officer.officer) }],
    ["verified by nobody", { evidence: { ...evidence(senior.officer), verified: undefined } }],
    ["of the state that recorded it", { issuingState: "GB" }],
    ["certified besides", { status: "authority-certified" }],
    ["that is none", { evidence: undefined, issuingState: "GB" }],
    ["that is none, of another state", { evidence: undefined, status: "draft" }],
  ])("is not read: %s", async (_, change) => {
    await recorded();
    await verified();
    await ledger.run({}, async (tx) => {
      const core = await requireRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE);
      await updateRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE, { ...core, ...change });
    });
    expect(await refusal(read)).toBe("CERTIFICATE_NOT_AUTHENTIC");
  });
});

function evidence(by: string): NonNullable<CertificateCore["evidence"]> {
  const verified = { by, at: "2026-11-23T10:00:00.000Z", how: "legalised-or-apostilled" } as const;
  return { form: "paper", document: DOCUMENT, signedOn: "2026-11-02", recordedBy: officer.officer, verified };
}
