// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Certificate } from "../../certificate/schemas";
import type { Licence } from "../../licence/schemas";
import type { Situation } from "../situation";
import { endUseCertificate } from "./end-use-certificate";

const NUMBER = "GBSIEL/2026/0000001/P";
const VERIFIED = { by: "2".repeat(32), at: "2026-11-03T09:00:00.000Z", how: "legalised-or-apostilled" };
const PAPER = { form: "paper", document: "3f".repeat(32), signedOn: "2026-11-02", recordedBy: "1".repeat(32) };

function situation(evidence: object | undefined): Situation {
  const certificate = { id: "GB-EUC-0007", type: "government", status: "bound", boundTo: NUMBER, issuingState: "OM" };
  const record = { ...certificate, ...(evidence === undefined ? {} : { evidence }) } as Certificate;
  const licence = { number: NUMBER, certificateRequired: true } as Licence;
  const one = { number: NUMBER, licence: { record: licence }, certificate: { record }, lines: [], problems: [] };
  return {
    time: "2026-11-27T10:00:00.000Z",
    licences: [one],
    certificates: [],
    consignment: { status: "released", releasedAt: "2026-11-20T10:00:00.000Z" },
  } as unknown as Situation;
}

describe("an end-use certificate that stands", () => {
  it.each([
    ["signed on the ledger", undefined, "CERTIFICATE_STANDS"],
    ["on paper that a second officer verified", { ...PAPER, verified: VERIFIED }, "CERTIFICATE_ON_PAPER"],
  ])("%s", (_, evidence, code) => {
    expect(endUseCertificate(situation(evidence))).toMatchObject({ code, verdict: "satisfactory" });
  });

  it("on paper says how it was made sure of, when and by which document", () => {
    const { sentence, facts } = endUseCertificate(situation({ ...PAPER, verified: VERIFIED }));
    expect(sentence).toContain("GB-EUC-0007 rests on paper (legalised-or-apostilled).");
    expect(facts["papers"]).toEqual([
      {
        certificate: "GB-EUC-0007",
        document: PAPER.document,
        signedOn: "2026-11-02",
        how: "legalised-or-apostilled",
        verifiedAt: VERIFIED.at,
      },
    ]);
  });
});
