// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Application } from "../../api/licensing";
import { decisionOf, emptyDecision, type TypedDecision } from "./decision";

const APPLICATION = { id: "GB-AP-0001", kind: { scope: "individual", activity: "export" } } as Application;
const APPROVAL: TypedDecision = {
  outcome: "approve",
  reason: "criteria-met",
  legalBasis: "Export Control Order 2008, Art. 26",
  office: "GB-ECJU",
  validFrom: "2026-01-01",
  validTo: "2028-12-31",
  certificateRequired: "yes",
  writeOffBy: "ae, pk",
  lines: [{ line: 1, control: "quantity", unit: "KGM", quantity: "12" }],
};

describe("a typed decision", () => {
  it("comes to what the ledger takes", () => {
    expect(decisionOf(APPLICATION, APPROVAL).decision).toEqual({
      application: "GB-AP-0001",
      outcome: "approve",
      reason: "criteria-met",
      legalBasis: "Export Control Order 2008, Art. 26",
      terms: {
        kind: { scope: "individual", activity: "export" },
        office: "GB-ECJU",
        validFrom: "2026-01-01",
        validTo: "2028-12-31",
        certificateRequired: true,
        writeOffBy: ["AE", "PK"],
        lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: "12000000" }],
      },
    });
  });

  it("has no terms where it refuses", () => {
    const refusal = { ...emptyDecision([1]), outcome: "refuse", reason: "embargo", legalBasis: "Art. 12" };
    expect(decisionOf(APPLICATION, refusal).decision).toEqual({
      application: "GB-AP-0001",
      outcome: "refuse",
      reason: "embargo",
      legalBasis: "Art. 12",
    });
  });

  it.each<[string, Partial<TypedDecision>, readonly string[]]>([
    ["nothing chosen", emptyDecision([1]), ["outcome", "reason", "legalBasis", "terms"]],
    ["an end before the beginning", { validTo: "2025-01-01" }, ["terms.validTo"]],
    ["the question of the certificate left open", { certificateRequired: "" }, ["terms.certificateRequired"]],
    ["a state that is none", { writeOffBy: "Pakistan" }, ["terms.writeOffBy.0"]],
    [
      "a quantity that is none",
      { lines: [{ line: 1, control: "quantity", unit: "KGM", quantity: "twelve" }] },
      ["terms.lines.0.authorised"],
    ],
    [
      "less than the smallest unit",
      { lines: [{ line: 1, control: "quantity", unit: "KGM", quantity: "0.0000001" }] },
      ["terms.lines.0.authorised"],
    ],
  ])("is stopped at its fields: %s", (_, change, wrong) => {
    const made = decisionOf(APPLICATION, { ...APPROVAL, ...change });
    expect(made.decision).toBeUndefined();
    expect(made.wrong).toEqual(expect.arrayContaining(wrong.filter((field) => field !== "terms")));
  });
});
