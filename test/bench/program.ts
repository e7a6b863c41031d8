// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { LedgerError } from "@licet/gateway/ports/ledger-error";
import { settleMembersOf } from "@licet/scripts/lib/members";
import { BenchActors } from "./actors.js";
import { type BenchClient, GatewayClient, NetworkClient } from "./clients.js";
import { benchConsortium } from "./consortium.js";
import { CONSIGNMENTS_PER_WORKER, Fleet, handoff, handoffByHttp, verify, verifyByHttp } from "./custody.js";
import { HttpDoor } from "./http.js";
import { measure, type Slice, type Workload } from "./measure.js";
import { type BenchNetwork, type LedgerName, startBenchNetwork } from "./network.js";
import type { BenchOptions } from "./options.js";
import {
  evaluateNothing,
  getOneKilobyte,
  type Load,
  privatePut,
  putOneKilobyte,
  putTwoEndorsers,
  submitNothing,
  updateLocked,
  writePlainKeys,
} from "./plain.js";
import { type Ratio, steadinessOf } from "./ratios.js";
import { rounded, seriesOf } from "./rows.js";
import { type Stops, stopAll } from "./stops.js";

/** Everything that was measured on one ledger. */
export interface Measured {
  readonly slices: readonly Slice[];
  /** How the rate of private writes holds over a long run. */
  readonly steadiness: Ratio;
}

/** Operations of one slice: on every ledger a slice lasts some seconds. */
const OPERATIONS: Readonly<Record<LedgerName, Operations>> = {
  embedded: { alone: 200, submits: 1_200, evaluates: 2_000 },
  "2.5": { alone: 50, submits: 400, evaluates: 800 },
  "3.1": { alone: 50, submits: 400, evaluates: 800 },
};

interface Operations {
  readonly alone: number;
  readonly submits: number;
  readonly evaluates: number;
}

/** Private writes in a row. */
const STEADY_OPERATIONS = 3_000;
/** The gateway listens at the port base plus this. */
const GATEWAY_PORT_OFFSET = 700;

const FAILURES_SHOWN_MAX = 3;

/** Workloads of one round in their order; each is made when its turn comes, so that handoffs follow one another. */
type Round = readonly (() => Workload)[];

/** Options with the ports decided on. */
type PlacedOptions = BenchOptions & Required<Pick<BenchOptions, "portBase">>;

/** Brings a ledger up, measures everything on it and takes it down, also where the signal ends it early. */
export async function measureLedger(
  ledger: LedgerName,
  options: PlacedOptions,
  signal: AbortSignal,
): Promise<Measured> {
  process.stderr.write(`${ledger}: starting …\n`);
  const stops: Stops = [];
  try {
    const network = await startBenchNetwork(ledger, options.portBase, signal);
    stops.push(() => network.stop());
    return await Promise.race([new LedgerProgram(ledger, network, options, stops).run(), aborted(signal)]);
  } finally {
    await stopAll(stops);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

class LedgerProgram {
  readonly #ledger: LedgerName;
  readonly #network: BenchNetwork;
  readonly #options: PlacedOptions;
  readonly #stops: Stops;
  readonly #sdk: BenchClient;
  readonly #slices: Slice[] = [];

  constructor(ledger: LedgerName, network: BenchNetwork, options: PlacedOptions, stops: Stops) {
    this.#ledger = ledger;
    this.#network = network;
    this.#options = options;
    this.#stops = stops;
    this.#sdk = this.#kept(new GatewayClient(network.profilesFolder));
  }

  async run(): Promise<Measured> {
    const workers = Math.max(...this.#options.inFlight);
    const fleet = new Fleet(await this.#prepare(workers * CONSIGNMENTS_PER_WORKER), this.#sdk);
    await writePlainKeys(this.#sdk, workers);
    await this.#besideGateway(fleet);
    for (const make of this.#alone(fleet)) await this.#measure(make());
    const steady = await this.#measure(privatePut(this.#sdk, this.#load(STEADY_OPERATIONS)), false);
    const others = await this.#otherClients();
    await this.#rounds((busy) => this.#round(fleet, busy, others));
    return { slices: this.#slices, steadiness: steadinessOf(steady) };
  }

  async #prepare(consignments: number): Promise<string[]> {
    await settleMembersOf(benchConsortium(), this.#network.profilesFolder);
    const actors = new BenchActors(this.#network.profilesFolder);
    try {
      return await actors.consignments(consignments);
    } finally {
      await actors.close();
    }
  }

  /** The gateway takes its share of the machine: what it is compared with is measured while it runs too. */
  async #besideGateway(fleet: Fleet): Promise<void> {
    const { profilesFolder, home } = this.#network;
    const port = this.#options.portBase + GATEWAY_PORT_OFFSET;
    const door = await HttpDoor.open(profilesFolder, path.join(home, "gateway"), port);
    this.#stops.push(() => door.close());
    try {
      const [busy] = this.#options.inFlight;
      const { submits, evaluates } = OPERATIONS[this.#ledger];
      await this.#rounds((level) => {
        if (level !== busy) return [];
        return [
          () => handoff(this.#sdk, fleet, this.#load(submits, level), "handoff-beside-gateway"),
          () => handoffByHttp(door, fleet, this.#load(submits, level)),
          () => verify(this.#sdk, fleet, this.#load(evaluates / 2, level), "verify-beside-gateway"),
          () => verifyByHttp(door, fleet, this.#load(evaluates / 2, level)),
        ];
      });
    } finally {
      await door.close();
    }
  }

  /** One request at a time, with nothing beside it. */
  #alone(fleet: Fleet): Round {
    const load = this.#load(OPERATIONS[this.#ledger].alone, 1);
    return [
      () => putOneKilobyte(this.#sdk, load),
      () => handoff(this.#sdk, fleet, load),
      () => verify(this.#sdk, fleet, load),
    ];
  }

  /** At the first level everything, each workload near the put that it is compared with; at the others put and handoff. */
  #round(fleet: Fleet, level: number, others: readonly BenchClient[]): Round {
    const sdk = this.#sdk;
    const { submits, evaluates } = OPERATIONS[this.#ledger];
    const busy = level === this.#options.inFlight[0];
    const writing = this.#load(busy ? submits : 2 * submits, level);
    const reading = this.#load(evaluates, level);
    const put = (): Workload => putOneKilobyte(sdk, writing);
    const handingOver = (): Workload => handoff(sdk, fleet, writing);
    if (!busy) return [put, handingOver];
    return [
      () => getOneKilobyte(sdk, reading),
      () => evaluateNothing(sdk, reading),
      () => verify(sdk, fleet, this.#load(evaluates / 2, level)),
      () => submitNothing(sdk, writing),
      () => putTwoEndorsers(sdk, writing),
      () => updateLocked(sdk, writing),
      put,
      handingOver,
      () => privatePut(sdk, writing),
      ...others.flatMap((client) => [
        () => handoff(client, fleet, writing),
        () => putOneKilobyte(client, writing),
        () => updateLocked(client, writing),
        () => privatePut(client, writing),
        () => getOneKilobyte(client, reading),
      ]),
    ];
  }

  /** Runs rounds at every level, every other one backwards, so that a machine that grows slower favours nobody. */
  async #rounds(round: (level: number) => Round): Promise<void> {
    for (let index = 0; index < this.#options.rounds; index += 1) {
      for (const level of this.#options.inFlight) {
        const workloads = round(level);
        for (const make of index % 2 === 0 ? workloads : workloads.toReversed()) await this.#measure(make());
      }
    }
  }

  /** The other client, where it works: it refuses a channel that SmartBFT orders. */
  async #otherClients(): Promise<readonly BenchClient[]> {
    const client = this.#kept(new NetworkClient(this.#network.profilesFolder, "licet"));
    try {
      await evaluateNothing(client, this.#load(1)).operation(0, 0);
      return [client];
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== "FAILED_PRECONDITION") throw error;
      process.stderr.write(`${this.#ledger}: fabric-network is left out: ${error.message}\n`);
      return [];
    }
  }

  #load(operations: number, inFlight = this.#options.inFlight[0] ?? 1): Load {
    return { ledger: this.#ledger, inFlight, operations: Math.ceil(operations * this.#options.scale) };
  }

  #kept<C extends BenchClient>(client: C): C {
    this.#stops.push(() => client.close());
    return client;
  }

  async #measure(workload: Workload, keep = true): Promise<Slice> {
    const slice = await measureAloud(workload);
    if (keep) this.#slices.push(slice);
    return slice;
  }
}

/** Measures, and says so. */
export async function measureAloud(workload: Workload): Promise<Slice> {
  const { ledger, name, client, inFlight } = workload;
  process.stderr.write(`${ledger}: ${name} by ${client}, ${inFlight} in flight … `);
  const slice = await measure(workload);
  const [series] = seriesOf([slice]);
  const { perSecond = 0, p50 = 0, p99 = 0, errors = 0 } = series?.row ?? {};
  process.stderr.write(`${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms, ${errors} errors, ${rounded(slice.seconds)} s\n`);
  for (const error of slice.failures.slice(0, FAILURES_SHOWN_MAX)) process.stderr.write(`  ${String(error)}\n`);
  return slice;
}
