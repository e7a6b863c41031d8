// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { packageFolder } from "../../config/package-folder.js";
import type { OriginalDeclaration } from "./declaration.js";
import { licenceClaims } from "./licence-claims.js";
import { readDeclaration } from "./read-declaration.js";
import { toRegistration } from "./to-consignment.js";
import { parseXml } from "./xml.js";

const samples = path.join(packageFolder(), "..", "test", "data", "hmrc-declarations");
const files = readdirSync(samples).filter((name) => name.endsWith(".xml"));

function sample(name: string): Uint8Array {
  return readFileSync(path.join(samples, name));
}

function original(name: string): OriginalDeclaration {
  const declaration = readDeclaration(parseXml(sample(name)));
  if (declaration.kind !== "original") throw new Error(`${name} is no original`);
  return declaration;
}

const facts = {
  consignment: "GB-CN-7867523Y8OFA",
  custodian: "GB-EX-0001",
  declarant: "GB-EX-0001",
  exporter: "GB-EX-0001",
  eventTime: "2026-11-24T08:00:00Z",
};

/** Samples that are no declaration, or are not well-formed as published. */
const REFUSED: Readonly<Record<string, string>> = {
  "TT_EX002a.xml": "DECLARATION_NOT_READABLE",
  "TT_EX039a_EAL.xml": "DECLARATION_NOT_SUPPORTED",
};

describe("real declarations", () => {
  it.each(files.filter((name) => !Object.hasOwn(REFUSED, name)))("%s is read", (name) => {
    const declaration = readDeclaration(parseXml(sample(name)));
    expect(declaration.lrn).not.toBe("");
    expect(declaration.items.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(REFUSED))("%s is refused: %s", (name, code) => {
    expect(() => readDeclaration(parseXml(sample(name)))).toThrow(expect.objectContaining({ code }));
  });

  it("TT_EX009a draws 10 kg gross on one licence and 5 kg on another", () => {
    const { input, parts } = toRegistration(original("TT_EX009a.xml"), facts);
    expect(input).toEqual({
      consignment: "GB-CN-7867523Y8OFA",
      ucr: "4GB233149152777-FMSOCDIYD",
      ucrPart: "DEF",
      declarant: "GB-EX-0001",
      declaration: { typeCode: "EXD", lrn: "7867523Y8OFA" },
      route: ["GBZZZ", "PKZZZ"],
      custodian: "GB-EX-0001",
      eventTime: "2026-11-24T08:00:00Z",
      allocations: [
        {
          item: 1,
          licence: "GBSIEE2E350002",
          line: 1,
          quantity: { amount: "10000000", unit: "KGM" },
          claimedStatus: "EE",
        },
        { item: 1, licence: "GBSIEXYK3ZZZ", line: 1, quantity: { amount: "5000000", unit: "KGM" } },
      ],
    });
    expect(parts.goods).toMatchObject({
      exporter: { party: "GB-EX-0001", identifier: "GB417869120000" },
      consignee: { name: "PK Rifle Ltd", country: "PK" },
      destination: "PK",
      items: [{ item: 1, commodityCode: "85176200", value: { amount: "1204000", currency: "GBP" } }],
    });
    expect(parts.transport).toMatchObject({
      packages: 1,
      containers: ["FNSupply192"],
      seals: [{ number: "2589793487", source: "SHI" }],
    });
  });

  it.each([
    ["alone", "001A"],
    ["after the reference that it is a part of", "4gb233149152777-fmsocdiyd-001a"],
  ])("TT_EX009a's part of the UCR is read, %s", (_, part) => {
    const xml = Buffer.from(sample("TT_EX009a.xml")).toString("utf8").replace("<ID>DEF</ID>", `<ID>${part}</ID>`);
    const declaration = readDeclaration(parseXml(Buffer.from(xml)));
    expect(declaration).toMatchObject({
      ducr: "4GB233149152777-FMSOCDIYD",
      ducrPart: "001A",
      declaredBy: "GB150454489082",
    });
  });

  it("the correction of TT_EX009a claims EP in place of EE", () => {
    const correction = readDeclaration(parseXml(sample("Step5_TT_EX009a_Amendment.xml")));
    expect(correction).toMatchObject({
      kind: "correction",
      lrn: "7867523Y8OFA",
      mrn: "24GB0YVJ3EXXES8AA0",
      reasonCode: "25",
      items: [{ item: 1, documents: [{ code: "X002", reference: "GBSIEE2E350002-0001", status: "EP" }] }],
    });
  });

  it("TT_EX004a goes to Sudan and draws on one licence for both items", () => {
    const { input, parts } = toRegistration(original("TT_EX004a.xml"), facts);
    // Another licence of the second item was attributed by the simplified declaration before (EA).
    expect(input["allocations"]).toEqual([
      { item: 1, licence: "GBSIEXYK3ZZZ", line: 1, quantity: { amount: "5000000", unit: "KGM" } },
      { item: 2, licence: "GBSIEXYK3ZZZ", line: 1, quantity: { amount: "5000000", unit: "KGM" } },
    ]);
    expect(parts.goods).toMatchObject({ destination: "SD", consignee: { country: "SD" } });
  });

  it("a declaration without licence documents says so", () => {
    expect(() => toRegistration(original("TT_EX001a.xml"), facts)).toThrow(
      expect.objectContaining({ code: "DECLARATION_WITHOUT_LICENCE" }),
    );
  });
});

describe("licenceClaims", () => {
  const x002 = { code: "X002", reference: "GBSIEE2E350002-0001", status: "EP" };
  const writeOff = { quantity: "10.00", unitCode: "KGM#G" };

  it.each([" gbsiee2e350002 - 0001", "GBSIEE2E350002-1"])("reads the reference %s as people write it", (reference) => {
    expect(licenceClaims(1, [{ ...x002, reference, writeOff }])).toMatchObject([
      { licence: "GBSIEE2E350002", line: 1 },
    ]);
  });

  it("takes a statement that there is no further licence for what it is", () => {
    expect(licenceClaims(1, [{ ...x002, status: "XX" }])).toEqual([]);
    expect(licenceClaims(1, [{ ...x002, status: "EA", writeOff }])).toEqual([]);
  });

  it("converts units exactly", () => {
    const claim = (quantity: string, unitCode: string) =>
      licenceClaims(1, [{ ...x002, writeOff: { quantity, unitCode } }])[0]?.quantity;
    expect(claim("0.000001", "KGM")).toEqual({ amount: "1", unit: "KGM" });
    expect(claim("2", "DTN")).toEqual({ amount: "200000000", unit: "KGM" });
    expect(claim("3", "CEN")).toEqual({ amount: "300", unit: "NAR" });
  });

  it.each([
    ["no line number", { reference: "GBSIEE2E350002", writeOff }],
    ["no quantity", { reference: x002.reference }],
    ["a quantity of zero", { reference: x002.reference, writeOff: { quantity: "0.00", unitCode: "KGM" } }],
    ["a negative quantity", { reference: x002.reference, writeOff: { quantity: "-5", unitCode: "KGM" } }],
    ["a part of the smallest unit", { reference: x002.reference, writeOff: { quantity: "0.5", unitCode: "NAR" } }],
    ["an unknown unit", { reference: x002.reference, writeOff: { quantity: "5", unitCode: "XYZ" } }],
    ["an unknown qualifier", { reference: x002.reference, writeOff: { quantity: "5", unitCode: "KGM#Q" } }],
  ])("refuses a licence document with %s", (_, document) => {
    expect(() => licenceClaims(1, [{ ...x002, ...document }])).toThrow(
      expect.objectContaining({ code: "DECLARATION_INCOMPLETE" }),
    );
  });
});

describe("parseXml", () => {
  const text = (xml: string): Uint8Array => Buffer.from(xml, "utf8");

  it.each([
    ["a document type definition", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ["an element that is not closed", "<a><b></a>"],
    ["two roots", "<a/><b/>"],
    ["two roots of one name", "<a/><a/>"],
    ["nothing", ""],
    ["text only", "hello"],
    ["another encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ["elements nested without end", "<a>".repeat(500) + "</a>".repeat(500)],
  ])("refuses %s", (_, xml) => {
    expect(() => parseXml(text(xml))).toThrow(expect.objectContaining({ code: "DECLARATION_NOT_READABLE" }));
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(() => parseXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toThrow(/UTF-8/);
  });

  it("reads names without prefix, comments left out, and the entities of XML itself", () => {
    const root = parseXml(text("<x:a xmlns:x='u'><x:b c='1 &lt; 2'> R&amp;D <!-- no --> &#x41;</x:b></x:a>"));
    expect(root.name).toBe("a");
    expect(root.textAt("b")).toContain("R&D");
    expect(root.at("b")?.attribute("c")).toBe("1 < 2");
    expect(root.at("constructor")).toBeUndefined();
  });
});
