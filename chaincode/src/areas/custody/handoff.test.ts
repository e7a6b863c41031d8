// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type AcceptanceFindings, commitmentOf, type TransferTerms } from "@licet/domain";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  COURIER,
  CustodyWorld,
  found,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { codeOf, refusalOf } from "../../testing/fabric/refusals";
import { handOff } from "./handoff";
import { counted, headKey } from "../../testing/custody/hostile";

const SALT = "a5".repeat(32);
const carrier1 = { mspId: "CarriersMSP", role: "carrier", party: CARRIER_1, officer: "c1" } as const;

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});
const refusal = (action: () => Promise<unknown>): Promise<string> => refusalOf(world.ledger, action);

describe("custody:Handoff", () => {
  it("passes custody with both signatures", async () => {
    const input = world.handoff(terms(), found());
    const { result, event, writes, privateWrites } = await world.ledger.run({ caller: COURIER }, (tx) =>
      handOff(tx, input),
    );
    expect(result).toMatchObject({ sequence: 2, custodian: CARRIER_2, sealState: "intact", late: false });
    expect(event).toMatchObject({
      consignment: CONSIGNMENT,
      transfer: 1,
      releasedBy: CARRIER_1,
      receivedBy: CARRIER_2,
    });
    expect([...writes.keys()]).toHaveLength(2);
    expect(privateWrites).toEqual([]);
    expect(await world.head()).toMatchObject({ custodian: CARRIER_2, count: 2, transfers: 1 });
  });

  const callsOf = async (given: Partial<TransferTerms>): Promise<Record<string, number>> => {
    const input = world.handoff(terms(given), found());
    const { result } = await world.ledger.run({ caller: COURIER }, async (tx) => {
      const watched = counted(tx);
      await handOff(watched.tx, input);
      return watched.calls;
    });
    return Object.fromEntries(result);
  };
  const authorities = 5;

  const overrides = 1;

  it("asks the ledger little: head and consent, two parties and keys, consignment and licence, what each authority says, event and head", async () => {
    expect(await callsOf({})).toEqual({
      "private.hash": 2 + 2 + 2 + 2 + authorities + overrides,
      "state.get": 1 + 2 + 2 + 2,
      "state.put": 2,
      "state.lock": 1,
    });
  });

  it("asks more only where another organisation takes the goods: whether it can rely on the head and its beginning, and both consents", async () => {
    expect(await callsOf({ receivedBy: WAREHOUSE })).toEqual({
      "private.hash": 2 + 2 + 2 + 2 + authorities + overrides + 1,
      "private.isLocked": 1 + 1,
      "private.put": 2,
      "private.lock": 1,
      "state.get": 1 + 2 + 2 + 2 + 1,
      "state.put": 2,
      "state.lock": 1,
      "state.setEndorsers": 1,
    });
  });

  it("gives the head into the keeping of the owner's and the receiving organisation", async () => {
    await world.runHandoff({ receivedBy: WAREHOUSE });
    const keepers = ["AEAuthorityMSP", "GBAuthorityMSP"];
    expect(world.ledger.endorsers.get(headKey(world.ledger))).toEqual(keepers);
    expect(await world.head()).toMatchObject({ custodian: WAREHOUSE, custodianMsp: "AEAuthorityMSP", keepers });
  });

  it("refuses a head whose receiver did not endorse", async () => {
    await world.runHandoff({ receivedBy: WAREHOUSE });
    world.ledger.collections.get("AEAuthorityMSP")?.clear();
    expect(await codeOf(world.head())).toBe("CUSTODY_NOT_ENDORSED");
  });

  it.each<[string, Partial<TransferTerms>, Partial<AcceptanceFindings>, { release?: string; acceptance?: string }]>([
    ["NOT_CUSTODIAN", { releasedBy: CARRIER_3 }, {}, {}],
    ["SAME_PARTY", { receivedBy: CARRIER_1 }, {}, {}],
    ["TRANSFER_NUMBER_WRONG", { transfer: 2 }, {}, {}],
    ["CUSTODY_TIME_BEFORE_LAST", { eventTime: "2026-11-23T07:59:59Z" }, {}, {}],
    ["CUSTODY_TIME_BEFORE_LAST", {}, { acceptedAt: "2026-11-23T12:59:00+04:00" }, {}],
    ["EVENT_TIME_IN_FUTURE", {}, { acceptedAt: "2026-11-23T10:30:00Z" }, {}],
    ["SIGNER_NOT_ACCEPTED", {}, {}, { release: CARRIER_3 }],
    ["SIGNER_NOT_ACCEPTED", {}, {}, { acceptance: CARRIER_3 }],
    ["INVALID_CONFIDENTIAL_INPUT", { content: "0".repeat(64) }, {}, {}],
  ])("answers %s to %o %o %o and writes nothing", async (code, given, accepted, signers) => {
    expect(await refusal(() => world.runHandoff(given, accepted, signers))).toBe(code);
  });

  it("refuses the same handoff a second time", async () => {
    const input = world.handoff(terms(), found());
    await world.ledger.run({ caller: COURIER }, (tx) => handOff(tx, input));
    expect(await refusal(() => world.ledger.run({ caller: COURIER }, (tx) => handOff(tx, input)))).toBe(
      "NOT_CUSTODIAN",
    );
  });

  it("refuses a signature over other terms", async () => {
    const input = { ...world.handoff(terms(), found()), place: "PKBQM" };
    expect(await refusal(() => world.ledger.run({ caller: COURIER }, (tx) => handOff(tx, input)))).toBe(
      "SIGNER_NOT_ACCEPTED",
    );
  });

  it("refuses without signature where the caller acts for neither", async () => {
    const input = { ...world.handoff(terms(), found()), releaseSignature: undefined };
    expect(await refusal(() => world.ledger.run({ caller: COURIER }, (tx) => handOff(tx, input)))).toBe(
      "PARTY_NOT_REPRESENTED",
    );
    const impostor = { ...carrier1, mspId: "DEAuthorityMSP" };
    expect(await refusal(() => world.ledger.run({ caller: impostor }, (tx) => handOff(tx, input)))).toBe(
      "PARTY_NOT_REPRESENTED",
    );
    await world.ledger.run({ caller: carrier1 }, (tx) => handOff(tx, input));
    expect(await world.head()).toMatchObject({ custodian: CARRIER_2 });
  });

  it("keeps confidential content in both organisations' collections only", async () => {
    const content = { salt: SALT, content: { seals: [{ number: "FX1234567", source: "CAR" as const }] } };
    const given = terms({ receivedBy: WAREHOUSE, content: commitmentOf(content) });
    const input = world.handoff(given, found());
    const run = await world.ledger.run({ caller: COURIER, parts: { content } }, (tx) => handOff(tx, input));
    expect([...run.writes.values()].join()).not.toContain("FX1234567");
    const holders = run.privateWrites.filter(({ value }) => value.includes("FX1234567"));
    expect(holders.map(({ organisation }) => organisation)).toEqual(["CarriersMSP", "AEAuthorityMSP"]);
    const tampered = { salt: SALT, content: {} };
    const next = world.handoff(
      terms({
        ...given,
        transfer: 2,
        releasedBy: WAREHOUSE,
        receivedBy: CARRIER_3,
        eventTime: found().acceptedAt,
      }),
      found(),
    );
    expect(
      await refusal(() =>
        world.ledger.run({ caller: COURIER, parts: { content: tampered } }, (tx) => handOff(tx, next)),
      ),
    ).toBe("COMMITMENT_MISMATCH");
  });

  it("records differing counts and never lets a broken seal heal by looking at it", async () => {
    await world.runHandoff({}, { countsAgree: false, sealState: "broken" });
    expect(await world.head()).toMatchObject({ openMatters: [{ kind: "difference" }], sealState: "broken" });
    const next = { transfer: 2, releasedBy: CARRIER_2, receivedBy: CARRIER_3, eventTime: "2026-11-23T09:30:00Z" };
    const at = { acceptedAt: "2026-11-23T09:30:00Z" };
    expect(await refusal(() => world.runHandoff(next, at))).toBe("SEAL_STATE_CONFLICT");
    await world.runHandoff({ ...next, sealState: "broken" }, { ...at, sealState: "not-checked" });
    expect(await world.head()).toMatchObject({ custodian: CARRIER_3, sealState: "broken" });
  });

  it("marks an event that comes a day late", async () => {
    const input = world.handoff(terms(), found());
    const run = await world.ledger.run({ caller: COURIER, time: "2026-11-25T10:00:00.000Z" }, (tx) =>
      handOff(tx, input),
    );
    expect(run.result.late).toBe(true);
  });
});

describe("any order of handoffs", () => {
  it("keeps exactly one custodian, who is the last one that accepted", async () => {
    const parties = [CARRIER_1, CARRIER_2, CARRIER_3, WAREHOUSE];
    const step = fc.record({
      releasedBy: fc.constantFrom(...parties),
      receivedBy: fc.constantFrom(...parties),
      transfer: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        world = await CustodyWorld.start();
        let custodian = CARRIER_1;
        let transfers = 0;
        for (const { releasedBy, receivedBy, transfer } of steps) {
          const fits = releasedBy === custodian && receivedBy !== releasedBy && transfer === transfers + 1;
          const code = await codeOf(
            world.runHandoff({ releasedBy, receivedBy, transfer, eventTime: "2026-11-23T09:10:00Z" }),
          );
          expect(code === "no error").toBe(fits);
          if (fits) {
            custodian = receivedBy;
            transfers += 1;
          }
          expect(await world.head()).toMatchObject({ custodian, transfers, count: transfers + 1 });
        }
      }),
      { numRuns: 25 },
    );
  });
});
