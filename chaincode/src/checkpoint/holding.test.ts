// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CHECKPOINT_HOLD, CHECKPOINT_LIST_HOLDS, CHECKPOINT_RELEASE } from "../domain/checkpoint/definitions";
import type { Hold } from "../domain/checkpoint/schemas";
import { refusalOf, play } from "../ledger/testing/play";
import { ConsignmentWorld, WHO } from "../testing/consignment-world";
import { CONSIGNMENT } from "../testing/custody-world";
import { hold, listHolds, release } from "./holding";
import { HOLD_RECORDS, holdReference, openHolds } from "./holds";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const placed = async (setting = WHO.aeCustoms, consignment = CONSIGNMENT): Promise<Hold> => {
  const input = { consignment, reason: "documents" as const };
  return (await play(world.ledger, CHECKPOINT_HOLD, hold, input, setting)).result;
};
const released = async (of: string, setting = WHO.aeCustoms): Promise<Hold> => {
  const input = { consignment: CONSIGNMENT, hold: of, reason: "issuer-confirmed" as const };
  return (await play(world.ledger, CHECKPOINT_RELEASE, release, input, setting)).result;
};
const open = async (): Promise<string[]> =>
  (await world.ledger.run({}, (tx) => openHolds(tx, CONSIGNMENT))).result.map(({ id }) => id);
const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;

describe("checkpoint:Hold", () => {
  it("is placed by customs of any state, in that state's name", async () => {
    const { id, ...rest } = await placed();
    expect(id).toMatch(/^AE-HD-[0-9A-F]{16}$/);
    expect(rest).toMatchObject({ status: "open", office: "AE000001", placedAt: "2026-11-23T10:00:00.000Z" });
    expect(await open()).toEqual([id]);
    expect(world.ledger.endorsers.get([...world.ledger.endorsers.keys()].at(-1) ?? "")).toEqual(["AEAuthorityMSP"]);
  });

  it("is for customs officers of states, on consignments that exist", async () => {
    expect(await refusal(() => placed(WHO.licensing))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => placed(WHO.carriersCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => placed(WHO.aeCustoms, "GB-CN-0009"))).toBe("NOT_FOUND");
  });

  it("does not count where the state it names has not endorsed it", async () => {
    const { id } = await placed();
    world.unseal(HOLD_RECORDS, holdReference(CONSIGNMENT, id));
    const [key = ""] = [...world.ledger.state.keys()].filter((each) => each.includes(id));
    world.ledger.state.set(`${key}x`, "{not json");
    expect(await open()).toEqual([]);
    expect((await world.release()).status).toBe("released");
  });
});

describe("checkpoint:Release", () => {
  it("is for the state that placed the hold and the one that registered the consignment", async () => {
    const first = await placed();
    const second = await placed(WHO.deCustoms);
    expect(await refusal(() => released(second.id))).toBe("HOLD_NOT_YOURS");
    expect(await refusal(() => released(first.id, WHO.pkCustoms))).toBe("HOLD_NOT_YOURS");
    expect(await released(first.id)).toMatchObject({
      status: "released",
      released: { mspId: "AEAuthorityMSP", reason: "issuer-confirmed" },
    });
    expect(await open()).toEqual([second.id]);
    expect(await released(second.id, WHO.licensing)).toMatchObject({ released: { mspId: "GBAuthorityMSP" } });
    expect(await open()).toEqual([]);
  });

  it("takes place once, by an officer, of a hold that exists", async () => {
    const { id } = await placed();
    expect(await refusal(() => released("AE-HD-0009"))).toBe("NOT_FOUND");
    expect(await refusal(() => released(id, WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    await released(id);
    expect(await refusal(() => released(id))).toBe("HOLD_NOT_OPEN");
  });

  it("keeps released holds in the list", async () => {
    const { id } = await placed();
    await placed(WHO.deCustoms);
    await released(id);
    const { result } = await play(world.ledger, CHECKPOINT_LIST_HOLDS, listHolds, { consignment: CONSIGNMENT });
    expect(result.items.map(({ status }) => status).sort()).toEqual(["open", "released"]);
  });
});
