// SPDX-License-Identifier: Apache-2.0
import { type KeyType } from "@licet/domain";
import { ledgerKey } from "@licet/chaincode/internal/fabric/keys";
import { placeOf, TYPES } from "./catalogue/samples.js";
import { HostileOrganisation } from "./harness/hostile.js";
import { MSP, PARTIES, signedHandoff } from "./world/actors.js";
import type { World } from "./world/world.js";

/** Keys of junk beside each consignment that has any. */
const JUNK = 10_000;
/** Pairs of measurements, one beside junk and one without, alternating. */
const PAIRS = 25;
/** How often each act is measured on one consignment; goods are released once. */
const REPEATS: Readonly<Record<Measured, number>> = { verify: 5, release: 1, handoff: 3 };
/** What junk may cost at most. */
const RATIO_MAX = 1.2;
const KEYS_A_TRANSACTION = 2_500;
const MEASURED = ["verify", "release", "handoff"] as const;
type Measured = (typeof MEASURED)[number];

/** What junk costs: time beside it to time without it. */
export interface JunkReport {
  readonly junk: number;
  readonly pairs: number;
  readonly ratios: Readonly<Record<Measured, number>>;
  readonly milliseconds: Readonly<Record<Measured, { readonly without: number; readonly beside: number }>>;
  /** How many acts took more than 1.2 times as long. */
  readonly succeeded: number;
  readonly lines: readonly string[];
}

/**
 * Verification, release and handoff of consignments with 10,000 keys of another member around the records of each, and of others
 * without, alternating within one run; the ratio is the median of the pairs' own, so that a busy machine bears on both sides.
 */
export async function junkRatios(world: World): Promise<JunkReport> {
  const clean = await consignments(world, PAIRS, "GB-CN-CLEAN");
  const littered = await consignments(world, PAIRS, "GB-CN-JUNK");
  for (const id of littered) await litter(world, id);
  const times: Record<Measured, { without: number[]; beside: number[] }> = {
    verify: { without: [], beside: [] },
    release: { without: [], beside: [] },
    handoff: { without: [], beside: [] },
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const sides = [
      ["without", clean[pair] ?? ""],
      ["beside", littered[pair] ?? ""],
    ] as const;
    // Whoever goes second in a pair finds caches warm, so that the sides take turns.
    for (const [side, id] of pair % 2 === 0 ? sides : [...sides].reverse()) {
      for (const measured of MEASURED) times[measured][side].push(await timed(world, measured, id));
    }
  }
  return reportOf(times);
}

async function consignments(world: World, count: number, prefix: string): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = world.fresh(prefix);
    const done = await world.register(id);
    if (done.code !== "OK") throw new Error(`register ${id}: ${done.code}`);
    ids.push(id);
  }
  return ids;
}

/** Writes junk of every type beside a consignment's records and those of its licence. */
async function litter(world: World, id: string): Promise<void> {
  const hostile = new HostileOrganisation(world.net, MSP.stranger);
  const { key } = await placeOf(world, "licence-line");
  const keys = Array.from({ length: JUNK }, (_, index) => {
    const type = TYPES[index % TYPES.length] as KeyType;
    return index % 2 === 0 ? ledgerKey(type, id, `J${index.toString()}`) : `${key}${id}${index.toString()}\u0000`;
  });
  for (let from = 0; from < keys.length; from += KEYS_A_TRANSACTION) {
    const writes = keys.slice(from, from + KEYS_A_TRANSACTION).map((one) => ({ key: one, value: "{}" }));
    const { code } = await hostile.write({ writes });
    if (code !== "VALID") throw new Error(`the junk could not be written: ${code}`);
  }
}

/** Median time of an act on a consignment, in milliseconds. */
async function timed(world: World, measured: Measured, id: string): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS[measured]; repeat += 1) {
    const act = actOn(world, measured, id, repeat);
    const started = performance.now();
    const { code } = await act();
    times.push(performance.now() - started);
    if (code !== "OK") throw new Error(`${measured} of ${id}: ${code}`);
  }
  return median(times);
}

/** An act, with everything signed beforehand that devices sign. */
function actOn(world: World, measured: Measured, id: string, repeat: number): () => Promise<{ readonly code: string }> {
  if (measured === "verify")
    return () => world.query("customs1@AEAuthorityMSP", "checkpoint:Verify", { consignment: id });
  if (measured === "release") return () => world.release(id);
  const parties = [PARTIES.exporter.id, PARTIES.carrier.id, PARTIES.feeder.id, PARTIES.carrier.id];
  const [releasedBy, receivedBy] = [parties[repeat] ?? "", parties[repeat + 1] ?? ""];
  const terms = { consignment: id, transfer: repeat + 1, releasedBy, receivedBy };
  const handoff = signedHandoff(world.net.channel, terms);
  return () => world.act("exporter1@GBAuthorityMSP", "custody:Handoff", handoff);
}

function reportOf(times: Readonly<Record<Measured, { without: number[]; beside: number[] }>>): JunkReport {
  const milliseconds = {} as Record<Measured, { without: number; beside: number }>;
  const ratios = {} as Record<Measured, number>;
  for (const measured of MEASURED) {
    const without = median(times[measured].without);
    const beside = median(times[measured].beside);
    milliseconds[measured] = { without: round(without), beside: round(beside) };
    const pairs = times[measured].beside.map((time, pair) => time / (times[measured].without[pair] ?? Number.NaN));
    ratios[measured] = round(median(pairs));
  }
  const slow = MEASURED.filter((measured) => ratios[measured] > RATIO_MAX);
  const lines = MEASURED.map(
    (measured) =>
      `${measured.padEnd(8)} ${ratios[measured].toFixed(2)} times as long beside ${JUNK} keys of junk ` +
      `(median of ${PAIRS} pairs; ${milliseconds[measured].beside} ms to ${milliseconds[measured].without} ms)`,
  );
  return { junk: JUNK, pairs: PAIRS, ratios, milliseconds, succeeded: slow.length, lines };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
