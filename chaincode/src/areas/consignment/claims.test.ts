// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  CONSIGNMENT_LIST_BY_LRN,
  CONSIGNMENT_LIST_BY_MUCR,
  LICENCE_RESERVE,
  type LineControl,
  type Reservation,
  reservationReference,
} from "@licet/domain";
import { reserve } from "../licence/write-off/reserve";
import { play, refusalOf } from "../../testing/fabric/play";
import {
  ALLOCATIONS,
  ConsignmentWorld,
  goods,
  kilograms,
  LICENCE_2,
  type RegisterInput,
  UCR,
  WHO,
} from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER, LICENCE, licenceContent } from "../../testing/worlds/licence-world";
import { requireRecord } from "../../fabric/records";
import { RESERVATION_RECORDS } from "../../rules/licence/records";
import { listByLrn, listByMucr } from "./read";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.start();
});

const one: RegisterInput["allocations"] = ALLOCATIONS.slice(0, 1);
const uncounted = one.map((allocation) => ({ ...allocation, quantity: { amount: "0", unit: "KGM" } }));

async function reservationOf(id: string, licence = LICENCE): Promise<Reservation> {
  const reference = reservationReference(licence, 1, id);
  return (await world.ledger.run({}, (tx) => requireRecord(tx, RESERVATION_RECORDS, reference))).result;
}

describe("a use that is recorded and not counted", () => {
  const controlled = (control: LineControl): Promise<unknown> => world.changeLine({ control, authorised: undefined });

  it("stands on an open line from the declaration to the release", async () => {
    await controlled("open");
    const { allocations } = await world.register({ allocations: uncounted });
    const id = allocations[0]?.reservation ?? "";
    expect(await reservationOf(id)).toMatchObject({ status: "reserved", reserved: "0", consumed: "0" });
    await world.release([LICENCE]);
    expect(await reservationOf(id)).toMatchObject({ status: "consumed", reserved: "0", consumed: "0" });
    expect((await world.balances())[0]).toEqual([0, 0]);
  });

  it("is refused on a line whose quantity is limited", async () => {
    const refused = await refusalOf(world.ledger, () => world.register({ allocations: uncounted }));
    expect(refused.code).toBe("QUANTITY_ZERO");
  });
});

describe("a reservation that belongs to no consignment", () => {
  const RESERVED = {
    document: { type: "LRN" as const, reference: "LRN-1" },
    ucr: UCR,
    declarant: EXPORTER,
    lines: [{ licence: LICENCE, line: 1, item: 1, quantity: kilograms(12) }],
  };
  const reserved = (given: object = {}): Promise<unknown> =>
    play(world.ledger, LICENCE_RESERVE, reserve, { ...RESERVED, ...given }, WHO.customs);

  it("becomes the consignment's that declares its item, and counts once", async () => {
    await reserved();
    const { allocations } = await world.register({ allocations: one });
    expect(await reservationOf(allocations[0]?.reservation ?? "")).toMatchObject({ consignment: CONSIGNMENT });
    expect((await world.balances())[0]).toEqual([12, 0]);
    await world.release([LICENCE]);
    expect((await world.balances())[0]).toEqual([0, 12]);
  });

  it.each<[string, object, Partial<RegisterInput>]>([
    ["of another quantity", { lines: [{ ...RESERVED.lines[0], quantity: kilograms(3) }] }, {}],
  ])("is nobody's where it is %s", async (_, given, asked) => {
    await reserved(given);
    const refused = await refusalOf(world.ledger, () => world.register({ allocations: one, ...asked }));
    expect(refused.code).toBe("RESERVATION_EXISTS");
  });

  it("is not claimed a second time", async () => {
    await reserved();
    await world.register({ allocations: one });
    const again = { consignment: "GB-CN-0002", allocations: one };
    expect((await refusalOf(world.ledger, () => world.register(again))).code).toBe("UCR_IN_USE");
    expect((await refusalOf(world.ledger, () => reserved())).code).toBe("RESERVATION_EXISTS");
  });
});

describe("items with a consignee and a destination of their own", () => {
  const item = { description: "Routing apparatus", controlCode: "5A002.a.1", commodityCode: "85176200" };
  const own = { consignee: { name: "Gulf Networks FZE", country: "AE" }, destination: "AE" };

  it("are compared with the licence that they draw on, and the others with theirs", async () => {
    const items = [
      { item: 1, ...item },
      { item: 2, ...item, ...own },
    ];
    const refused = await refusalOf(world.ledger, () => world.register({}, { goods: goods({ items }) }));
    expect(refused).toMatchObject({ code: "CONSIGNMENT_MISMATCH" });
    const { mismatches } = refused.details as { mismatches: { licence: string; field: string }[] };
    expect(mismatches.map(({ licence, field }) => `${licence} ${field}`)).toEqual([
      `${LICENCE_2} items[2].consignee.name`,
      `${LICENCE_2} items[2].consignee.country`,
      `${LICENCE_2} items[2].destination`,
    ]);
  });

  it("agree where the licence names them", async () => {
    const { consignee } = licenceContent();
    const same = { consignee: { name: consignee.name.toUpperCase(), country: "PK" }, destination: "PK" };
    const items = [
      { item: 1, ...item },
      { item: 2, ...item, ...same },
    ];
    expect((await world.register({}, { goods: goods({ items }) })).status).toBe("registered");
  });
});

describe("references that are nobody's alone", () => {
  const MUCR = "GB/FCP1-0812EDMUCR9";
  const second = { consignment: "GB-CN-0002", ucr: "OTHER-1", declarant: "GB-EX-0002", allocations: one };
  const ids = ({ items }: { readonly items: readonly { readonly id: string }[] }): string[] =>
    items.map(({ id }) => id);
  const small = one.map((allocation) => ({ ...allocation, quantity: kilograms(1) }));

  it("lead from a master UCR to all that moves under it", async () => {
    await world.register({ mucr: MUCR, allocations: small });
    await world.register({ ...second, mucr: MUCR.toLowerCase(), allocations: small });
    await world.register({ ...second, consignment: "GB-CN-0003", ucr: "OTHER-2", allocations: small });
    const input = { mucr: MUCR };
    const { result } = await play(world.ledger, CONSIGNMENT_LIST_BY_MUCR, listByMucr, input, WHO.deCustoms);
    expect(ids(result)).toEqual(["GB-CN-0002", CONSIGNMENT]);
  });

  it("lead from a local reference number to each declarant's own, and from no other spelling of it", async () => {
    const lrn = "INV.2026-1 1";
    await world.register({ declaration: { typeCode: "EXD", lrn }, allocations: small });
    await world.register({ ...second, declaration: { typeCode: "EXD", lrn }, allocations: small });
    const found = async (text: string): Promise<string[]> => {
      const input = { register: "GB", lrn: text };
      return ids((await play(world.ledger, CONSIGNMENT_LIST_BY_LRN, listByLrn, input, WHO.customs)).result);
    };
    expect(await found(lrn)).toEqual(["GB-CN-0002", CONSIGNMENT]);
    expect(await found("INV.2026-11")).toEqual([]);
  });
});
