// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { auditOf, CONTENT, perform, personOf } from "../../testing/custody/acts";
import { storedEvents } from "../../testing/custody/hostile";
import { codeOf } from "../../testing/fabric/refusals";
import { CARRIER_1, CARRIER_2, CARRIER_3, CONSIGNMENT, CustodyWorld } from "../../testing/worlds/custody-world";

const PARTIES = [CARRIER_1, CARRIER_2, CARRIER_3, CARRIER_1, CARRIER_2];
const timeOf = (minute: number): string => `2026-11-23T09:${minute.toString().padStart(2, "0")}:00Z`;

let world: CustodyWorld;
let minute: number;

/** Hands the goods on at a place, to the next carrier. */
async function handOver(place: string): Promise<string> {
  const { custodian, transfers } = await world.head();
  const eventTime = timeOf((minute += 1));
  const terms = {
    transfer: transfers + 1,
    releasedBy: custodian,
    receivedBy: PARTIES[transfers + 1]!,
    place,
    eventTime,
  };
  return codeOf(world.runHandoff(terms, { acceptedAt: eventTime }));
}

async function report(place: string): Promise<void> {
  const setting = { ...personOf((await world.head()).custodian), parts: CONTENT.incident };
  const input = { consignment: CONSIGNMENT, place, code: "1" as const, eventTime: timeOf((minute += 1)) };
  await perform(world.ledger, "reportIncident", input, setting);
}

beforeEach(() => {
  minute = 10;
});

describe.each([
  ["a chain that names its places", { route: ["GBFXT", "AEJEA", "PKBQM"] }],
  ["a chain that began before chains did", {}],
] as const)("goods of %s", (_name, settled) => {
  beforeEach(async () => {
    world = await CustodyWorld.start(CARRIER_1, [], "route" in settled ? { route: [...settled.route] } : {});
  });

  it("are not handed over at a place that they have passed, and are where they are", async () => {
    expect([await handOver("AEJEA"), await handOver("GBFXT")]).toEqual(["no error", "PLACE_PASSED"]);
    expect([await handOver("AEJEA"), await handOver("PKBQM"), await handOver("AEJEA")]).toEqual([
      "no error",
      "no error",
      "PLACE_PASSED",
    ]);
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("come back where somebody has reported why, and go out again from there", async () => {
    await handOver("AEJEA");
    await report("AEJEA");
    expect([await handOver("GBFXT"), await handOver("AEJEA"), await handOver("GBFXT")]).toEqual([
      "no error",
      "no error",
      "PLACE_PASSED",
    ]);
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("say how far they have come in every event, or in none", async () => {
    await handOver("AEJEA");
    const said = storedEvents(world.ledger).map(({ entry }) => entry.after.reached?.position);
    expect(said).toEqual("route" in settled ? [0, 1] : [undefined, undefined]);
  });
});
