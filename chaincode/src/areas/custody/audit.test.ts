// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  CustodyWorld,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { codeOf } from "../../testing/fabric/refusals";
import { audit } from "./audit";
import { listEvents } from "./read";

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});

describe("custody:ListEvents and custody:Audit", () => {
  const chain = [CARRIER_1, CARRIER_2, WAREHOUSE, CARRIER_3, CARRIER_1];

  beforeEach(async () => {
    for (let transfer = 1; transfer < chain.length; transfer += 1) {
      const at = `2026-11-23T09:0${transfer.toString()}:00Z`;
      const given = { transfer, releasedBy: chain[transfer - 1]!, receivedBy: chain[transfer]!, eventTime: at };
      await world.runHandoff(given, { acceptedAt: at });
    }
  });

  const auditAll = async (pageSize: number): Promise<{ checked: number; signatures: number; codes: string[] }> => {
    const sum = { checked: 0, signatures: 0, codes: [] as string[] };
    let bookmark = "";
    do {
      const input = { consignment: CONSIGNMENT, pageSize, bookmark };
      const { result } = await world.ledger.run({}, (tx) => audit(tx, input));
      sum.checked += result.checked;
      sum.signatures += result.signatures;
      sum.codes.push(...result.problems.map(({ code }) => code));
      ({ bookmark } = result);
    } while (bookmark !== "");
    return sum;
  };

  it.each([1, 2, 100])("finds an honest chain whole, %i events a page", async (pageSize) => {
    expect(await auditAll(pageSize)).toEqual({ checked: 5, signatures: 8, codes: [] });
  });

  const eventKeyAt = (sequence: number): string =>
    [...world.ledger.state.keys()].find(
      (key) => key.includes("custody-event") && key.includes(sequence.toString().padStart(9, "0")),
    )!;

  it("finds a changed event", async () => {
    const key = eventKeyAt(3);
    world.ledger.state.set(key, world.ledger.state.get(key)!.replace("AEJEA", "IRBND"));
    expect((await auditAll(100)).codes).toEqual(["link-broken"]);
    const list = world.ledger.run({}, (tx) => listEvents(tx, { consignment: CONSIGNMENT, pageSize: 10, bookmark: "" }));
    expect(await codeOf(list)).toBe("CUSTODY_CHAIN_BROKEN");
  });

  it("finds a receiver that never endorsed", async () => {
    const collection = world.ledger.collections.get("AEAuthorityMSP")!;
    for (const key of [...collection.keys()]) if (key.startsWith("consent/custody/")) collection.delete(key);
    expect((await auditAll(100)).codes).toEqual(["receiver-not-endorsed"]);
  });

  it("pages through the events and refuses a bookmark of another chain", async () => {
    const page = async (bookmark: string): Promise<{ items: readonly unknown[]; bookmark: string }> =>
      (await world.ledger.run({}, (tx) => listEvents(tx, { consignment: CONSIGNMENT, pageSize: 3, bookmark }))).result;
    const first = await page("");
    const second = await page(first.bookmark);
    expect([first.items.length, second.items.length, second.bookmark]).toEqual([3, 2, ""]);
    for (const bookmark of ["0", "01", "6", "-1", "1e0", " 2", `${CONSIGNMENT}:1:${"0".repeat(64)}`]) {
      expect(await codeOf(page(bookmark))).toBe("INVALID_INPUT");
    }
  });
});
