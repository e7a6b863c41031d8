// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  type AmendmentTerms,
  bindingConsentKey,
  type Licence,
  LICENCE_CONFIRM_ACTION,
  LICENCE_REQUEST_AMENDMENT,
  type LicenceContent,
  type SaltedPart,
} from "@licet/domain";
import { requireRecord, updateRecord } from "../../fabric/records";
import { play } from "../../testing/fabric/play";
import { confirmAction } from "../licence/confirm";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { requestAmendment } from "../licence/request";
import { requireUsableLicence } from "../../rules/licence/usable";
import { CERTIFICATE, LICENCE, licenceContent, salted } from "../../testing/worlds/licence-world";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { BOTH, CertificateLife, GB, SIGNED_AT, WHO } from "../../testing/certificate/life";
import { putCertificate } from "../../testing/worlds/certificates";

type Amendment = z.input<typeof AmendmentTerms>;

const WHY = { licence: LICENCE, reason: "change-of-circumstances", legalBasis: "the act" } as const;
const senior = { mspId: GB, role: "senior-licensing-officer", officer: "b".repeat(32) } as const;
const line = { line: 1, control: "quantity", unit: "KGM" } as const;
const limitedTo = (authorised: string): Amendment => ({ lines: [{ ...line, authorised }] });

let life: CertificateLife;
/** The licence's content as it is after the amendments of a test. */
let content: SaltedPart;
beforeEach(async () => {
  life = await CertificateLife.at("bound");
  content = BOTH.licence;
});

async function amend(amendment: Amendment, given?: Partial<LicenceContent>): Promise<void> {
  const evidence = given === undefined ? undefined : { content: salted(licenceContent(given)) };
  const request = { caller: WHO.licensing, parts: evidence ?? {} };
  const input = { ...WHY, amendment };
  const { action } = (await play(life.ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, input, request)).result;
  const confirmation = { caller: senior, evidence: evidence ?? {} };
  await play(life.ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, confirmation);
  content = evidence?.content ?? content;
}

/** What the exporting state alone can write into its licence's record, with altered chaincode. */
const bend = (change: Partial<Licence>): Promise<unknown> =>
  life.ledger.run({}, async (tx) =>
    updateRecord(tx, LICENCE_RECORDS, LICENCE, {
      ...(await requireRecord(tx, LICENCE_RECORDS, LICENCE)),
      ...change,
    }),
  );

const used = (): Promise<string> => life.refusal(() => life.ledger.run({}, (tx) => requireUsableLicence(tx, LICENCE)));
const stands = (): Promise<string> =>
  life.refusal(() => life.ledger.run({}, (tx) => requireCertificateStands(tx, CERTIFICATE)));
const boundAgain = (): Promise<string> =>
  life.outcome(() => life.bound({ evidence: { licence: content }, time: "2026-11-23T12:00:00.000Z" }));

const FIT = "no error";
const NOT = "CERTIFICATE_NOT_IN_FORCE";
const SAME = "CERTIFICATE_ALREADY_BOUND";
const MISMATCH = "CERTIFICATE_MISMATCH";
const somebody = { party: "IR-EU-0001", name: "Somebody else", country: "IR" };

describe("a licence that is amended after a certificate was bound to it", () => {
  it.each<[string, () => Promise<unknown>, string, string, string]>([
    ["a longer validity", () => amend({ validTo: "2028-06-30" }), FIT, SAME, FIT],
    ["other states that write off", () => amend({ writeOffBy: ["AE"] }), FIT, SAME, FIT],
    ["a lower limit", () => amend(limitedTo("5000000")), FIT, SAME, FIT],
    ["a higher limit than is certified", () => amend(limitedTo("20000001")), NOT, MISMATCH, NOT],
    ["another end user", () => amend({}, { endUser: somebody }), NOT, MISMATCH, NOT],
    ["another destination", () => amend({}, { destination: "IR" }), NOT, MISMATCH, NOT],
    ["content that agrees all the same", () => amend({}, { applicantReference: "REF-2" }), NOT, FIT, FIT],
  ])("to %s", async (_, change, before, again, after) => {
    await change();
    expect([await used(), await boundAgain(), await used(), await stands()]).toEqual([before, again, after, FIT]);
  });

  it.each<[string, Partial<Licence>]>([
    ["a higher limit", { lines: [{ ...line, authorised: "20000001" }] }],
    ["a line without a limit", { lines: [{ line: 1, control: "open", unit: "KGM" }] }],
    ["a line in another unit", { lines: [{ line: 1, control: "quantity", unit: "NAR", authorised: "1" }] }],
    [
      "a further line",
      {
        lines: [
          { ...line, authorised: "1" },
          { ...line, line: 2, authorised: "1" },
        ],
      },
    ],
    ["another content", { commitments: { content: "0".repeat(64) } }],
    ["no content", { commitments: {} }],
  ])("is not used with %s that the exporting state wrote alone", async (_, change) => {
    await bend(change);
    expect([await used(), await stands()]).toEqual([NOT, FIT]);
  });

  it("gets more again as far as the certificate reaches, and is bound with what it then says", async () => {
    await amend(limitedTo("5000000"));
    await amend(limitedTo("20000000"));
    expect([await used(), await boundAgain()]).toEqual([FIT, SAME]);
  });
});

describe("certificate:Bind, once more", () => {
  beforeEach(() => amend({}, { applicantReference: "REF-2" }));

  it("is what both states agreed to this time, and leaves what they agreed to before as it lies", async () => {
    const stored = async () =>
      (await life.ledger.run({}, (tx) => requireRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE))).result;
    const first = await stored();
    expect(await boundAgain()).toBe(FIT);
    const second = await stored();
    expect(second.boundTerms).not.toEqual(first.boundTerms);
    for (const core of [first, second]) {
      expect(life.ledger.locked).toContain(`${GB} ${bindingConsentKey(core)}`);
    }
  });

  it.each([
    ["fulfilled", "no error", "fulfilled"],
    ["expired", "TRANSITION_NOT_ALLOWED", "expired"],
    ["withdrawn", "TRANSITION_NOT_ALLOWED", "withdrawn"],
    ["repudiated", "TRANSITION_NOT_ALLOWED", "repudiated"],
  ] as const)("of one that is %s: %s", async (status, code, after) => {
    await life.said({ status });
    expect([await boundAgain(), await life.status()]).toEqual([code, after]);
  });

  it.each([
    ["its validity has ended", "2027-07-01T00:00:00.000Z", "CERTIFICATE_EXPIRED"],
    ["its signature is too old", "2027-06-01T00:00:00.000Z", "CERTIFICATE_SIGNATURE_TOO_OLD"],
  ])("asks all that was asked the first time: %s", async (_, time, code) => {
    expect(await life.refusal(() => life.bound({ evidence: { licence: content }, time }))).toBe(code);
  });

  it("asks whether its key was stolen since", async () => {
    await life.revoked("2026-11-01T00:00:00Z");
    expect(await boundAgain()).toBe("SIGNER_NOT_ACCEPTED");
  });

  it("gives way to another certificate, which the licence then has", async () => {
    await life.another("PK-EUC-0002").go("certified");
    const other = () => life.another("PK-EUC-0002").bound({ evidence: { licence: content } });
    expect(await life.outcome(other)).toBe(FIT);
    expect([await used(), await boundAgain()]).toEqual([FIT, "LICENCE_HAS_CERTIFICATE"]);
  });
});

describe("a licence whose certificate rests on paper", () => {
  it.each([
    ["takes one that the state certifies on the ledger, once it is a member", "PK", FIT],
    ["takes no other while the state is no member", "OM", "LICENCE_HAS_CERTIFICATE"],
  ])("%s", async (_, issuingState, outcome) => {
    life = await CertificateLife.at("certified");
    const verified = { by: "5".repeat(32), at: SIGNED_AT, how: "legalised-or-apostilled" } as const;
    const paper = {
      form: "paper",
      document: "3f".repeat(32),
      signedOn: "2026-11-02",
      recordedBy: "6".repeat(32),
    } as const;
    await putCertificate(life.ledger, { id: "GB-EUC-0007", issuingState, evidence: { ...paper, verified } });
    await bend({ boundCertificate: "GB-EUC-0007", certificateRequired: true });
    expect([await used(), await life.outcome(() => life.bound())]).toEqual([FIT, outcome]);
  });
});
