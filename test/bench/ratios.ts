// SPDX-License-Identifier: Apache-2.0
import type { Slice } from "./measure.js";
import { rounded, type Series } from "./rows.js";

/** A ratio within one run: what can be compared between machines. */
export interface Ratio {
  readonly name: string;
  /** Ledger that it was measured on, or the two that it compares. */
  readonly ledger: string;
  readonly inFlight: number;
  /** Median of the rounds. */
  readonly ratio: number;
  /** The ratio of each round, in which the two workloads ran next to each other. */
  readonly rounds: readonly number[];
  readonly aim?: number;
}

interface Side {
  readonly workload: string;
  readonly client: string;
}

interface RatioDefinition {
  readonly name: string;
  readonly of: Side;
  readonly to: Side;
  /** What is aimed at on a ledger, where something is. */
  readonly aim?: Aim;
}

type Aim = (ledger: string) => number | undefined;

const SDK = "fabric-gateway";
const onRealFabric =
  (aim: number): Aim =>
  (ledger) =>
    ledger === "embedded" ? undefined : aim;
const always =
  (aim: number): Aim =>
  () =>
    aim;

/** The embedded network's puts cost so little that its handoffs cannot come as near to them as real Fabric's. */
const handoffAim = (ledger: string): number => (ledger === "embedded" ? 0.5 : 0.8);

const PUT: Side = { workload: "put-1kb", client: SDK };

/** Ratios of rates on one ledger, each with what it says. */
const WITHIN: readonly RatioDefinition[] = [
  { name: "handoff to put", of: { workload: "handoff", client: SDK }, to: PUT, aim: handoffAim },
  { name: "private write to put", of: { workload: "private-put-1kb", client: SDK }, to: PUT },
  {
    name: "update of a key locked to two others to put",
    of: { workload: "key-level-update", client: SDK },
    to: PUT,
    aim: onRealFabric(0.8),
  },
  { name: "put with two endorsers to put with one", of: { workload: "put-1kb-2-endorsers", client: SDK }, to: PUT },
  { name: "no-op to put", of: { workload: "noop-submit", client: SDK }, to: PUT },
  {
    name: "handoff by HTTP to handoff by SDK",
    of: { workload: "handoff", client: "http" },
    to: { workload: "handoff-beside-gateway", client: SDK },
    aim: always(0.95),
  },
  {
    name: "verify by HTTP to verify by SDK",
    of: { workload: "verify", client: "http" },
    to: { workload: "verify-beside-gateway", client: SDK },
    aim: always(0.95),
  },
  {
    name: "put by fabric-network to put by fabric-gateway",
    of: { workload: "put-1kb", client: "fabric-network" },
    to: PUT,
  },
  {
    name: "handoff by fabric-network to handoff by fabric-gateway",
    of: { workload: "handoff", client: "fabric-network" },
    to: { workload: "handoff", client: SDK },
  },
];

/** Workloads whose rates on the embedded network are compared with those on real Fabric. */
const ACROSS = ["put-1kb", "handoff", "private-put-1kb", "key-level-update", "verify"] as const;

/** The ratios that a run gives, those within a ledger first. */
export function ratiosOf(series: readonly Series[]): Ratio[] {
  return [...series.flatMap((to) => WITHIN.flatMap((definition) => within(definition, series, to))), ...across(series)];
}

function within({ name, of, to, aim }: RatioDefinition, all: readonly Series[], below: Series): Ratio[] {
  const { ledger, inFlight } = below.row;
  if (inFlight === 1 || below.row.workload !== to.workload || below.row.client !== to.client) return [];
  const above = all.find(
    ({ row }) =>
      row.ledger === ledger && row.inFlight === inFlight && row.workload === of.workload && row.client === of.client,
  );
  return above === undefined ? [] : [ratio(name, ledger, inFlight, divided(above.rates, below.rates), aim?.(ledger))];
}

/** The embedded network's rate to each real ledger's; their rounds were not next to each other, so whole rows are compared. */
function across(all: readonly Series[]): Ratio[] {
  const rows = all.map(({ row }) => row).filter(({ client, inFlight }) => client === SDK && inFlight > 1);
  return ACROSS.flatMap((workload) => {
    const same = rows.filter((row) => row.workload === workload);
    return same
      .filter(({ ledger }) => ledger !== "embedded")
      .flatMap(({ ledger, inFlight, perSecond }) => {
        const embedded = same.find((row) => row.ledger === "embedded" && row.inFlight === inFlight);
        if (embedded === undefined) return [];
        return [ratio(workload, `embedded to ${ledger}`, inFlight, [embedded.perSecond / perSecond], undefined)];
      });
  });
}

/** Operations at each end of a long run whose rates are compared. */
const WINDOW = 500;
const STEADINESS_AIM = 0.9;

/** How a long run's rate holds: that of its last operations to that of its first; `rounds` holds each part's share of the first. */
export function steadinessOf({ workload, ends }: Slice): Ratio {
  const window = Math.min(WINDOW, Math.floor(ends.length / 2));
  const parts = Math.floor(ends.length / window);
  const lengths = Array.from({ length: parts }, (_, part) => {
    const before = part === 0 ? 0 : (ends[part * window - 1] ?? 0);
    return (ends[(part + 1) * window - 1] ?? 0) - before;
  });
  const shares = lengths.map((length) => rounded((lengths[0] ?? 0) / length));
  return {
    name: `private writes, the last ${window} of ${ends.length} to the first ${window}`,
    ledger: workload.ledger,
    inFlight: workload.inFlight,
    ratio: shares.at(-1) ?? Number.NaN,
    rounds: shares,
    aim: STEADINESS_AIM,
  };
}

function divided(above: readonly number[], below: readonly number[]): number[] {
  return above.flatMap((rate, round) => {
    const other = below[round];
    return other === undefined ? [] : [rate / other];
  });
}

function ratio(
  name: string,
  ledger: string,
  inFlight: number,
  rounds: readonly number[],
  aim: number | undefined,
): Ratio {
  const given = { name, ledger, inFlight, ratio: rounded(median(rounds)), rounds: rounds.map(rounded) };
  return aim === undefined ? given : { ...given, aim };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
