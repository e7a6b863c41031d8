// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { consentKey, proofKey } from "../../fabric/keys";
import { MEMBERS_REFERENCE } from "../../fabric/members";
import type { RunOutcome } from "../../testing/fabric/memory-ledger";
import {
  CARRIER_1,
  CARRIER_2,
  CONSIGNMENT,
  CONSIGNOR,
  COURIER,
  CustodyWorld,
  found,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { codeOf } from "../../testing/fabric/refusals";
import { requireHead } from "../../rules/custody/head";
import { startChain } from "../../rules/custody/chain";
import { CONTENT, customsOf, HERE, passOn, perform, personOf, worldAt } from "../../testing/custody/acts";
import { storedHead } from "../../testing/custody/hostile";

let world: CustodyWorld;
beforeEach(async () => {
  world = await worldAt("the carriers'");
});

/** What a transaction wrote into collections besides confidential parts: whose, on which event, and whether it is locked now. */
function consentsOf({ privateWrites }: Pick<RunOutcome<unknown>, "privateWrites">): readonly string[] {
  return privateWrites
    .filter(({ key }) => key.startsWith("consent/"))
    .map(({ organisation, key, value }) => {
      const [said] = Object.keys(JSON.parse(value) as object).filter((name) => name !== "event");
      const locked = world.ledger.locked.has(`${organisation} ${key}`) ? ", for good" : "";
      return `${organisation} of ${key.split(":")[1] ?? ""}: ${said ?? ""}${locked}`;
    });
}

describe("what organisations say of an event in their own collections", () => {
  it("is nothing where keepers act and the goods stay with an organisation", async () => {
    const input = world.handoff(terms({ transfer: 2, eventTime: "2026-11-23T09:00:00Z" }), found());
    expect(consentsOf(await perform(world.ledger, "handOff", input, { caller: COURIER }))).toEqual([]);
    const setting = { ...customsOf("GB"), parts: CONTENT.incident };
    const run = await perform(world.ledger, "reportIncident", { ...HERE, place: "GBFXT", code: "1" }, setting);
    expect(consentsOf(run)).toEqual([]);
  });

  it("is that they have the goods, or have given them up, where these pass", async () => {
    const given = terms({ transfer: 2, receivedBy: WAREHOUSE, eventTime: "2026-11-23T09:00:00Z" });
    const run = await perform(world.ledger, "handOff", world.handoff(given, found()), { caller: COURIER });
    expect(consentsOf(run)).toEqual(["CarriersMSP of 2: givenUpBy, for good", "AEAuthorityMSP of 3: received"]);
  });

  it("is that they stand by what one of their people did, where they do not keep the head", async () => {
    const setting = { ...customsOf("AE"), parts: CONTENT.incident };
    const run = await perform(world.ledger, "reportIncident", { ...HERE, code: "1" }, setting);
    expect(consentsOf(run)).toEqual(["AEAuthorityMSP of 3: acted, for good"]);
    const offered = terms({ transfer: 2, receivedBy: WAREHOUSE });
    await perform(world.ledger, "propose", { ...offered, timeClass: "ACT" }, personOf(CARRIER_1));
    const refusal = { consignment: CONSIGNMENT, transfer: 2, refusedBy: WAREHOUSE, code: "INCD" as const };
    const refused = await perform(
      world.ledger,
      "refuse",
      { ...refusal, eventTime: HERE.eventTime },
      personOf(WAREHOUSE),
    );
    expect(consentsOf(refused)).toEqual(["AEAuthorityMSP of 5: acted, for good"]);
  });

  it("says of each receipt anew, so that an earlier one proves nothing", async () => {
    await passOn(world, { receivedBy: WAREHOUSE });
    await passOn(world, { receivedBy: CARRIER_2 });
    const collection = world.ledger.collections.get("CarriersMSP")!;
    const { receivedEvent } = storedHead(world.ledger);
    const key = consentKey("custody", `${CONSIGNMENT}:${receivedEvent.sequence.toString()}:${receivedEvent.txId}`);
    expect([...collection.keys()].filter((one) => one.startsWith("consent/custody/"))).toHaveLength(2);
    collection.delete(key);
    expect(await codeOf(world.head())).toBe("CUSTODY_NOT_ENDORSED");
  });
});

describe("keepers that rely on another members' record", () => {
  const disagree = (organisation: string) =>
    world.ledger.collections.get(organisation)?.set(proofKey("members", MEMBERS_REFERENCE), "another");

  it("are not asked to endorse", async () => {
    disagree("CarriersMSP");
    const setting = { ...customsOf("AE"), parts: CONTENT.incident };
    const reporting = perform(world.ledger, "reportIncident", { ...HERE, code: "1" }, setting);
    expect(await codeOf(reporting)).toBe("MEMBERS_DISAGREE");
  });

  it("do not keep anybody from reading", async () => {
    disagree("CarriersMSP");
    expect(await codeOf(world.head())).toBe("no error");
  });
});

describe("a chain of somebody who is no state's authority", () => {
  it.each(["CARRIERS-CN-0001", "ZZ-CN-0001"])("is none: %s", async (consignment) => {
    const start = {
      consignment,
      routeStates: ["GB", "PK"],
      custodian: CARRIER_1,
      custodianMsp: "CarriersMSP",
      sealState: "intact" as const,
      certificates: [],
      eventTime: "2026-11-23T08:00:00Z",
      place: "GBFXT",
    };
    const starting = world.ledger.run({ caller: { mspId: "CarriersMSP" } }, (tx) => startChain(tx, start));
    expect(await codeOf(starting)).toBe(consignment.startsWith("ZZ") ? "NOT_A_MEMBER" : "no error");
    expect(await codeOf(world.ledger.run({}, (tx) => requireHead(tx, consignment)))).toBe("NOT_FOUND");
  });

  it("cannot be begun a second time, and the goods are the owner's first", async () => {
    const again = await CustodyWorld.start(CONSIGNOR);
    const start = {
      consignment: CONSIGNMENT,
      routeStates: ["GB", "PK"],
      custodian: CONSIGNOR,
      custodianMsp: "GBAuthorityMSP",
      sealState: "intact" as const,
      certificates: [],
      eventTime: "2026-11-23T08:00:00Z",
      place: "GBFXT",
    };
    expect(await codeOf(again.ledger.run({}, (tx) => startChain(tx, start)))).toBe("ALREADY_EXISTS");
    expect(storedHead(again.ledger)).toMatchObject({ custodian: CONSIGNOR, keepers: ["GBAuthorityMSP"], count: 1 });
  });
});
