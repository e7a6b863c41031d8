// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CUSTODY_REFUSAL, custodyRefusalMessage, type TransferTerms } from "@licet/domain";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  COURIER,
  CustodyWorld,
  found,
  terms,
} from "../../testing/worlds/custody-world";
import { refusalOf } from "../../testing/fabric/refusals";
import { accept, cancel, refuse } from "./answer";
import { propose } from "./propose";

const carrier1 = { mspId: "CarriersMSP", role: "carrier", party: CARRIER_1, officer: "c1" } as const;
const carrier2 = { mspId: "CarriersMSP", role: "carrier", party: CARRIER_2, officer: "c2" } as const;

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});
const refusal = (action: () => Promise<unknown>): Promise<string> => refusalOf(world.ledger, action);

describe("custody:Propose, Accept, Refuse, Cancel", () => {
  const proposal = (given: Partial<TransferTerms> = {}): Promise<unknown> =>
    world.ledger.run({ caller: carrier1 }, (tx) => propose(tx, { ...terms(given), timeClass: "ACT" }));

  it("passes custody in two transactions", async () => {
    await proposal();
    expect((await world.head()).pending?.receivedBy).toBe(CARRIER_2);
    await world.ledger.run({ caller: carrier2 }, (tx) => accept(tx, { ...terms(), accepted: found() }));
    expect(await world.head()).toMatchObject({ custodian: CARRIER_2, count: 3, transfers: 1 });
    expect((await world.head()).pending).toBeUndefined();
  });

  it("lets only the named party answer, on the terms proposed", async () => {
    await proposal();
    const wrong = { ...terms({ receivedBy: CARRIER_3 }), accepted: found() };
    expect(await refusal(() => world.ledger.run({ caller: carrier2 }, (tx) => accept(tx, wrong)))).toBe(
      "NOT_NAMED_PARTY",
    );
    const other = { ...terms({ place: "PKBQM" }), accepted: found() };
    expect(await refusal(() => world.ledger.run({ caller: carrier2 }, (tx) => accept(tx, other)))).toBe(
      "PROPOSAL_TERMS_DIFFER",
    );
    const own = { ...terms(), accepted: found() };
    expect(await refusal(() => world.ledger.run({ caller: carrier1 }, (tx) => accept(tx, own)))).toBe(
      "PARTY_NOT_REPRESENTED",
    );
  });

  it("holds one open proposal at a time", async () => {
    await proposal();
    expect(await refusal(() => proposal())).toBe("CUSTODY_PROPOSAL_PENDING");
    expect(await refusal(() => world.runHandoff())).toBe("CUSTODY_PROPOSAL_PENDING");
  });

  it("refuses answers to nothing", async () => {
    const input = { consignment: CONSIGNMENT, eventTime: "2026-11-23T09:00:00Z" };
    expect(await refusal(() => world.ledger.run({ caller: carrier1 }, (tx) => cancel(tx, input)))).toBe(
      "NO_CUSTODY_PROPOSAL",
    );
  });

  it("ends by a signed refusal, and by the custodian's cancelling", async () => {
    await proposal();
    const input = {
      consignment: CONSIGNMENT,
      transfer: 1,
      refusedBy: CARRIER_2,
      code: "DISE" as const,
      eventTime: "2026-11-23T09:30:00Z",
    };
    const signature = world.sign(CARRIER_2, CUSTODY_REFUSAL, custodyRefusalMessage(input));
    await world.ledger.run({ caller: COURIER }, (tx) => refuse(tx, { ...input, signature }));
    expect(await world.head()).toMatchObject({ custodian: CARRIER_1, count: 3, transfers: 1 });
    await proposal({ transfer: 2 });
    const cancelling = { consignment: CONSIGNMENT, eventTime: "2026-11-23T09:40:00Z" };
    expect(await refusal(() => world.ledger.run({ caller: carrier2 }, (tx) => cancel(tx, cancelling)))).toBe(
      "PARTY_NOT_REPRESENTED",
    );
    await world.ledger.run({ caller: carrier1 }, (tx) => cancel(tx, cancelling));
    expect((await world.head()).pending).toBeUndefined();
  });

  it("takes a plan ahead of time, and no actual event", async () => {
    const ahead = { ...terms({ eventTime: "2026-11-24T10:00:00Z" }), timeClass: "ACT" as const };
    expect(await refusal(() => world.ledger.run({ caller: carrier1 }, (tx) => propose(tx, ahead)))).toBe(
      "EVENT_TIME_IN_FUTURE",
    );
    await world.ledger.run({ caller: carrier1 }, (tx) => propose(tx, { ...ahead, timeClass: "PLN" }));
    expect((await world.head()).pending?.receivedBy).toBe(CARRIER_2);
  });
});
