// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CONSIGNMENT_REGISTER, licenceEvidence } from "../domain/consignment/definitions";
import type { ConsignmentGoods } from "../domain/consignment/schemas";
import { commitmentOf } from "../domain/shared/commitment";
import { refusalOf, play } from "../ledger/testing/play";
import {
  ALLOCATIONS,
  ConsignmentWorld,
  declared,
  GB,
  goods,
  kilograms,
  LICENCE_2,
  type RegisterInput,
  TRANSPORT,
  UCR,
  WHO,
} from "../testing/consignment-world";
import { CONSIGNMENT } from "../testing/custody-world";
import { EXPORTER, LICENCE, licenceContent, salted } from "../testing/licence-world";
import { register } from "./register";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.start();
});

const refusal = async (
  given: Partial<RegisterInput>,
  changed: Partial<ConsignmentGoods> = {},
  setting = WHO.customs,
): Promise<{ code: string; details: Readonly<Record<string, unknown>> }> =>
  refusalOf(world.ledger, () => world.register(given, { goods: goods(changed) }, setting));

/** Fields that a refusal names, with the licence that each was compared with. */
const fieldsOf = ({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): string[] => {
  expect(code).toBe("CONSIGNMENT_MISMATCH");
  return (details.mismatches as { licence: string; field: string }[]).map(
    ({ licence, field }) => `${licence} ${field}`,
  );
};
const both = (field: string): string[] => [`${LICENCE} ${field}`, `${LICENCE_2} ${field}`];

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

describe("what a licence does not cover", () => {
  const stranger = { party: "PK-EU-0009", name: "Somebody Else", country: "PK" };
  const item = { item: 1, description: "Routing apparatus" };

  it.each<[string, Partial<ConsignmentGoods>, string[]]>([
    ["another exporter", { exporter: { ...stranger, party: "GB-EX-0002" } }, both("exporter.party")],
    ["another consignee", { consignee: { name: "Somebody Else", country: "PK" } }, both("consignee.name")],
    [
      "a consignee in another country",
      { consignee: { name: "Example Networks", country: "IR" } },
      both("consignee.country"),
    ],
    ["a consignee that cannot be compared", { consignee: { country: "PK" } }, both("consignee")],
    ["another end user", { endUser: stranger }, both("endUser.party")],
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
          { ...item, item: 2 },
        ],
      },
      [`${LICENCE} items[1].commodityCode`],
    ],
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
    const { details } = await refusal({ allocations: one(1) }, { destination: "IR" });
    expect(details.mismatches).toEqual([{ licence: LICENCE, field: "destination", consignment: "IR", covered: "PK" }]);
  });

  it("is not a sub-paragraph of the code, a longer commodity code, or a party's name in other letters", async () => {
    const changed = {
      exporter: { name: "EXAMPLE EXPORTS, LTD", country: "GB" },
      items: [
        { ...item, controlCode: "5A002.a.1.b", commodityCode: "8517620000" },
        { ...item, item: 2 },
      ],
    };
    await world.register({}, { goods: goods(changed) });
  });
});

function one(kilos: number): RegisterInput["allocations"] {
  return ALLOCATIONS.slice(0, 1).map((allocation) => ({ ...allocation, quantity: kilograms(kilos) }));
}
