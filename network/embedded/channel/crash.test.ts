// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { common } from "@hyperledger/fabric-protos";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "./api.js";
import { openChannel } from "./channel.js";
import { parseEnvelope, readResults } from "../protocol/envelope.js";
import { isDeletion, type KvWrite } from "../protocol/rwset.js";
import { present, TEST_CHAINCODE, TestNetwork } from "../testing/test-network.js";

const { HeaderType } = common;
/** `npm run test:full` sets TEST_FULL; the fifth worker is the first after one that was killed early. */
const KILLS = process.env["TEST_FULL"] === "1" ? 14 : 5;
/** The worker is killed so many milliseconds after it has opened the ledger at most. */
const LATEST_KILL_MS = 700;
/** Every so many runs it is killed while it starts and recovers, within so many milliseconds. */
const EARLY_EVERY = 4;
const EARLY_KILL_MS = 900;
const NS = TEST_CHAINCODE;
const IMPLICIT = "_implicit_org_AMSP";
const WORKER = fileURLToPath(new URL("../dist/testing/crash-worker.js", import.meta.url));

interface Reported {
  readonly txId: string;
  readonly key: string;
}

/** Starts the worker, kills it without warning at a random moment, and returns what it had been told is VALID. */
function writeUntilKilled(directory: string, run: number): Promise<Reported[]> {
  return new Promise((resolve, reject) => {
    const worker = spawn(process.execPath, [WORKER, directory, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    let timer: NodeJS.Timeout | undefined;
    const killWithin = (ms: number): void => {
      timer ??= setTimeout(() => worker.kill("SIGKILL"), Math.random() * ms);
    };
    if (run % EARLY_EVERY === EARLY_EVERY - 1) killWithin(EARLY_KILL_MS);
    worker.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      killWithin(LATEST_KILL_MS);
    });
    worker.once("error", reject);
    worker.once("close", (code, signal) => {
      clearTimeout(timer);
      if (signal !== "SIGKILL") reject(new Error(`the worker ended by itself with code ${String(code)}`));
      // A line cut off by the kill does not match.
      else
        resolve(
          [...output.matchAll(/^valid ([0-9a-f]{64}) (\S+)\n/gm)].map(([, txId = "", key = ""]) => ({ txId, key })),
        );
    });
  });
}

function applyWrites(state: Map<string, string>, writes: readonly KvWrite[]): void {
  for (const write of writes) {
    if (isDeletion(write)) state.delete(write.key);
    else state.set(write.key, Buffer.from(write.value).toString());
  }
}

/** World state as the blocks' valid transactions make it, computed apart from the ledger's own replay. */
async function stateFromBlocks(channel: Channel): Promise<Map<string, string>> {
  const state = new Map<string, string>();
  let previous = Buffer.alloc(0);
  const { height, currentBlockHash } = channel.ledger.info();
  for (let number = 0n; number < height; number++) {
    const block = present(await channel.ledger.block(number));
    expect(Buffer.from(present(block.decoded().getHeader()).getPreviousHash_asU8())).toEqual(previous);
    previous = Buffer.from(block.hash);
    for (const { code, type, envelope } of block.transactions) {
      if (type !== HeaderType.ENDORSER_TRANSACTION || code !== 0) continue;
      const { rwset } = readResults(parseEnvelope(envelope));
      for (const { namespace, writes } of rwset) if (namespace === NS) applyWrites(state, writes);
    }
  }
  expect(previous).toEqual(Buffer.from(currentBlockHash));
  return state;
}

async function stateFromLedger(channel: Channel): Promise<Map<string, string>> {
  const simulator = channel.ledger.newSimulator("AMSP", "check");
  const state = new Map<string, string>();
  const range = simulator.rangeQuery(NS, "", "");
  do {
    for (const { key, value } of await range.next(1_000)) state.set(key, Buffer.from(value).toString());
  } while (!range.exhausted);
  simulator.close();
  return state;
}

/** Everything reported VALID is there, with its public and its private part. */
function checkReported(channel: Channel, reported: readonly Reported[]): void {
  const simulator = channel.ledger.newSimulator("AMSP", "check");
  for (const { txId, key } of reported) {
    expect(channel.ledger.transactionStatus(txId)?.code).toBe(0);
    expect(Buffer.from(simulator.getState(NS, key) ?? []).toString()).toBe(`value of ${key}`);
    expect(Buffer.from(simulator.getPrivateData(NS, IMPLICIT, key) ?? []).toString()).toBe(`secret of ${key}`);
  }
  simulator.close();
}

describe("the ledger after a crash", () => {
  let network: TestNetwork;

  beforeEach(async () => {
    network = await TestNetwork.create();
  });

  afterEach(() => network.remove());

  const put = (channel: Channel, key: string): ReturnType<TestNetwork["submit"]> =>
    network.submit(channel, { run: (simulator) => simulator.putState(NS, key, Buffer.from(`value of ${key}`)) });

  const blockFile = (): string => {
    const directory = path.join(network.directory, "ledger", "blocks");
    return path.join(directory, readdirSync(directory).sort().at(-1) ?? "");
  };

  it(`is whole when killed under load at any of ${KILLS} moments`, async () => {
    if (!existsSync(WORKER)) throw new Error("build the network package first: npm run build");
    const reported: Reported[] = [];
    for (let run = 0; run < KILLS; run++) {
      reported.push(...(await writeUntilKilled(network.directory, run)));
      const channel = await network.open();
      const { height, currentBlockHash } = channel.ledger.info();
      const state = await stateFromLedger(channel);
      expect(state).toEqual(await stateFromBlocks(channel));
      checkReported(channel, reported);
      await channel.close();
      const again = await network.open();
      expect(again.ledger.info()).toMatchObject({ height, currentBlockHash });
      expect(await stateFromLedger(again)).toEqual(state);
      await again.close();
    }
    expect(reported.length).toBeGreaterThan(KILLS);
  }, 60_000);

  it("brings a state that is behind the blocks up to them", async () => {
    let channel = await network.open();
    await put(channel, "early");
    await channel.close();
    const directory = path.join(network.directory, "ledger", "state");
    const copy = path.join(network.directory, "old-state");
    cpSync(directory, copy, { recursive: true });
    channel = await network.open();
    const late = [await put(channel, "late1"), await put(channel, "late2")];
    const before = { info: channel.ledger.info(), state: await stateFromLedger(channel) };
    await channel.close();
    rmSync(directory, { recursive: true });
    cpSync(copy, directory, { recursive: true });

    channel = await network.open();
    expect(channel.ledger.info()).toEqual(before.info);
    expect(await stateFromLedger(channel)).toEqual(before.state);
    expect(late.map(({ txId }) => channel.ledger.transactionStatus(txId)?.code)).toEqual([0, 0]);
    await put(channel, "afterwards");
    expect(await stateFromLedger(channel)).toEqual(await stateFromBlocks(channel));
    await channel.close();
  });

  it("cuts off a block that was only half written when the next is written, and says so", async () => {
    let channel = await network.open();
    await put(channel, "whole");
    const { height } = channel.ledger.info();
    await channel.close();
    const size = statSync(blockFile()).size;
    for (const tail of [
      Buffer.alloc(3, 1),
      Buffer.concat([Buffer.from([0, 0, 0, 200, 1, 2, 3, 4]), Buffer.alloc(50)]),
    ]) {
      appendFileSync(blockFile(), tail);
      const notices: string[] = [];
      channel = await openChannel({ ...network.options(), onNotice: (sentence) => notices.push(sentence) });
      expect(notices).toEqual([
        `blocks/blocks_000000 ends within a record at offset ${size}: a crash came between. ` +
          `Nothing of these ${tail.length} bytes was acknowledged.`,
      ]);
      expect(channel.ledger.info().height).toBe(height);
      await channel.close();
      expect(statSync(blockFile()).size).toBe(size + tail.length);
      truncateSync(blockFile(), size);
    }
    appendFileSync(blockFile(), Buffer.alloc(5_000, 1));
    channel = await network.open();
    await put(channel, "next");
    await channel.close();
    channel = await network.open();
    expect(channel.ledger.info().height).toBe(height + 1n);
    await channel.close();
  });

  it("refuses to open when a committed block is damaged", async () => {
    const channel = await network.open();
    await put(channel, "k");
    await channel.close();
    truncateSync(blockFile(), statSync(blockFile()).size - 10);
    await expect(network.open()).rejects.toThrow("damaged");
  });
});
