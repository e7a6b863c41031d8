// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { UNITS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { packageFolder } from "../../config/package-folder.js";
import type { OriginalDeclaration, ProducedDocument } from "./declaration.js";
import type { LicenceClaim } from "./claim-resolver.js";
import { declaredClaims, type DocumentClaim } from "./licence-claims.js";
import { readDeclaration } from "./read-declaration.js";
import { type Registration, toRegistration } from "./to-consignment.js";
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

/** Claims of the samples name their lines and quantities, as all do that are not on open licences. */
function registrationOf(name: string): Registration {
  const declaration = original(name);
  return toRegistration(declaration, declaredClaims(declaration.items).claims as LicenceClaim[], facts);
}

const licenceClaims = (item: number, documents: readonly ProducedDocument[]): readonly DocumentClaim[] =>
  declaredClaims([{ item, documents }]).claims;

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
    expect(declaration).toMatchObject({ items: expect.arrayContaining([expect.anything()]) as unknown[] });
  });

  it.each(Object.entries(REFUSED))("%s is refused: %s", (name, code) => {
    expect(() => readDeclaration(parseXml(sample(name)))).toThrow(expect.objectContaining({ code }));
  });

  it("TT_EX009a draws 10 kg gross on one licence and 5 kg on another", () => {
    const { input, parts } = registrationOf("TT_EX009a.xml");
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
    expect(parts["goods"]?.content).toMatchObject({
      exporter: { party: "GB-EX-0001", identifier: "GB417869120000" },
      consignee: { name: "PK Rifle Ltd", country: "PK" },
      destination: "PK",
      items: [{ item: 1, commodityCode: "85176200", value: { amount: "1204000", currency: "GBP" } }],
    });
    expect(parts["transport"]?.content).toMatchObject({
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
    const { input, parts } = registrationOf("TT_EX004a.xml");
    // Another licence of the second item was attributed by the simplified declaration before (EA).
    expect(input["allocations"]).toEqual([
      { item: 1, licence: "GBSIEXYK3ZZZ", line: 1, quantity: { amount: "5000000", unit: "KGM" } },
      { item: 2, licence: "GBSIEXYK3ZZZ", line: 1, quantity: { amount: "5000000", unit: "KGM" } },
    ]);
    expect(parts["goods"]?.content).toMatchObject({ destination: "SD", consignee: { country: "SD" } });
  });

  it("TT_EX004a says which quantity the simplified declaration attributed before (EA)", () => {
    expect(declaredClaims(original("TT_EX004a.xml").items).attributed).toEqual([
      { item: 2, licence: "GBSIEXYK3ZZZPADR", line: 2, quantity: { amount: "102000000", unit: "KGM" } },
    ]);
  });

  it("a declaration without licence documents claims nothing", () => {
    expect(declaredClaims(original("TT_EX001a.xml").items)).toEqual({ claims: [], attributed: [] });
  });
});

describe("licenceClaims", () => {
  const x002 = { code: "X002", reference: "GBSIEE2E350002-0001", status: "EP" };
  const writeOff = { quantity: "10.00", unitCode: "KGM#G" };

  it.each([" gbsiee2e350002 - 0001", "GBSIEE2E350002-1", "GBSIEE2E350002-00001"])(
    "reads the reference %s as people write it",
    (reference) => {
      expect(licenceClaims(1, [{ ...x002, reference, writeOff }])).toMatchObject([
        { licence: "GBSIEE2E350002", line: 1 },
      ]);
    },
  );

  it("takes a statement that there is no further licence for what it is", () => {
    expect(licenceClaims(1, [{ ...x002, status: "XX" }])).toEqual([]);
    expect(licenceClaims(1, [{ ...x002, status: "EA", writeOff }])).toEqual([]);
  });

  it("leaves out what an open licence is declared without", () => {
    const reference = "GBOIEL/2026/00017";
    expect(licenceClaims(1, [{ ...x002, reference }])).toEqual([{ item: 1, licence: reference, claimedStatus: "EP" }]);
  });

  it("reads an amount of money alone", () => {
    const amount = { amount: "950.00", currency: "GBP" };
    expect(licenceClaims(1, [{ ...x002, writeOff: { amount } }])).toMatchObject([
      { value: { amount: "95000", currency: "GBP" } },
    ]);
  });

  it("adds documents of one item and line up, in units of one measure", () => {
    const documents = [x002, { ...x002, writeOff: { quantity: "500", unitCode: "GRM" } }];
    expect(licenceClaims(1, [{ ...x002, writeOff }, ...documents.slice(1)])).toMatchObject([
      { quantity: { amount: "10500000" } },
    ]);
  });

  it.each([
    ["units of another measure", { writeOff: { quantity: "1", unitCode: "NAR" } }],
    ["another status", { status: "EE", writeOff }],
  ])("does not add up %s", (_, other) => {
    const documents = [
      { ...x002, writeOff },
      { ...x002, ...other },
    ];
    expect(() => licenceClaims(1, documents)).toThrow(expect.objectContaining({ code: "DECLARATION_INCOMPLETE" }));
  });

  it("converts units exactly", () => {
    const claim = (quantity: string, unitCode: string) =>
      licenceClaims(1, [{ ...x002, writeOff: { quantity, unitCode } }])[0]?.quantity;
    expect(claim("0.000001", "KGM")).toEqual({ amount: "1", unit: "KGM" });
    expect(claim("2", "DTN")).toEqual({ amount: "200000000", unit: "KGM" });
    expect(claim("3", "CEN")).toEqual({ amount: "300", unit: "NAR" });
    expect(claim("5", "MGM")).toEqual({ amount: "5", unit: "MGM" });
    expect(claim("5", "MCG")).toEqual({ amount: "5", unit: "MCG" });
    expect(claim("1", "TON")).toEqual({ amount: "1000000000", unit: "TON" });
  });

  it("takes every unit that a licence can be issued in", () => {
    for (const unit of Object.keys(UNITS)) {
      const document = { ...x002, writeOff: { quantity: "1", unitCode: unit } };
      expect(licenceClaims(1, [document])).toMatchObject([{ quantity: { unit } }]);
    }
  });

  it.each([
    ["no licence number", { reference: "350002-0001", writeOff }],
    ["a quantity without its unit", { reference: x002.reference, writeOff: { quantity: "1" } }],
    ["an exponent", { reference: x002.reference, writeOff: { quantity: "1E+1", unitCode: "KGM" } }],
    ["an amount of no currency", { reference: x002.reference, writeOff: { amount: { amount: "1", currency: "XXQ" } } }],
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

  it("reads elements of their parent's namespace only, whatever their prefix", () => {
    const root = parseXml(text("<x:a xmlns:x='u' xmlns:y='u' xmlns:z='v'><z:b>1</z:b><b>2</b><y:b>3</y:b></x:a>"));
    expect(root.all("b").map((element) => element.text)).toEqual(["3"]);
  });

  it("takes a section of character data to the letter, and a comment for none", () => {
    const root = parseXml(text("<a><!-- <!DOCTYPE b> --><b><![CDATA[R&amp;D <Ltd>]]></b></a>"));
    expect(root.textAt("b")).toBe("R&amp;D <Ltd>");
  });

  it.each([
    ["an entity that nobody defined", "<a>&nbsp;</a>", "The entity &nbsp; is not defined."],
    ["an element that stands twice", "<a><b>TR</b><b>IR</b></a>", "a holds b 2 times; it stands there once at most."],
    ["text beside elements", "<a><b>1<c/></b></a>", "b holds text and elements."],
  ])("refuses %s by name", (_, xml, sentence) => {
    expect(() => parseXml(text(xml)).textAt("b")).toThrow(sentence);
  });
});
