// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Certificate } from "../../certificate/schemas";
import type { Licence } from "../../licence/schemas";
import type { Situation } from "../situation";
import { endUseCertificate } from "./end-use-certificate";

const NUMBER = "GBSIEL/2026/0000001/P";
const VERIFIED = { by: "2".repeat(32), at: "2026-11-03T09:00:00.000Z", how: "legalised-or-apostilled" };
const PAPER = { form: "paper", document: "3f".repeat(32), signedOn: "2026-11-02", recordedBy: "1".repeat(32) };

function situation(evidence: object | undefined, joined: readonly string[] = [], left = true): Situation {
  const content = "5d".repeat(32);
  const lines = [{ line: 1, control: "open", unit: "KGM" }];
  const bound = { status: "bound", boundTo: NUMBER, boundTerms: { content, lines } };
  const certificate = { id: "GB-EUC-0007", type: "EUC", issuingState: "OM", ...bound };
  const record = { ...certificate, ...(evidence === undefined ? {} : { evidence }) } as Certificate;
  const licence = { number: NUMBER, certificateRequired: true, lines, commitments: { content } } as unknown as Licence;
  const one = { number: NUMBER, licence: { record: licence }, certificate: { record }, lines: [], problems: [] };
  return {
    time: "2026-11-27T10:00:00.000Z",
    licences: [one],
    certificates: [],
    joined,
    consignment: left ? { status: "released", releasedAt: "2026-11-20T10:00:00.000Z" } : { status: "registered" },
  } as unknown as Situation;
}

describe("an end-use certificate that stands", () => {
  it.each([
    ["signed on the ledger", undefined, "CERTIFICATE_STANDS"],
    ["on paper that a second officer verified", { ...PAPER, verified: VERIFIED }, "CERTIFICATE_ON_PAPER"],
  ])("%s", (_, evidence, code) => {
    expect(endUseCertificate(situation(evidence))).toMatchObject({ code, verdict: "satisfactory" });
  });

  it.each([
    ["that left", true, "CERTIFICATE_ON_PAPER", /OM is a member now: its authority can be asked/],
    ["that have not left", false, "CERTIFICATE_PAPER_UNCONFIRMED", /OM, which gave it, has become a member since/],
  ])("on paper of a state that has joined since, of goods %s", (_, left, code, says) => {
    const { sentence, ...verdict } = endUseCertificate(situation({ ...PAPER, verified: VERIFIED }, ["OM"], left));
    expect(verdict).toMatchObject({ code });
    expect(sentence).toMatch(says);
  });

  it("on paper says how it was made sure of, when and by which document", () => {
    const { sentence, facts } = endUseCertificate(situation({ ...PAPER, verified: VERIFIED }));
    expect(sentence).toContain("GB-EUC-0007 rests on paper (legalised-or-apostilled).");
    expect(facts["papers"]).toEqual([
      {
        certificate: "GB-EUC-0007",
        state: "OM",
        document: PAPER.document,
        signedOn: "2026-11-02",
        how: "legalised-or-apostilled",
        verifiedAt: VERIFIED.at,
      },
    ]);
  });
});
