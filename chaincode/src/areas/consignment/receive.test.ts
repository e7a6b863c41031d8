// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { hold } from "../checkpoint/holding";
import { CHECKPOINT_HOLD, type Consignment, CONSIGNMENT_RECEIVE, CONSIGNMENT_RESOLVE_DIFFERENCE } from "@licet/domain";
import { refusalOf, play } from "../../testing/fabric/play";
import { ConsignmentWorld, kilograms, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { receive, resolveDifference } from "./receive";

type Received = z.input<typeof CONSIGNMENT_RECEIVE.input>;

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

const counts = (first: number, second: number): Received["counts"] => [
  { item: 1, quantity: kilograms(first) },
  { item: 2, quantity: kilograms(second) },
];
const received = async (given: Partial<Received> = {}, setting = WHO.pkCustoms): Promise<Consignment> => {
  const eventTime = "2026-11-23T14:30:00+05:00";
  const input = { consignment: CONSIGNMENT, place: "PKBQM", eventTime, counts: counts(12, 5), ...given };
  return (await play(world.ledger, CONSIGNMENT_RECEIVE, receive, input, setting)).result;
};
const resolved = async (setting = WHO.customs, destination = "PK"): Promise<Consignment> => {
  const input = { consignment: CONSIGNMENT, destination, reason: "short-shipped" as const };
  return (await play(world.ledger, CONSIGNMENT_RESOLVE_DIFFERENCE, resolveDifference, input, setting)).result;
};
const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;

describe("consignment:Receive", () => {
  it("closes the shipper/receiver difference where every count agrees", async () => {
    const consignment = await received();
    expect(consignment).toMatchObject({ status: "received", difference: "closed" });
    expect(consignment.receipt).toMatchObject({ place: "PKBQM", office: "PK000001", at: "2026-11-23T10:00:00.000Z" });
    expect(consignment.receipt?.differences.map(({ difference }) => difference)).toEqual(["0", "0"]);
  });

  it("opens it where one does not, and says by how much", async () => {
    const { receipt, difference } = await received({ counts: counts(10, 5) });
    expect(difference).toBe("open");
    expect(receipt?.differences[0]).toEqual({
      item: 1,
      unit: "KGM",
      shipped: "12000000",
      received: "10000000",
      difference: "-2000000",
    });
    expect(await world.balances()).toEqual([
      [0, 12],
      [0, 5],
    ]);
  });

  it("does not let one item's surplus hide another's shortage", async () => {
    expect((await received({ counts: counts(11, 6) })).difference).toBe("open");
  });

  it("takes a count in another unit of the same measure, and zero for what did not arrive", async () => {
    const grams = { item: 1, quantity: { amount: "12000000", unit: "GRM" } };
    const { difference, receipt } = await received({ counts: [grams, { item: 2, quantity: kilograms(0) }] });
    expect(receipt?.differences.map((each) => each.difference)).toEqual(["0", "-5000000"]);
    expect(difference).toBe("open");
  });

  it.each<[string, Received["counts"]]>([
    ["a missing item", counts(12, 5).slice(0, 1)],
    ["an item twice", [...counts(12, 5), ...counts(12, 5)]],
    ["an item that was not sent", [...counts(12, 5).slice(0, 1), { item: 3, quantity: kilograms(5) }]],
    ["another measure", [...counts(12, 5).slice(0, 1), { item: 2, quantity: { amount: "5", unit: "NAR" } }]],
  ])("refuses %s", async (_what, given) => {
    expect(await refusal(() => received({ counts: given }))).toBe("RECEIPT_NOT_COMPLETE");
  });

  it("is for customs of the destination, where the route ends, not before it happened", async () => {
    expect(await refusal(() => received({}, WHO.aeCustoms))).toBe("PLACE_OF_ANOTHER_STATE");
    expect(await refusal(() => received({}, WHO.customs))).toBe("PLACE_OF_ANOTHER_STATE");
    expect(await refusal(() => received({}, WHO.carriersCustoms))).toBe("NOT_YOUR_RECORD");
    const elsewhere = { caller: { ...WHO.pkCustoms.caller, office: "GB000051" } };
    expect(await refusal(() => received({}, elsewhere))).toBe("OFFICE_OF_ANOTHER_STATE");
    expect(await refusal(() => received({ place: "AEJEA" }, WHO.aeCustoms))).toBe("CONSIGNMENT_MISMATCH");
    expect(await refusal(() => received({ place: "PKKHI" }))).toBe("CONSIGNMENT_MISMATCH");
    expect(await refusal(() => received({ eventTime: "2026-11-24T14:30:00+05:00" }))).toBe("EVENT_TIME_IN_FUTURE");
    expect(await refusal(() => received({}, WHO.carrier))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => received({ consignment: "GB-CN-0009" }))).toBe("NOT_FOUND");
  });

  it("waits for holds, and comes after release and once", async () => {
    await received();
    expect(await refusal(() => received())).toBe("TRANSITION_NOT_ALLOWED");
    world = await ConsignmentWorld.withConsignment();
    expect(await refusal(() => received())).toBe("TRANSITION_NOT_ALLOWED");
    await world.release();
    const placing = { consignment: CONSIGNMENT, reason: "seals" as const };
    await play(world.ledger, CHECKPOINT_HOLD, hold, placing, WHO.aeCustoms);
    expect(await refusal(() => received())).toBe("CONSIGNMENT_ON_HOLD");
  });
});

describe("consignment:ResolveDifference", () => {
  it("closes an open difference with its reason and keeps the receipt as it was counted", async () => {
    const before = await received({ counts: counts(10, 5) });
    const after = await resolved();
    expect(after).toMatchObject({ difference: "closed", resolution: { reason: "short-shipped" } });
    expect(after.receipt).toEqual(before.receipt);
    expect(await refusal(() => resolved())).toBe("DIFFERENCE_NOT_OPEN");
  });

  it("needs a receipt with a difference, and the registering state", async () => {
    expect(await refusal(() => resolved())).toBe("TRANSITION_NOT_ALLOWED");
    await received();
    expect(await refusal(() => resolved())).toBe("DIFFERENCE_NOT_OPEN");
    expect(await refusal(() => resolved(WHO.pkCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => resolved(WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => resolved(WHO.customs, "AE"))).toBe("CONSIGNMENT_MISMATCH");
  });
});
