// SPDX-License-Identifier: Apache-2.0
import { UNDERTAKINGS } from "@licet/domain/certificate/types";
import { describe, expect, it } from "vitest";
import { contentOfTyped, emptyCertificate, fieldOf, type TypedCertificate } from "./typed";

const END_USER = { party: "PK-EU-0001", name: "Example Networks", country: "PK", address: "1 Blue Area, Islamabad" };
const WHOLE: TypedCertificate = {
  ...emptyCertificate(END_USER),
  certificate: " pk-euc-0007 ",
  exporter: { party: "gb-ex-0001", name: "Example Exports Ltd", country: "gb", address: "" },
  lines: [{ description: "Routing apparatus", controlCode: "5A002", decimal: "10.5", unit: "KGM" }],
  endUse: "Switching of a civil telephone network",
  undertakings: Object.fromEntries(UNDERTAKINGS.map((code) => [code, "given"])),
  contract: "",
  signatoryName: "A. Rahman",
  signatoryPosition: "Director",
};

function wrongOf(change: Partial<TypedCertificate>): readonly string[] {
  return (contentOfTyped({ ...WHOLE, ...change }).wrong ?? []).map(({ field, kind }) => `${field} ${kind}`);
}

describe("a certificate as it is typed", () => {
  it("becomes what the ledger takes, with quantities in their smallest unit", () => {
    const { content } = contentOfTyped(WHOLE) as { content: Record<string, unknown> };
    expect(content).toMatchObject({
      exporter: { party: "GB-EX-0001", country: "GB" },
      destination: "PK",
      lines: [{ line: 1, quantity: { amount: "10500000", unit: "KGM" } }],
    });
    expect(content).not.toHaveProperty("contract");
  });

  it.each<[string, Partial<TypedCertificate>, readonly string[]]>([
    ["no reference", { certificate: "" }, ["certificate value"]],
    ["a reference of another kind", { certificate: "PK-EU-0001" }, ["certificate value"]],
    ["no end use", { endUse: " " }, ["endUse value"]],
    ["no quantity", { lines: [{ ...WHOLE.lines[0]!, decimal: "" }] }, ["lines.0.quantity value"]],
    ["a quantity with a comma", { lines: [{ ...WHOLE.lines[0]!, decimal: "10,5" }] }, ["lines.0.quantity value"]],
    ["a country by its name", { destination: "Pakistan" }, ["destination value"]],
    ["nobody who signs", { signatoryName: "" }, ["signatory.name value"]],
    [
      "a clause without an answer",
      { undertakings: { ...WHOLE.undertakings, "on-site-visits": undefined } },
      ["undertakings.on-site-visits value"],
    ],
    [
      "a clause that its type needs, not given",
      { undertakings: { ...WHOLE.undertakings, "no-mass-destruction": "not-given" } },
      ["undertakings.no-mass-destruction needed"],
    ],
    ["a further clause, not given", { undertakings: { ...WHOLE.undertakings, "on-site-visits": "not-given" } }, []],
  ])("is wrong where it has %s", (_, change, wrong) => {
    expect(wrongOf(change)).toEqual(wrong);
  });

  it("finds the field that the gateway's path concerns", () => {
    expect(fieldOf("confidential.content.lines.0.quantity.amount")).toBe("lines.0.quantity");
    expect(fieldOf("certificate")).toBe("certificate");
  });
});
