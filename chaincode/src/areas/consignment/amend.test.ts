// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { CONSIGNMENT_AMEND_DECLARATION } from "@licet/domain";
import { refusalOf, play } from "../../testing/fabric/play";
import type { RunOutcome } from "../../testing/fabric/memory-ledger";
import { ALLOCATIONS, ConsignmentWorld, kilograms, LICENCE_2, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER, LICENCE } from "../../testing/worlds/licence-world";
import { amendDeclaration } from "./amend";

type Amended = z.output<typeof CONSIGNMENT_AMEND_DECLARATION.output>;
type Allocations = z.input<typeof CONSIGNMENT_AMEND_DECLARATION.input>["allocations"];

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const amend = (allocations: Allocations, setting = WHO.customs): Promise<RunOutcome<Amended>> => {
  const declaration = { typeCode: "EXD", lrn: "LRN-1", mrn: "26GB1234567890AB12" };
  const input = { consignment: CONSIGNMENT, declaration, allocations, reasonCode: "25" };
  return play(world.ledger, CONSIGNMENT_AMEND_DECLARATION, amendDeclaration, input, setting);
};
const refusal = async (allocations: Allocations, setting = WHO.customs): Promise<string> =>
  (await refusalOf(world.ledger, () => amend(allocations, setting))).code;

/** The allocations with other kilograms, and a claimed status for the first. */
function allocated(first: number, second = 5, claimedStatus?: "EE" | "ES" | "EP"): Allocations {
  return ALLOCATIONS.map((allocation, index) => ({
    ...allocation,
    quantity: kilograms(index === 0 ? first : second),
    ...(index === 0 && claimedStatus ? { claimedStatus } : {}),
  }));
}

describe("consignment:AmendDeclaration", () => {
  it("sets reservations to other quantities, each licence by its own", async () => {
    const { result } = await amend(allocated(15, 2));
    expect(result).toMatchObject({ status: "registered", declaration: { mrn: "26GB1234567890AB12" } });
    expect(await world.balances()).toEqual([
      [15, 0],
      [2, 0],
    ]);
  });

  it("corrects a claimed status, which closes nothing", async () => {
    await amend(allocated(12, 5, "EE"));
    const { result } = await amend(allocated(12, 5, "EP"));
    expect(result.allocations[0]).toMatchObject({ claimedStatus: "EP", quantity: kilograms(12) });
    expect(await world.balances()).toEqual([
      [12, 0],
      [5, 0],
    ]);
    expect((await world.release()).status).toBe("released");
  });

  it("keeps the reservations' ids and leaves lines alone that do not change", async () => {
    const before = await world.consignment();
    const { result, writes } = await amend(allocated(14));
    const ids = (each: Amended): string[] => each.allocations.map(({ reservation }) => reservation);
    expect(ids(result)).toEqual(ids(before));
    expect([...writes.keys()].filter((key) => key.includes(LICENCE_2))).toEqual([]);
  });

  it("asks for more only as far as the licence goes and may be used", async () => {
    expect(await refusal(allocated(21))).toBe("LICENCE_QUANTITY_EXCEEDED");
    await world.changeLicence({ status: "suspended" });
    expect(await refusal(allocated(13))).toBe("LICENCE_SUSPENDED");
    await amend(allocated(11));
    expect(await world.balances()).toEqual([
      [11, 0],
      [5, 0],
    ]);
  });

  it("names neither more nor fewer items and lines than are registered", async () => {
    expect(await refusal(allocated(12).slice(0, 1))).toBe("ALLOCATION_NOT_AMENDABLE");
    const stray = { item: 3, licence: LICENCE, line: 1, quantity: kilograms(1) };
    expect(await refusal([...allocated(12), stray])).toBe("ALLOCATION_NOT_AMENDABLE");
  });

  it("says what another licence is named for, and what the declaration was registered on", async () => {
    const [first, ...others] = allocated(12);
    if (first === undefined) throw new Error("there are allocations");
    const elsewhere = [{ ...first, licence: "GBOTHER1" }, ...others];
    expect(await refusalOf(world.ledger, () => amend(elsewhere))).toMatchObject({
      code: "ALLOCATION_NOT_AMENDABLE",
      details: {
        differs: ["1 GBOTHER1 1", `1 ${LICENCE} 1`],
        registered: [`1 ${LICENCE} 1`, `2 ${LICENCE_2} 1`],
      },
    });
  });

  it("gives a reservation back for a quantity of zero, and draws on the line no more; the rest leaves", async () => {
    const { result } = await amend(allocated(0));
    expect(result.allocations.map(({ licence }) => licence)).toEqual([LICENCE_2]);
    expect(await world.balances()).toEqual([
      [0, 0],
      [5, 0],
    ]);
    expect(result.withdrawn).toEqual([1]);
    expect((await world.release([LICENCE_2])).status).toBe("released");
  });

  it("keeps the last allocation at zero to tell of the declaration, which then releases nothing", async () => {
    await amend(allocated(0));
    const left = allocated(0, 0).filter(({ licence }) => licence === LICENCE_2);
    const { result } = await amend(left);
    expect(result.allocations).toMatchObject([{ licence: LICENCE_2, quantity: kilograms(0) }]);
    expect(await world.balances()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const refused = await refusalOf(world.ledger, () => world.release([LICENCE_2]));
    expect(refused.code).toBe("RESERVATION_CLOSED");
  });

  it("gives back once: what is at zero already stays so", async () => {
    await amend(allocated(0));
    const left = allocated(0, 0).filter(({ licence }) => licence === LICENCE_2);
    await amend(left);
    expect((await amend(left)).result.allocations).toHaveLength(1);
  });

  it("refuses other units, strangers and consignments that left", async () => {
    const articles = allocated(12).map((each) => ({ ...each, quantity: { amount: "1", unit: "NAR" } }));
    expect(await refusal(articles)).toBe("UNIT_NOT_CONVERTIBLE");
    expect(await refusal(allocated(11), WHO.aeCustoms)).toBe("NOT_YOUR_RECORD");
    expect(await refusal(allocated(11), WHO.licensing)).toBe("ROLE_NOT_ALLOWED");
    await world.release();
    expect(await refusal(allocated(11))).toBe("TRANSITION_NOT_ALLOWED");
  });

  it.each([
    ["customs of the registering state", WHO.customs, "registered"],
    ["the exporter that declared it", WHO.exporter, "registered"],
    ["another exporter of the same state", WHO.otherExporter, "NOT_YOUR_RECORD"],
    ["an exporter that acts for nobody", { caller: { ...WHO.exporter.caller, party: undefined } }, "NOT_YOUR_RECORD"],
    ["an exporter of another state, for the same party", WHO.foreignExporter, "NOT_YOUR_RECORD"],
  ])("is for customs and for the declarant: %s", async (_who, setting, outcome) => {
    if (outcome === "registered") expect((await amend(allocated(11), setting)).result.status).toBe(outcome);
    else expect(await refusal(allocated(11), setting)).toBe(outcome);
  });

  it("is not for an exporter that is suspended, and still for customs", async () => {
    await world.changeParty(EXPORTER, { status: "suspended" });
    expect(await refusal(allocated(13), WHO.exporter)).toBe("PARTY_NOT_IN_FORCE");
    expect((await amend(allocated(11))).result.status).toBe("registered");
  });

  it("leaves the document that the write-offs rest on, and the declarant, as they were registered", async () => {
    const { result } = await amend(allocated(11));
    expect(result).toMatchObject({ document: { type: "LRN", reference: "LRN-1" }, declarant: EXPORTER });
  });
});
