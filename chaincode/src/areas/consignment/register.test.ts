// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  commitmentOf,
  CONSIGNMENT_REGISTER,
  type ConsignmentGoods,
  licenceEvidence,
  reservationReference,
  ucrReference,
} from "@licet/domain";
import { ledgerKey, proofKey } from "../../fabric/keys";
import { requireRecord } from "../../fabric/records";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import { RESERVATION_RECORDS } from "../../rules/licence/records";
import {
  ALLOCATIONS,
  ConsignmentWorld,
  declared,
  EXPORTER_2,
  GB,
  goods,
  kilograms,
  LICENCE_2,
  LICENCES,
  type RegisterInput,
  TRANSPORT,
  UCR,
  WHO,
} from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER, LICENCE, licenceContent, salted } from "../../testing/worlds/licence-world";
import { CONSIGNMENT_RECORDS, UCR_RECORDS } from "../../rules/consignment/records";
import { register } from "./register";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.start();
});

const refusal = async (
  given: Partial<RegisterInput>,
  changed: Partial<ConsignmentGoods> = {},
  setting: TransactionSetting = WHO.customs,
): Promise<{ code: string; details: Readonly<Record<string, unknown>> }> =>
  refusalOf(world.ledger, () =>
    world.register(given, Object.keys(changed).length === 0 ? {} : { goods: goods(changed) }, setting),
  );

/** Fields that a refusal names, with the licence that each was compared with. */
const fieldsOf = ({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): string[] => {
  expect(code).toBe("CONSIGNMENT_MISMATCH");
  return (details.mismatches as { licence?: string; field: string }[]).map(({ licence, field }) =>
    licence === undefined ? field : `${licence} ${field}`,
  );
};
const both = (...fields: string[]): string[] =>
  LICENCES.flatMap((licence) => fields.map((field) => `${licence} ${field}`));

describe("consignment:Register", () => {
  it("reserves on every licence, commits to what is confidential and starts custody", async () => {
    const consignment = await world.register();
    expect(consignment).toMatchObject({
      id: CONSIGNMENT,
      ucr: UCR,
      status: "registered",
      difference: "none",
      commitments: { goods: commitmentOf(salted(goods())), transport: commitmentOf(TRANSPORT) },
    });
    expect(consignment.allocations.map(({ reservation }) => reservation)).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
    expect(await world.balances()).toEqual([
      [12, 0],
      [5, 0],
    ]);
    expect(await world.custody.head()).toMatchObject({
      custodian: EXPORTER,
      custodianMsp: GB,
      count: 1,
      sealState: "intact",
    });
  });

  it("keeps parties, goods and seals off the channel, in the owner's collection alone", async () => {
    await world.register();
    const channel = [...world.ledger.state.values()].join();
    for (const secret of ["Example Networks", "Routing", "5A002", "85176200", "MSKU0000000", "GB7001"]) {
      expect(channel).not.toContain(secret);
    }
    const holders = [...world.ledger.collections].filter(([, held]) => [...held.values()].join().includes("Routing"));
    expect(holders.map(([organisation]) => organisation)).toEqual([GB]);
  });

  it("depends on the certificates of its licences", async () => {
    await world.bindCertificate();
    await world.register();
    expect((await world.custody.head()).certificates).toEqual(["PK-EUC-0001"]);
    world = await ConsignmentWorld.start();
    await world.bindCertificate();
    await world.changeCertificate({ status: "withdrawn" });
    expect((await refusal({})).code).toBe("CERTIFICATE_NOT_IN_FORCE");
  });

  it("is for members of the organisation that the reference names", async () => {
    expect((await refusal({}, {}, WHO.aeCustoms)).code).toBe("NOT_YOUR_RECORD");
    expect((await refusal({}, {}, WHO.carrier)).code).toBe("ROLE_NOT_ALLOWED");
    expect((await world.register({}, {}, WHO.exporter)).status).toBe("registered");
  });

  it("refuses a reference, a UCR or a declaration's item that is taken", async () => {
    await world.register();
    const again = { ucr: "OTHER-1", declaration: { typeCode: "EXD", lrn: "LRN-2" }, allocations: one(1) };
    expect((await refusal(again)).code).toBe("ALREADY_EXISTS");
    const second = { consignment: "GB-CN-0002", allocations: one(1) };
    const taken = await refusal({ ...second, ucr: UCR.toLowerCase() });
    expect(taken).toMatchObject({ code: "UCR_IN_USE", details: { consignment: CONSIGNMENT, status: "registered" } });
  });

  it("refuses more than a line has left, with the arithmetic", async () => {
    await world.register();
    const more = { consignment: "GB-CN-0002", ucr: "OTHER-1", allocations: one(9) };
    expect(await refusal(more)).toMatchObject({
      code: "LICENCE_QUANTITY_EXCEEDED",
      details: {
        authorised: "20000000",
        reserved: "12000000",
        consumed: "0",
        available: "8000000",
        asked: "9000000",
        shortBy: "1000000",
      },
    });
    expect(await world.balances()).toEqual([
      [12, 0],
      [5, 0],
    ]);
  });

  it("counts the shares of one line together", async () => {
    const quantity = kilograms(11);
    const allocations = [1, 2].map((item) => ({ item, licence: LICENCE, line: 1, quantity }));
    expect((await refusal({ allocations })).code).toBe("LICENCE_QUANTITY_EXCEEDED");
  });

  it("needs the content of every licence", async () => {
    const setting = {
      ...WHO.customs,
      parts: { goods: salted(goods()), transport: TRANSPORT },
      evidence: { [licenceEvidence(LICENCE)]: salted(licenceContent()) },
    };
    const refused = await refusalOf(world.ledger, () =>
      play(world.ledger, CONSIGNMENT_REGISTER, register, declared(), setting),
    );
    expect(refused).toMatchObject({ code: "LICENCE_CONTENT_MISSING", details: { licence: LICENCE_2 } });
  });

  it("needs licences that may be used, and a custodian that is in the register", async () => {
    await world.changeLicence({ status: "suspended" });
    expect((await refusal({})).code).toBe("LICENCE_SUSPENDED");
    await world.changeLicence({ status: "revoked" });
    expect((await refusal({})).code).toBe("LICENCE_NOT_USABLE");
    await world.changeLicence({ status: "issued", certificateRequired: true });
    expect((await refusal({})).code).toBe("CERTIFICATE_REQUIRED");
    expect((await refusal({ custodian: "GB-EX-0009" })).code).toBe("NOT_FOUND");
    expect((await refusal({ custodian: "CARRIERS-CR-0001" })).code).toBe("CUSTODY_STARTS_ELSEWHERE");
  });

  it("refuses custody since a time to come, and units that do not convert", async () => {
    expect((await refusal({ eventTime: "2026-11-24T08:00:00Z" })).code).toBe("EVENT_TIME_IN_FUTURE");
    const allocations = [{ item: 1, licence: LICENCE, line: 1, quantity: { amount: "3", unit: "NAR" } }];
    expect((await refusal({ allocations })).code).toBe("UNIT_NOT_CONVERTIBLE");
  });
});

describe("who declares", () => {
  const { caller } = WHO.exporter;
  const forNobody = { caller: { ...caller, party: undefined } };

  it.each<[string, Partial<RegisterInput>, TransactionSetting, string]>([
    ["customs, for the custodian unless it says for whom", {}, WHO.customs, EXPORTER],
    ["customs, for another party of the register", { declarant: EXPORTER_2 }, WHO.customs, EXPORTER_2],
    ["an exporter, for the party it acts for", {}, WHO.exporter, EXPORTER],
    ["an exporter that says so", { declarant: EXPORTER }, WHO.exporter, EXPORTER],
    [
      "customs, though another party has the goods",
      { custodian: EXPORTER_2, declarant: EXPORTER },
      WHO.customs,
      EXPORTER,
    ],
  ])("is %s", async (_who, given, setting, declarant) => {
    expect((await world.register(given, {}, setting)).declarant).toBe(declarant);
  });

  it.each<[string, Partial<RegisterInput>, TransactionSetting, string]>([
    ["an exporter, for another party", { declarant: EXPORTER_2 }, WHO.exporter, "NOT_YOUR_RECORD"],
    ["an exporter that acts for nobody", {}, forNobody, "NOT_YOUR_RECORD"],
    ["an exporter that acts for nobody and names one", { declarant: EXPORTER }, forNobody, "NOT_YOUR_RECORD"],
    ["an exporter, of goods that another has", { custodian: EXPORTER_2 }, WHO.exporter, "PARTY_NOT_REPRESENTED"],
    ["an exporter, on another's licence", { custodian: EXPORTER_2 }, WHO.otherExporter, "HOLDER_ONLY"],
    ["customs, for a party of another register", { declarant: "CARRIERS-CR-0001" }, WHO.customs, "DECLARANT_ELSEWHERE"],
    ["customs, for a party that nobody registered", { declarant: "GB-EX-0009" }, WHO.customs, "NOT_FOUND"],
  ])("is not %s", async (_who, given, setting, code) => {
    expect((await refusal(given, {}, setting)).code).toBe(code);
  });

  it("is a party in force, and so is the custodian", async () => {
    await world.changeParty(EXPORTER_2, { status: "suspended" });
    expect((await refusal({ declarant: EXPORTER_2 })).code).toBe("PARTY_NOT_IN_FORCE");
    expect((await refusal({ custodian: EXPORTER_2, declarant: EXPORTER })).code).toBe("PARTY_NOT_IN_FORCE");
    await world.changeParty(EXPORTER_2, { status: "active", validTo: "2026-11-22" });
    expect((await refusal({ declarant: EXPORTER_2 })).code).toBe("PARTY_NOT_IN_FORCE");
  });

  it("is nobody of an organisation that is no state's authority, whatever its certificates say", async () => {
    const carriers = { caller: { mspId: "CarriersMSP", role: "exporter", party: "CARRIERS-CR-0001" } } as const;
    const given = { consignment: "CARRIERS-CN-0001", custodian: "CARRIERS-CR-0001" };
    expect((await refusal(given, {}, carriers)).code).toBe("NOT_YOUR_RECORD");
  });
});

describe("what a registration leaves behind", () => {
  it("is a write-off that names this consignment, its declarant and its declaration, and no other", async () => {
    const { allocations, document, declarant, ucr } = await world.register({ ucrPart: "1" });
    const { result } = await world.ledger.run({}, (tx) =>
      Promise.all(
        allocations.map(({ licence, line, reservation }) =>
          requireRecord(tx, RESERVATION_RECORDS, reservationReference(licence, line, reservation)),
        ),
      ),
    );
    for (const reservation of result) {
      expect(reservation).toMatchObject({
        consignment: CONSIGNMENT,
        declarant,
        document,
        ucr,
        ucrPart: "1",
        organisation: GB,
      });
    }
    expect(document).toEqual({ type: "LRN", reference: "LRN-1" });
  });

  it("is a record that its owner guards and cannot put another one in place of", async () => {
    await world.register();
    expect(world.guardOf(CONSIGNMENT_RECORDS, CONSIGNMENT)).toEqual({ endorsers: [GB], locked: true });
    expect(world.guardOf(UCR_RECORDS, ucrReference("GB", UCR)).endorsers).toEqual([GB]);
  });

  it("is not refused because somebody else has written keys of its names", async () => {
    for (let index = 0; index < 10_000; index += 1) {
      world.ledger.state.set(ledgerKey("consignment", CONSIGNMENT, index.toString()), "junk");
      world.ledger.collections.get("AEAuthorityMSP")?.set(proofKey("consignment", CONSIGNMENT), index.toString());
    }
    expect((await world.register()).status).toBe("registered");
  });

  it("is nothing where the licence's authority has not named the state", async () => {
    const german = { caller: { ...WHO.customs.caller, mspId: "DEAuthorityMSP", office: undefined } };
    await world.custody.register("DE-EX-0001");
    const given = { consignment: "DE-CN-0001", custodian: "DE-EX-0001" };
    expect((await refusal(given, {}, german)).code).toBe("WRITE_OFF_NOT_GRANTED");
    for (const number of LICENCES) await world.changeLicence({ writeOffBy: ["DE"] }, number);
    expect((await world.register(given, {}, german)).id).toBe("DE-CN-0001");
  });
});

describe("what a licence does not cover", () => {
  const stranger = { party: "PK-EU-0009", name: "Somebody Else", country: "PK" };
  const item = { item: 1, description: "Routing apparatus" };
  const coded = { ...item, controlCode: "5A002.a.1" };
  /** Goods that cannot be compared, or that no licence is drawn on for. */
  const UNCODED: [string, Partial<ConsignmentGoods>, string[]][] = [
    [
      "goods without any code, whatever they are called",
      { items: [item, { ...item, item: 2, description: "Machine guns" }] },
      [`${LICENCE} items[1].controlCode`, `${LICENCE_2} items[2].controlCode`],
    ],
    [
      "goods under a number that others have too",
      { items: [coded, coded, { ...coded, item: 2 }] },
      [`${LICENCE} items[1]`],
    ],
    [
      "controlled goods that no line is drawn on for",
      { items: [1, 2, 3].map((number) => ({ ...coded, item: number })) },
      ["items[3].allocation"],
    ],
  ];

  it.each<[string, Partial<ConsignmentGoods>, string[]]>([
    [
      "another exporter",
      { exporter: { ...stranger, party: "GB-EX-0002" } },
      both("exporter.party", "exporter.name", "exporter.country"),
    ],
    [
      "the right register id beside another name",
      { exporter: { ...licenceContent().exporter, name: "Somebody Else" } },
      both("exporter.name"),
    ],
    [
      "the right register id beside another country",
      { consignee: { ...licenceContent().consignee, country: "IR" } },
      both("consignee.country"),
    ],
    ["another consignee", { consignee: { name: "Somebody Else", country: "PK" } }, both("consignee.name")],
    [
      "a consignee in another country",
      { consignee: { name: "Example Networks", country: "IR" } },
      both("consignee.country"),
    ],
    ["a consignee that cannot be compared", { consignee: { country: "PK" } }, both("consignee")],
    ["another end user", { endUser: stranger }, both("endUser.party", "endUser.name")],
    ["another destination", { destination: "IR" }, both("destination")],
    [
      "another control code, or none of the two items",
      { items: [{ ...item, controlCode: "5A001.b" }] },
      [`${LICENCE} items[1].controlCode`, `${LICENCE_2} items[2]`],
    ],
    [
      "another commodity code",
      {
        items: [
          { ...item, commodityCode: "84713000" },
          { ...item, item: 2, commodityCode: "8517620000" },
        ],
      },
      [`${LICENCE} items[1].commodityCode`],
    ],
    ...UNCODED,
  ])("is %s", async (_what, changed, fields) => {
    expect(fieldsOf(await refusal({}, changed))).toEqual(fields);
  });

  it.each<[string, Partial<RegisterInput>, string[]]>([
    [
      "a line that the content does not describe",
      { allocations: [{ item: 1, licence: LICENCE, line: 2, quantity: kilograms(1) }] },
      [`${LICENCE} items[1].line`],
    ],
    ["a route that ends elsewhere", { route: ["GBFXT", "AEJEA"] }, both("route.destination")],
    ["a route through a prohibited country", { route: ["GBFXT", "IRBND", "PKBQM"] }, both("route.prohibited")],
  ])("is %s", async (_what, given, fields) => {
    expect(fieldsOf(await refusal(given))).toEqual(fields);
  });

  it("is a country or a place beside those that the licence lists", async () => {
    const withRoute = (conditions: object): ReturnType<typeof refusal> => {
      const content = licenceContent();
      const narrow = salted({ ...content, conditions: { ...content.conditions, ...conditions } });
      const evidence = { [licenceEvidence(LICENCE)]: narrow, [licenceEvidence(LICENCE_2)]: narrow };
      return refusal({}, {}, { ...WHO.customs, evidence });
    };
    const countries = [{ country: "OM", use: "P", allowed: true }];
    expect(fieldsOf(await withRoute({ countries }))).toEqual(both("route.country"));
    expect(fieldsOf(await withRoute({ route: ["GBFXT", "OMSLL", "PKBQM"] }))).toEqual(both("route.place"));
  });

  it("is said with both values", async () => {
    const { details } = await refusal({ allocations: one(1) }, { destination: "IR", items: goods().items.slice(0, 1) });
    expect(details.mismatches).toEqual([{ licence: LICENCE, field: "destination", consignment: "IR", covered: "PK" }]);
  });

  it("is not a sub-paragraph of the code, a longer commodity code, or a party's name in other letters", async () => {
    const changed = {
      exporter: { name: "EXAMPLE EXPORTS, LTD", country: "GB" },
      items: [
        { ...item, controlCode: "5A002.a.1.b", commodityCode: "8517620000" },
        { ...item, item: 2, commodityCode: "851762" },
      ],
    };
    await world.register({}, { goods: goods(changed) });
  });
});

function one(kilos: number): RegisterInput["allocations"] {
  return ALLOCATIONS.slice(0, 1).map((allocation) => ({ ...allocation, quantity: kilograms(kilos) }));
}
