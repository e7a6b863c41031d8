// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { inspect } from "../areas/checkpoint/inspect";
import { reportIncident, reseal } from "../areas/custody/matters";
import { readHead } from "../areas/custody/read";
import { CHECKPOINT_INSPECT, CUSTODY_REPORT_INCIDENT, CUSTODY_RESEAL } from "@licet/domain";
import { consentKey } from "../fabric/keys";
import { play } from "../testing/fabric/play";
import { revokeKey } from "../areas/party/keys";
import { ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CARRIER_1, CARRIER_2, CONSIGNMENT } from "../testing/worlds/custody-world";
import { EXPORTER, salted } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

const SEALS = salted({ removed: [], affixed: [{ number: "DE1", source: "CUS" }] });
let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

const found = { template: "seal-check", result: "B1", sealsConform: false, countsAgree: true } as const;
const seenBroken = (): Promise<unknown> =>
  play(
    world.ledger,
    CHECKPOINT_INSPECT,
    inspect,
    { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:00:00Z", sealState: "broken", ...found },
    { ...WHO.aeCustoms, parts: { findings: salted({}) } },
  );
const resealedIn = (place: string, setting: object): Promise<unknown> =>
  play(
    world.ledger,
    CUSTODY_RESEAL,
    reseal,
    { consignment: CONSIGNMENT, place, eventTime: "2026-11-23T09:30:00Z" },
    { ...setting, parts: { content: SEALS } },
  );

describe("customs of a state that has nothing to do with the goods", () => {
  it("does not end the seals' being broken, which another state found, by saying that the goods are with it", async () => {
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    await seenBroken();
    expect((await verified(world)).disposition).toBe("stop");
    await outcomeOf(() => resealedIn("DEHAM", WHO.deCustoms));
    expect((await verified(world)).disposition).toBe("stop");
  });

  it("does not write into the head that the seals are broken", async () => {
    const content = salted({ text: "door forced", equipment: [{ seals: [] }], numberOfSeals: 1 });
    const input = { consignment: CONSIGNMENT, code: "2" as const, place: "DEHAM", eventTime: "2026-11-23T09:30:00Z" };
    const attempt = () =>
      play(world.ledger, CUSTODY_REPORT_INCIDENT, reportIncident, input, { ...WHO.deCustoms, parts: { content } });
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });
});

const revoked = (party: string, from: string, time: string): Promise<unknown> =>
  world.ledger.run({ caller: { mspId: "CarriersMSP", role: "registrar" }, time }, (tx) =>
    revokeKey(tx, {
      party,
      algorithm: "secp256k1",
      address: world.custody.address(party),
      from,
      reason: "key-compromised",
    }),
  );

describe("whoever has a stolen key", () => {
  beforeEach(async () => {
    await world.custody.runHandoff(
      { releasedBy: EXPORTER, receivedBy: CARRIER_1, eventTime: "2026-11-23T08:10:00Z" },
      { acceptedAt: "2026-11-23T08:10:00Z" },
    );
  });

  it("gains nothing by claiming that it signed before the key was stolen", async () => {
    // Stolen at 09:00. At 10:00 (time of the ledger) the thief signs for the carrier, and claims 08:30.
    await world.custody.runHandoff(
      { transfer: 2, releasedBy: CARRIER_1, receivedBy: CARRIER_2, eventTime: "2026-11-23T08:30:00Z" },
      { acceptedAt: "2026-11-23T08:31:00Z" },
    );
    await revoked(CARRIER_1, "2026-11-23T09:00:00Z", "2026-11-23T11:00:00.000Z");
    expect((await verified(world, { ...WHO.customs, time: "2026-11-23T12:00:00.000Z" })).disposition).toBe("stop");
  });

  it("does not launder the goods by one more transfer", async () => {
    const { CARRIER_3 } = await import("../testing/worlds/custody-world.js");
    await world.custody.register(CARRIER_3);
    await world.custody.runHandoff(
      { transfer: 2, releasedBy: CARRIER_1, receivedBy: CARRIER_2, eventTime: "2026-11-23T09:30:00Z" },
      { acceptedAt: "2026-11-23T09:31:00Z" },
    );
    await world.custody.runHandoff(
      { transfer: 3, releasedBy: CARRIER_2, receivedBy: CARRIER_3, eventTime: "2026-11-23T09:40:00Z" },
      { acceptedAt: "2026-11-23T09:41:00Z" },
    );
    await revoked(CARRIER_1, "2026-11-23T09:00:00Z", "2026-11-23T11:00:00.000Z");
    expect((await verified(world, { ...WHO.customs, time: "2026-11-23T12:00:00.000Z" })).disposition).toBe("stop");
  });
});

describe("the custodian's organisation takes back what it said", () => {
  it("and does not keep customs from recording what it sees", async () => {
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    const { result: head } = await world.ledger.run({}, (tx) => readHead(tx, { consignment: CONSIGNMENT }));
    const { sequence, txId } = head.receivedEvent;
    const event = `${CONSIGNMENT}:${sequence.toString()}:${txId}`;
    expect(world.ledger.collections.get("CarriersMSP")?.delete(consentKey("custody", event))).toBe(true);
    expect(world.ledger.locked.has(`CarriersMSP ${consentKey("custody", event)}`)).toBe(false);
    expect((await verified(world)).disposition).toBe("stop");
    expect(await outcomeOf(seenBroken)).toBe("accepted");
  });
});
