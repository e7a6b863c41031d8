// SPDX-License-Identifier: Apache-2.0
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CUSTODY_HOLDERS_MAX, type CustodyHead, eventId, Membership } from "@licet/domain";
import { TEST_MEMBERS } from "@licet/domain/testing/members";
import { TEST_MEMBERSHIP } from "../../testing/fabric/members";
import { consentKey, proofKey } from "../../fabric/keys";
import { CARRIER_1, CARRIER_2, CONSIGNMENT, CustodyWorld, WAREHOUSE } from "../../testing/worlds/custody-world";
import { codeOf } from "../../testing/fabric/refusals";
import { eventKey } from "./records";
import { requireHead } from "./head";
import { requireUnbrokenHolders } from "./holders";
import { auditOf, passOn, type Place, savedState, worldAt } from "../../testing/custody/acts";
import { counted, forgeEvents, forgeHead, storedEvents, storedHead } from "../../testing/custody/hostile";

const GB = "GBAuthorityMSP";
const CARRIERS = "CarriersMSP";
const AE = "AEAuthorityMSP";

let world: CustodyWorld;

/** What a reader of the head comes to that asks how the goods came to whoever has them. */
const read = (): Promise<string> =>
  codeOf(world.ledger.run({}, async (tx) => requireUnbrokenHolders(tx, await requireHead(tx, CONSIGNMENT))));
const taken = (): Promise<string> => codeOf(passOn(world, { receivedBy: WAREHOUSE, at: "2026-11-23T09:30:00Z" }));

function consentOf(sequence: number): string {
  return consentKey("custody", eventId(CONSIGNMENT, storedEvents(world.ledger)[sequence - 1]!.link));
}
const BEGINNING = consentKey("custody", CONSIGNMENT);

describe("the way of the goods, from organisation to organisation", () => {
  it.each<[Place, number]>([
    ["the owner's, which alone keeps it", 0],
    ["the carriers'", 1],
    ["the carriers', at a second of theirs", 1],
    ["a state's on the way", 2],
    ["the carriers' once more", 3],
    ["the owner's again", 2],
  ])("is followed back from %s hands, at the price of %i changes", async (place, changes) => {
    world = await worldAt(place);
    const { result } = await world.ledger.run({}, async (tx) => {
      const head = await requireHead(tx, CONSIGNMENT);
      const watched = counted(tx);
      await requireUnbrokenHolders(watched.tx, head);
      return Object.fromEntries(watched.calls);
    });
    expect(result).toEqual({ "private.hash": changes + 1, "state.get": changes + 1 });
    expect(storedHead(world.ledger).previousHolder === undefined).toBe(changes === 0);
  });

  it("is followed back to a first organisation that is not the owner's", async () => {
    world = await CustodyWorld.start(CARRIER_1);
    await passOn(world, { receivedBy: WAREHOUSE });
    expect(storedHead(world.ledger).previousHolder?.organisation).toBe(CARRIERS);
    expect(await read()).toBe("no error");
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("goes on past an organisation that has left the consortium, and not around it", async () => {
    world = await worldAt("the carriers' once more");
    const members = new Membership(
      TEST_MEMBERS.filter(({ mspId }) => mspId !== AE),
      2,
      TEST_MEMBERSHIP.address,
    );
    const walked = () =>
      codeOf(
        world.ledger.run({ members }, async (tx) => requireUnbrokenHolders(tx, await requireHead(tx, CONSIGNMENT))),
      );
    expect(await walked()).toBe("no error");
    const [first] = storedEvents(world.ledger);
    const { sequence, txId } = first!.link;
    forgeHead(world.ledger, { previousHolder: { organisation: AE, receivedEvent: { sequence, txId } } });
    expect(await walked()).toBe("CUSTODY_CHAIN_BROKEN");
  });

  it("is no longer than a limit, which no organisation passes", async () => {
    world = await worldAt("the owner's, which alone keeps it");
    for (let change = 1; change <= CUSTODY_HOLDERS_MAX; change += 1) {
      await passOn(world, { receivedBy: change % 2 === 1 ? CARRIER_1 : WAREHOUSE });
    }
    expect(await read()).toBe("no error");
    expect(await codeOf(passOn(world, { receivedBy: CARRIER_1 }))).toBe("LIMIT_EXCEEDED");
    await world.register("AE-CR-0002");
    expect(await codeOf(passOn(world, { receivedBy: "AE-CR-0002" }))).toBe("no error");
  });
});

/** The goods went 2 to the carriers, 3 to the warehouse, 4 to the carriers again, 5 to another of theirs. */
describe("what keepers that conspire do to the way of the goods", () => {
  let restore: () => void;
  let heads: CustodyHead[];
  beforeAll(async () => {
    world = await worldAt("the owner's, which alone keeps it");
    heads = [];
    for (const receivedBy of [CARRIER_1, WAREHOUSE, CARRIER_1, CARRIER_2]) {
      await passOn(world, { receivedBy });
      heads.push(storedHead(world.ledger));
    }
    restore = savedState(world.ledger);
  });
  beforeEach(() => restore());

  const bendHead = (change: Partial<CustodyHead>) => () => forgeHead(world.ledger, change);
  const say = (organisation: string, key: () => string, value?: string) => () => {
    const collection = world.ledger.collections.get(organisation)!;
    if (value === undefined) collection.delete(key());
    else collection.set(key(), value);
  };
  const swap = (sequence: number, from: string, to?: string) => () => {
    const key = eventKey(CONSIGNMENT, storedEvents(world.ledger)[sequence - 1]!.link);
    if (to === undefined) world.ledger.state.delete(key);
    else world.ledger.state.set(key, world.ledger.state.get(key)!.replaceAll(from, to));
  };
  const earlier = (sequence: number): CustodyHead["receivedEvent"] => {
    const { txId } = storedEvents(world.ledger)[sequence - 1]!.link;
    return { sequence, txId };
  };
  const named = (organisation: string, sequence: number) => () =>
    forgeHead(world.ledger, { previousHolder: { organisation, receivedEvent: earlier(sequence) } });

  it.each<[string, () => void]>([
    ["a head without those before", bendHead({ previousHolder: undefined })],
    ["a head that names the owner as the one before", named(GB, 1)],
    ["a head that names itself as the one before", named(CARRIERS, 2)],
    ["a head that names another event of the one before", named(AE, 2)],
    ["a head that leads to the warehouse's events", () => forgeHead(world.ledger, linksOf(heads[1]!))],
    ["another owner of the goods than the chain began with", bendHead({ owningParty: CARRIER_1 })],
    ["another route than the chain began with", bendHead({ routeStates: ["GB", "DE"] })],
    ["other places of the same states", bendHead({ route: ["GBFXT", "AEKLF", "PKBQM"] })],
    ["a beginning that nobody stands by", say(GB, () => BEGINNING)],
    ["a beginning that is another", say(GB, () => BEGINNING, "{}")],
    ["an owner that never had it", say(GB, () => consentOf(1))],
    ["carriers that never had it the first time", say(CARRIERS, () => consentOf(2), "{}")],
    ["a warehouse that never gave it up", say(AE, () => consentOf(3))],
    ["a first event in other words", swap(1, "GBFXT", "GBLON")],
    ["a first receipt in other words", swap(2, "AEJEA", "PKBQM")],
    ["a warehouse's receipt in other words", swap(3, "AEJEA", "PKBQM")],
    ["a present receipt in other words", swap(4, "AEJEA", "PKBQM")],
    ["a warehouse's receipt that is gone", swap(3, "")],
    ["a first event that is gone", swap(1, "")],
  ])("is found by readers, by whoever is to take the goods, and by an audit: %s", async (_name, bend) => {
    bend();
    expect(await read()).toBe("CUSTODY_CHAIN_BROKEN");
    expect(await taken()).toBe("CUSTODY_CHAIN_BROKEN");
    expect(await auditOf(world.ledger)).not.toEqual([]);
  });

  it.each<[string, string, () => string]>([
    ["the head's proof", GB, () => proofKey("custody-head", CONSIGNMENT)],
    ["the beginning", GB, () => BEGINNING],
    ["what the owner said", GB, () => consentOf(1)],
    ["what the carriers said the first time", CARRIERS, () => consentOf(2)],
    ["what the warehouse said", AE, () => consentOf(3)],
  ])("is not prepared where another organisation takes the goods: %s open to change", async (_name, owner, key) => {
    expect(world.ledger.locked.delete(`${owner} ${key()}`)).toBe(true);
    expect(await taken()).toBe("PROOF_NOT_LOCKED");
    expect(await codeOf(passOn(world, { receivedBy: CARRIER_1, at: "2026-11-23T09:30:00Z" }))).toBe("no error");
  });

  it("is their own story since the present organisation took over, and of no time before", async () => {
    const forged = { txId: "ab".repeat(32) };
    forgeEvents(world.ledger, 5, ([last]) => {
      const place = { sequence: 5, ...forged };
      return [{ ...last!, ...forged, after: { ...last!.after, sealState: "replaced", custodyEvent: place } }];
    });
    expect(await read()).toBe("no error");
    restore();
    forgeEvents(world.ledger, 4, ([receipt]) => {
      const place = { sequence: 4, ...forged };
      return [{ ...receipt!, ...forged, after: { ...receipt!.after, custodyEvent: place, receivedEvent: place } }];
    });
    const id = eventId(CONSIGNMENT, { sequence: 4, ...forged });
    world.ledger.collections.get(CARRIERS)!.set(consentKey("custody", id), `{"event":"${id}","received":true}`);
    expect(await read()).toBe("CUSTODY_CHAIN_BROKEN");
  });
});

function linksOf({ trail, count }: CustodyHead): Partial<CustodyHead> {
  return { trail, count };
}
