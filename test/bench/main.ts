// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run bench [-- --json] [-- --quick] [-- --keep NAME]`: measures the embedded network and prints one row a workload; `--keep`
 * writes the rows and their ratios to `test/bench/results/NAME.json`.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { BenchCast } from "./cast.js";
import { Fleet, handoff, handoffByHttp, verify, verifyByHttp } from "./custody.js";
import { HttpDoor } from "./http.js";
import { type BenchRow, measure, type Workload } from "./measure.js";
import { startBenchNetwork } from "./network.js";
import { getOneKilobyte, type Load, putOneKilobyte } from "./plain.js";
import { keepResults, ratiosOf } from "./results.js";
import { Session } from "./session.js";
import { eip712Check } from "./signature.js";

const BUSY = 50;
/** Share of the operations that a quick run measures: enough to see that everything works. */
const QUICK_SCALE = 0.1;
const ONE = ["GBAuthorityMSP"];
const TWO = ["GBAuthorityMSP", "AEAuthorityMSP"];

/** Workloads in the order they run; each is made when its turn comes, so that handoffs follow one another. */
function workloads(session: Session, fleet: Fleet, door: HttpDoor, scale: number): (() => Workload)[] {
  const load = (inFlight: number, operations: number): Load => ({
    ledger: "embedded",
    inFlight,
    operations: Math.ceil(operations * scale),
  });
  return [
    () => eip712Check(load(1, 4_000)),
    () => putOneKilobyte(session, "put-1kb", ONE, load(1, 200)),
    () => putOneKilobyte(session, "put-1kb", ONE, load(BUSY, 4_000)),
    () => putOneKilobyte(session, "put-1kb-2-endorsers", TWO, load(BUSY, 3_000)),
    () => getOneKilobyte(session, load(BUSY, 6_000)),
    () => handoff(session, fleet, load(1, 200)),
    () => handoff(session, fleet, load(BUSY, 2_000)),
    () => handoffByHttp(door, fleet, load(BUSY, 2_000)),
    () => verify(session, fleet, load(1, 200)),
    () => verify(session, fleet, load(BUSY, 3_000)),
    () => verifyByHttp(door, fleet, load(BUSY, 3_000)),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, quick: { type: "boolean" }, keep: { type: "string" } },
  });
  const network = await startBenchNetwork();
  const session = new Session(network.profilesFolder);
  const stops: (() => Promise<void>)[] = [() => network.stop(), closing(session)];
  try {
    const cast = new BenchCast(network.profilesFolder);
    stops.push(() => cast.close());
    const fleet = new Fleet(await cast.consignments(BUSY));
    const door = await HttpDoor.open(network.profilesFolder, path.join(network.home, "gateway"));
    stops.push(() => door.close());
    const rows: BenchRow[] = [];
    for (const make of workloads(session, fleet, door, values.quick === true ? QUICK_SCALE : 1)) {
      rows.push(await measureAloud(make()));
    }
    for (const { name, ratio } of ratiosOf(rows)) process.stderr.write(`${name}: ${ratio}\n`);
    if (values.keep !== undefined) process.stderr.write(`kept in ${keepResults(values.keep, rows)}\n`);
    if (values.json === true) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function closing(session: Session): () => Promise<void> {
  return () => {
    session.close();
    return Promise.resolve();
  };
}

async function measureAloud(workload: Workload): Promise<BenchRow> {
  process.stderr.write(`${workload.name} by ${workload.client}, ${workload.inFlight} in flight … `);
  const row = await measure(workload);
  process.stderr.write(`${row.perSecond}/s, p50 ${row.p50} ms, p99 ${row.p99} ms, ${row.errors} errors\n`);
  return row;
}

await main();
