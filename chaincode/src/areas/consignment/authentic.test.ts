// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Consignment,
  CONSIGNMENT_ITEMS_MAX,
  CONSIGNMENT_RECEIVE,
  CONSIGNMENT_RESOLVE_DIFFERENCE,
  RECEIPT_OBJECTIONS,
  receiptReference,
  ROUTE_PLACES_MAX,
} from "@licet/domain";
import { updateRecord } from "../../fabric/records";
import { play, refusalOf } from "../../testing/fabric/play";
import { ConsignmentWorld, GB, kilograms, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { receive } from "./receive";
import { CONSIGNMENT_RECORDS, RECEIPT_RECORDS } from "../../rules/consignment/records";

const PK = "PKAuthorityMSP";
const RECEIPT = receiptReference(CONSIGNMENT, "PK");

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

const input = {
  consignment: CONSIGNMENT,
  place: "PKBQM",
  eventTime: "2026-11-23T14:30:00+05:00",
  counts: [
    { item: 1, quantity: kilograms(12) },
    { item: 2, quantity: kilograms(5) },
  ],
};
const received = async (): Promise<Consignment> =>
  (await play(world.ledger, CONSIGNMENT_RECEIVE, receive, input, WHO.pkCustoms)).result;
const read = async (): Promise<string> => {
  const outcome = await world.consignment().then(
    ({ status }) => status,
    (error: unknown) => (error as { code: string }).code,
  );
  return outcome;
};
/** Changes the consignment's record at its place, as whoever its policy lets. */
const rewrite = async (change: Partial<Consignment>): Promise<unknown> => {
  const consignment = { ...(await world.consignment()), ...change };
  return world.ledger.run({}, (tx) => updateRecord(tx, CONSIGNMENT_RECORDS, CONSIGNMENT, consignment));
};
const claimed = {
  at: "2026-11-23T10:00:00.000Z",
  place: "PKBQM",
  eventTime: "2026-11-23T14:30:00+05:00",
  differences: [],
};

/** A consignment with as much in every field as it takes. */
const longest = (real: Consignment): object => {
  const amount = "9".repeat(30);
  const numbers = Array.from({ length: CONSIGNMENT_ITEMS_MAX }, (_, index) => index + 9_000);
  return {
    ...real,
    ucr: "U".repeat(35),
    ucrPart: "ABCD",
    declarant: `GB-EXP-${"X".repeat(32)}`,
    declaration: { typeCode: "EXD", lrn: "L".repeat(35), mrn: "26GB1234567890AB12" },
    document: { type: "LRN", reference: "L".repeat(70) },
    route: [...Array.from({ length: ROUTE_PLACES_MAX - 1 }, () => "GBFXT"), "PKBQM"],
    allocations: numbers.map((item) => ({
      ...real.allocations[0],
      item,
      line: item,
      licence: "GBSIE".padEnd(35, "9"),
      quantity: { amount, unit: "KGM" },
      claimedStatus: "EE",
    })),
    passage: {
      carriers: numbers.slice(0, 50).map((number) => `CARRIERS-CR-${number.toString().padStart(32, "0")}`),
      barred: numbers.slice(0, 50).map((number) => `X${String.fromCharCode(65 + (number % 26))}`),
    },
    withdrawn: numbers,
    attended: numbers.map((number) => ({
      licence: `GBSIE${number.toString()}`.padEnd(35, "9"),
      place: "GBFXT",
      at: claimed.at,
      by: "f".repeat(32),
    })),
    receipt: {
      ...real.receipt,
      contested: RECEIPT_OBJECTIONS,
      differences: numbers.map((item) => ({
        item,
        unit: "KGM",
        shipped: amount,
        received: amount,
        difference: `-${amount}`,
      })),
    },
    resolution: { reason: "over-shipped", at: claimed.at, by: "f".repeat(32) },
  };
};

it("the longest consignment is read", async () => {
  const record = longest(await received()) as Consignment;
  const { receipt } = record;
  if (receipt === undefined) throw new Error("it was received");
  await world.ledger.run({}, async (tx) => {
    await updateRecord(tx, RECEIPT_RECORDS, RECEIPT, { consignment: CONSIGNMENT, receipt });
    await updateRecord(tx, CONSIGNMENT_RECORDS, CONSIGNMENT, record);
  });
  expect(await read()).toBe("received");
});

describe("a receipt", () => {
  it("is recorded by the destination itself, and binds both states from then on", async () => {
    const { receipt } = await received();
    expect(await read()).toBe("received");
    expect(world.guardOf(RECEIPT_RECORDS, RECEIPT)).toEqual({ endorsers: [GB, PK], locked: true });
    expect(world.guardOf(CONSIGNMENT_RECORDS, CONSIGNMENT)).toEqual({ endorsers: [GB, PK], locked: true });
    expect(receipt).toMatchObject({ place: "PKBQM", office: "PK000001" });
  });

  it("needs the endorsement of both states, and so does the end of a difference", () => {
    const facts = { callerMsp: PK };
    const parsed = CONSIGNMENT_RECEIVE.input.parse(input);
    expect(CONSIGNMENT_RECEIVE.endorsedBy(parsed, facts)).toEqual([GB, PK]);
    const resolution = { consignment: CONSIGNMENT, destination: "PK", reason: "loss" as const };
    expect(CONSIGNMENT_RESOLVE_DIFFERENCE.endorsedBy(resolution, { callerMsp: GB })).toEqual([GB, PK]);
  });

  it.each<[string, () => Promise<unknown> | undefined, code?: string]>([
    ["made up by the registering state alone", () => rewrite(madeUp())],
    [
      "made up with a third state's record of it",
      () => {
        world.forge(RECEIPT_RECORDS, receiptReference(CONSIGNMENT, "AE"), {
          consignment: CONSIGNMENT,
          receipt: claimed,
        });
        return rewrite(madeUp());
      },
    ],
    [
      "made up, beside the destination's receipt of another consignment",
      () => {
        world.forge(RECEIPT_RECORDS, RECEIPT, { consignment: "GB-CN-0002", receipt: claimed });
        return rewrite(madeUp());
      },
      "LEDGER_DATA_INVALID",
    ],
    [
      "made up, beside another receipt of the destination",
      () => {
        const earlier = { ...claimed, at: "2026-11-22T10:00:00.000Z" };
        world.forge(RECEIPT_RECORDS, RECEIPT, { consignment: CONSIGNMENT, receipt: earlier });
        return rewrite(madeUp());
      },
    ],
    [
      "made up at a place of an accomplice, where the route does not end",
      () => {
        const receipt = { ...claimed, place: "AEJEA" };
        world.forge(RECEIPT_RECORDS, receiptReference(CONSIGNMENT, "AE"), { consignment: CONSIGNMENT, receipt });
        return rewrite({ ...madeUp(), receipt });
      },
    ],
  ])("is not authentic: %s", async (_what, hostile, code = "CONSIGNMENT_NOT_AUTHENTIC") => {
    await hostile();
    expect(await read()).toBe(code);
  });

  it("means nothing in the destination's register alone", async () => {
    world.forge(RECEIPT_RECORDS, RECEIPT, { consignment: CONSIGNMENT, receipt: claimed });
    expect(await read()).toBe("released");
  });

  it("is not made of a consignment that its owner could put another one in place of", async () => {
    world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, await world.consignment());
    world.ledger.locked.clear();
    expect((await refusalOf(world.ledger, received)).code).toBe("PROOF_NOT_LOCKED");
  });

  function madeUp(): Partial<Consignment> {
    return { status: "received", difference: "closed", receipt: claimed };
  }
});

describe("a consignment", () => {
  it.each([
    ["of an organisation that is no authority", "CARRIERS-CN-0001", {}, "NOT_FOUND"],
    ["of an organisation that is no member", "XX-CN-0001", {}, "NOT_FOUND"],
    ["under another's reference", "AE-CN-0001", { id: CONSIGNMENT }, "LEDGER_DATA_INVALID"],
    [
      "that claims to be invalidated and released",
      "AE-CN-0001",
      { status: "invalidated" },
      "CONSIGNMENT_NOT_AUTHENTIC",
    ],
    ["that does not fit its schema", "AE-CN-0001", { status: "gone" }, "LEDGER_DATA_INVALID"],
  ])("is none: %s", async (_what, id, change, code) => {
    world.forge(CONSIGNMENT_RECORDS, id, { ...(await world.consignment()), id, ...change });
    expect((await refusalOf(world.ledger, () => world.consignment(id))).code).toBe(code);
  });
});
