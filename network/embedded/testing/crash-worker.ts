// SPDX-License-Identifier: Apache-2.0

/**
 * Writes to a trial ledger as fast as it can until it is killed, and prints the id of every transaction it was told is VALID.
 * Run by crash.test.ts as `node crash-worker.js <directory> <run>`.
 */

import { writeSync } from "node:fs";
import { TEST_CHAINCODE, TestNetwork } from "./test-network.js";

const IN_FLIGHT = 16;
const VALID = 0;
const STDOUT = 1;

const [directory = "", run = "0"] = process.argv.slice(2);
const network = await TestNetwork.create(directory);
const channel = await network.open();
writeSync(STDOUT, "ready\n");

let count = 0;
async function write(): Promise<void> {
  for (;;) {
    const key = `run${run}-${count++}`;
    const { txId, code } = await network.submit(channel, {
      run: (simulator) => {
        const total = Number(Buffer.from(simulator.getState(TEST_CHAINCODE, "total") ?? []).toString() || "0");
        simulator.putState(TEST_CHAINCODE, key, Buffer.from(`value of ${key}`));
        simulator.putPrivateData(TEST_CHAINCODE, "_implicit_org_AMSP", key, Buffer.from(`secret of ${key}`));
        // Every fifth also competes for one key, so that blocks hold invalid transactions too.
        if (count % 5 === 0) simulator.putState(TEST_CHAINCODE, "total", Buffer.from(String(total + 1)));
      },
    });
    // Synchronous, so that nothing printed is lost with the process.
    if (code === VALID) writeSync(STDOUT, `valid ${txId} ${key}\n`);
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, write));
