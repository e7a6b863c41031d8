// SPDX-License-Identifier: Apache-2.0

import path from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FaultCode, Leaves } from "../testing/faulty-storage.js";
import { FaultyStorage } from "../testing/faulty-storage.js";
import { TEST_CHAINCODE, TestNetwork, testChaincode } from "../testing/test-network.js";
import { FAILURE_ROWS } from "../testing/damage-rows.js";
import type { Channel } from "./api.js";
import { openChannel } from "./channel.js";
import { checkLedger, damagesOf } from "./repair/check.js";

const NS = TEST_CHAINCODE;
const IMPLICIT = "_implicit_org_AMSP";
const KEYS = ["a", "b", "c"];
const RETRY_MS = 2;
const CODES: readonly (readonly [FaultCode, string, string])[] = [
  ["ENOSPC", "NETWORK_DISK_FULL", "the disk is full"],
  ["EROFS", "NETWORK_LEDGER_NOT_WRITABLE", "the folder may not be written"],
];
const LEAVES: readonly Leaves[] = ["nothing", "half", "everything"];

describe("a ledger whose disk fails", () => {
  let network: TestNetwork;
  let ledgers = 0;

  beforeAll(async () => {
    network = await TestNetwork.create();
  });

  afterAll(() => network.remove());

  /** A new ledger's folder, and how it is opened on a storage. */
  function place(): { state: string; open: (storage?: FaultyStorage) => Promise<Channel>; check: () => Promise<void> } {
    const options = network.options([testChaincode()], `ledger${ledgers++}`, { writeRetryMs: RETRY_MS });
    return {
      state: path.join(options.directory, "state"),
      open: (storage) => openChannel({ ...options, ...(storage === undefined ? {} : { storage }) }),
      check: async () => expect(damagesOf(await checkLedger(options))).toEqual([]),
    };
  }

  const put = (channel: Channel, key: string): ReturnType<TestNetwork["submit"]> =>
    network.submit(channel, {
      run: (simulator) => {
        simulator.putState(NS, key, Buffer.from(`value of ${key}`));
        simulator.putPrivateData(NS, IMPLICIT, key, Buffer.from(`secret of ${key}`));
      },
    });

  function expectThere(channel: Channel, keys: readonly string[]): void {
    const simulator = channel.ledger.newSimulator("AMSP", "query");
    for (const key of keys) {
      expect(Buffer.from(simulator.getState(NS, key) ?? []).toString()).toBe(`value of ${key}`);
      expect(Buffer.from(simulator.getPrivateData(NS, IMPLICIT, key) ?? []).toString()).toBe(`secret of ${key}`);
    }
    simulator.close();
  }

  /** Puts each key until it is taken; gives what was said where it was refused. */
  async function putAll(
    channel: Channel,
    acknowledged: string[],
    refusals: string[],
    isOver: () => boolean,
  ): Promise<void> {
    for (const key of KEYS) {
      while (!acknowledged.includes(key) && !isOver()) {
        try {
          await put(channel, key);
          acknowledged.push(key);
        } catch (error) {
          refusals.push((error as Error).message);
          await after(RETRY_MS);
        }
      }
    }
  }

  /** How many writes the keys take. */
  async function writesOfKeys(): Promise<number> {
    const storage = new FaultyStorage();
    const channel = await place().open(storage);
    const before = storage.writes;
    await putAll(channel, [], [], () => false);
    const { writes } = storage;
    await channel.close();
    return writes - before;
  }

  /** How many writes the first start takes. */
  async function writesOfStart(): Promise<number> {
    const storage = new FaultyStorage();
    await (await place().open(storage)).close();
    return storage.writes;
  }

  async function untilFailed(storage: FaultyStorage): Promise<void> {
    while (!storage.hasFailed) await after(1);
  }

  for (const [fault, code, failure] of CODES) {
    it(`goes on by itself where ${failure} at any write`, async () => {
      const total = await writesOfKeys();
      expect(total).toBeGreaterThan(KEYS.length);
      for (let writes = 0; writes < total; writes++) {
        const storage = new FaultyStorage();
        const { open } = place();
        const channel = await open(storage);
        storage.failAfter(writes, fault);
        const acknowledged: string[] = [];
        const refusals: string[] = [];
        const putting = putAll(channel, acknowledged, refusals, () => false);
        await untilFailed(storage);
        await expect(put(channel, "refused")).rejects.toThrow(code);
        expectThere(channel, acknowledged);
        storage.mend();
        await putting;
        for (const sentence of refusals) expect(sentence).toContain(code);
        expectThere(channel, KEYS);
        await channel.close();
        const again = await open();
        expectThere(again, KEYS);
        await again.close();
      }
    });

    it(`is not started where ${failure}`, async () => {
      const storage = new FaultyStorage();
      const total = await writesOfStart();
      expect(total).toBeGreaterThan(1);
      for (let writes = 0; writes < total; writes++) {
        const { open, check } = place();
        storage.failAfter(writes, fault);
        await expect(open(storage)).rejects.toMatchObject({ code });
        const channel = await open();
        await put(channel, "a");
        await channel.close();
        await check();
      }
      const { open, check } = place();
      const channel = await open();
      await put(channel, "a");
      await channel.close();
      storage.failAfter(0, fault);
      await expect(open(storage)).rejects.toMatchObject({ code });
      const again = await open();
      expectThere(again, ["a"]);
      await again.close();
      await check();
    });
  }

  for (const leaves of LEAVES) {
    it(`opens after a power cut at any write of its first start that leaves ${leaves} of what was not synced`, async () => {
      const total = await writesOfStart();
      for (let writes = 0; writes < total; writes++) {
        const storage = new FaultyStorage();
        const { open, check, state } = place();
        storage.failAfter(writes, "EIO");
        await expect(open(storage)).rejects.toThrow();
        storage.cutPower(state, leaves);
        const again = await open();
        await put(again, "afterwards");
        expectThere(again, ["afterwards"]);
        await again.close();
        await check();
      }
    });

    it(`opens after a power cut at any write that leaves ${leaves} of what was not synced`, async () => {
      const total = await writesOfKeys();
      for (let writes = 0; writes <= total; writes++) {
        const storage = new FaultyStorage();
        const { open, check, state } = place();
        const channel = await open(storage);
        storage.failAfter(writes, "EIO");
        const acknowledged: string[] = [];
        const putting = putAll(channel, acknowledged, [], () => storage.hasFailed);
        if (writes < total) await untilFailed(storage);
        else await putting;
        await channel.close();
        await putting;
        storage.cutPower(state, leaves);
        const again = await open();
        expectThere(again, acknowledged);
        await put(again, "afterwards");
        expectThere(again, [...acknowledged, "afterwards"]);
        await again.close();
        await check();
      }
    });
  }

  it("does so in every row that is told of", () => {
    const played = [...CODES.flatMap(([, , failure]) => [failure, failure]), "the power is cut"];
    expect(FAILURE_ROWS.map(({ failure }) => failure)).toEqual(played);
  });
});
