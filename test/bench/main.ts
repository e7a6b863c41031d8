// SPDX-License-Identifier: Apache-2.0

/** `npm run bench [-- --json] [-- --quick]`: measures the embedded network and prints one row a workload. */
import { parseArgs } from "node:util";
import { type BenchRow, measure, type Workload } from "./measure.js";
import { startBenchNetwork } from "./network.js";
import { getOneKilobyte, putOneKilobyte } from "./plain.js";
import { Session } from "./session.js";

const BUSY = 50;
const ONE = ["GBAuthorityMSP"];
const TWO = ["GBAuthorityMSP", "AEAuthorityMSP"];

function workloads(session: Session, scale: number): Workload[] {
  const ledger = "embedded";
  const load = (inFlight: number, operations: number): { ledger: string; inFlight: number; operations: number } => ({
    ledger,
    inFlight,
    operations: Math.ceil(operations * scale),
  });
  return [
    putOneKilobyte(session, "put-1kb", ONE, load(1, 200)),
    putOneKilobyte(session, "put-1kb", ONE, load(BUSY, 4_000)),
    putOneKilobyte(session, "put-1kb-2-endorsers", TWO, load(BUSY, 3_000)),
    getOneKilobyte(session, load(BUSY, 6_000)),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean" }, quick: { type: "boolean" } } });
  const network = await startBenchNetwork();
  const session = new Session(network.profilesFolder);
  try {
    const rows: BenchRow[] = [];
    for (const workload of workloads(session, values.quick === true ? 0.1 : 1)) {
      process.stderr.write(`${workload.name}, ${workload.inFlight} in flight … `);
      const row = await measure(workload);
      process.stderr.write(`${row.perSecond}/s, p50 ${row.p50} ms, p99 ${row.p99} ms\n`);
      rows.push(row);
    }
    if (values.json === true) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    session.close();
    await network.stop();
  }
}

await main();
