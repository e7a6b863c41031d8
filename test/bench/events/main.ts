// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run bench:events [-- HANDOFFS [NAME]]`: how long after a block came from its peer a subscriber of the gateway is told of it, on the
 * embedded network, with one handoff in flight and with many; kept under a name where one is given.
 */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { ACTORS } from "@licet/scripts/demonstration/actors";
import { settleMembersOf } from "@licet/scripts/lib/members";
import { projectRoot } from "@licet/scripts/lib/paths";
import { waitUntil } from "@licet/scripts/lib/ports";
import { BenchActors } from "../actors.js";
import { GatewayClient } from "../clients.js";
import { benchConsortium } from "../consortium.js";
import { CONSIGNMENTS_PER_WORKER, Fleet, handoff } from "../custody.js";
import { HttpDoor } from "../http.js";
import { measureAloud } from "../program.js";
import { type BenchNetwork, startBenchNetwork } from "../network.js";
import { thisMachine } from "../results.js";
import { percentile, rounded } from "../rows.js";
import { Session } from "../session.js";
import { type Stops, stopAll } from "../stops.js";
import { type Arrivals, delays, listenToGateway, listenToPeer } from "./arrivals.js";

const HANDOFFS_DEFAULT = 600;
const IN_FLIGHT = [1, 50] as const;
/** The gateway listens at the port base plus this. */
const GATEWAY_PORT_OFFSET = 700;
/** Longest wait for what is still on its way after the last handoff. */
const TOLD_MS_MAX = 60_000;

/** What came out at one number in flight; times in milliseconds. */
interface Measured {
  readonly inFlight: number;
  readonly handoffsPerSecond: number;
  readonly blocks: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processes that wanted a processor, on average over a minute, afterwards. */
  readonly load: number;
}

async function prepared({ profilesFolder }: BenchNetwork): Promise<readonly string[]> {
  await settleMembersOf(benchConsortium(), profilesFolder);
  const actors = new BenchActors(profilesFolder);
  try {
    return await actors.consignments(Math.max(...IN_FLIGHT) * CONSIGNMENTS_PER_WORKER);
  } finally {
    await actors.close();
  }
}

async function toldOfAll(blocks: Arrivals, told: Arrivals): Promise<void> {
  await waitUntil("Being told of every block", TOLD_MS_MAX, () =>
    Promise.resolve([...blocks.keys()].every((block) => told.has(block))),
  );
}

async function measureOn(network: BenchNetwork, port: number, handoffs: number, stops: Stops): Promise<Measured[]> {
  const sdk = new GatewayClient(network.profilesFolder);
  stops.push(() => sdk.close());
  const fleet = new Fleet(await prepared(network), sdk);
  const door = await HttpDoor.open(network.profilesFolder, path.join(network.home, "gateway"), port);
  stops.push(() => door.close());
  const session = new Session(network.profilesFolder);
  const atPeer = await listenToPeer(session, ACTORS.gbCustoms);
  const atGateway = await listenToGateway(door, ACTORS.gbCustoms);
  stops.push(() => {
    atGateway.stop();
    atPeer.stop();
    session.close();
    return Promise.resolve();
  });
  // What was recorded before the gateway started is not what is measured.
  await measureAloud(handoff(sdk, fleet, { ledger: "embedded", inFlight: 1, operations: 1 }));
  await toldOfAll(atPeer.arrivals, atGateway.arrivals);
  const measured: Measured[] = [];
  for (const inFlight of IN_FLIGHT) {
    const known = new Set(atPeer.arrivals.keys());
    const slice = await measureAloud(handoff(sdk, fleet, { ledger: "embedded", inFlight, operations: handoffs }));
    const blocks = new Map([...atPeer.arrivals].filter(([block]) => !known.has(block)));
    await toldOfAll(blocks, atGateway.arrivals);
    const sorted = delays(blocks, atGateway.arrivals);
    const of = (share: number): number => rounded(percentile(sorted, share));
    measured.push({
      inFlight,
      handoffsPerSecond: rounded(slice.latencies.length / slice.seconds),
      blocks: sorted.length,
      p50: of(0.5),
      p95: of(0.95),
      p99: of(0.99),
      load: rounded(loadavg()[0] ?? 0),
    });
  }
  return measured;
}

async function main(handoffs: number, name: string | undefined): Promise<void> {
  const started = new Date().toISOString();
  const stops: Stops = [];
  try {
    const portBase = await claimPortBase();
    const network = await startBenchNetwork("embedded", portBase, new AbortController().signal);
    stops.push(() => network.stop());
    const measured = await measureOn(network, portBase + GATEWAY_PORT_OFFSET, handoffs, stops);
    for (const line of measured) process.stdout.write(`${JSON.stringify(line)}\n`);
    if (name === undefined) return;
    const file = path.join(projectRoot, "test", "bench", "results", `events-${name}.json`);
    writeFileSync(file, `${JSON.stringify({ machine: thisMachine(), started, handoffs, measured }, undefined, 2)}\n`);
  } finally {
    await stopAll(stops);
  }
}

await main(Number(process.argv[2] ?? HANDOFFS_DEFAULT), process.argv[3]);
