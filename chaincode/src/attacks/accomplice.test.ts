// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { inspect } from "../areas/checkpoint/inspect";
import { forgeEvents, headKey, mayWrite, storedEvents } from "../testing/custody/hostile";
import { canonicalJson, CHECKPOINT_INSPECT, eventId } from "@licet/domain";
import { consentKey } from "../fabric/keys";
import { play } from "../testing/fabric/play";
import { ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT, WAREHOUSE } from "../testing/worlds/custody-world";
import { EXPORTER, salted } from "../testing/worlds/licence-world";
import { auditOf } from "../testing/custody/acts";
import { outcomeOf, verified } from "./world";

const KEEPERS = ["CarriersMSP", "GBAuthorityMSP"];
const FORGED_TX = "ab".repeat(32);

describe("the registering state and the carriers conspire, after a third state has had the goods", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.withConsignment();
    await world.release();
    await world.custody.register(WAREHOUSE);
    const at = (minute: string) => `2026-11-23T08:${minute}:00Z`;
    const pass = (transfer: number, releasedBy: string, receivedBy: string, seals: "intact" | "broken" = "intact") =>
      world.custody.runHandoff(
        { transfer, releasedBy, receivedBy, eventTime: at(`1${transfer.toString()}`), sealState: seals },
        { acceptedAt: at(`1${transfer.toString()}`), sealState: seals },
      );
    await pass(1, EXPORTER, CARRIER_1);
    await pass(2, CARRIER_1, WAREHOUSE);
    const seen = { template: "seal-check", result: "A5", sealsConform: false, countsAgree: true } as const;
    await play(
      world.ledger,
      CHECKPOINT_INSPECT,
      inspect,
      { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:00:00Z", sealState: "broken", ...seen },
      { ...WHO.aeCustoms, parts: { findings: salted({}) } },
    );
    await pass(3, WAREHOUSE, CARRIER_1, "broken");
    expect((await verified(world)).disposition).toBe("stop");
  });

  /** The head leads to other events from the second on: custody went from the exporter to the carrier, and nothing happened. */
  function erase(): void {
    const { ledger } = world;
    const [, second] = storedEvents(ledger);
    const place = { sequence: 2, txId: FORGED_TX };
    const after = { ...second!.entry.after, custodyEvent: place, receivedEvent: place };
    expect(mayWrite(ledger, headKey(ledger), KEEPERS)).toBe(true);
    forgeEvents(ledger, 2, () => [{ ...second!.entry, txId: FORGED_TX, after }]);
    const id = eventId(CONSIGNMENT, place);
    ledger.collections.get("CarriersMSP")!.set(consentKey("custody", id), canonicalJson({ event: id, received: true }));
  }

  it("and do not erase it, and what it found, from the verdict", async () => {
    erase();
    expect(await auditOf(world.ledger)).not.toEqual([]);
    expect((await verified(world)).disposition).not.toBe("may-pass");
  });

  it("and nobody takes the goods over on such a head", async () => {
    erase();
    const attempt = () =>
      world.custody.runHandoff(
        { transfer: 2, releasedBy: CARRIER_1, receivedBy: WAREHOUSE, eventTime: "2026-11-23T09:20:00Z" },
        { acceptedAt: "2026-11-23T09:20:00Z" },
      );
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });

  it("and an audit sees it, also where they begin the chain anew", async () => {
    const { ledger } = world;
    const [first, second] = storedEvents(ledger);
    const places = [1, 2].map((sequence) => ({ sequence, txId: FORGED_TX }));
    const [start, received] = places as [(typeof places)[0], (typeof places)[0]];
    const began = { ...first!.entry.after, custodyEvent: start, receivedEvent: start };
    const after = { ...second!.entry.after, custodyEvent: received, receivedEvent: received };
    forgeEvents(ledger, 1, () => [
      { ...first!.entry, txId: FORGED_TX, after: began },
      { ...second!.entry, txId: FORGED_TX, after },
    ]);
    const [from, to] = places.map((place) => eventId(CONSIGNMENT, place)) as [string, string];
    const consents = { GBAuthorityMSP: [from, { givenUpBy: to }], CarriersMSP: [to, { received: true }] } as const;
    for (const [organisation, [event, consent]] of Object.entries(consents)) {
      const value = canonicalJson({ event, ...consent });
      ledger.collections.get(organisation)!.set(consentKey("custody", event), value);
    }
    expect(await auditOf(ledger)).not.toEqual([]);
    expect((await verified(world)).disposition).not.toBe("may-pass");
  });
});
