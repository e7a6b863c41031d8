// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "./harness/case.js";
import { observeError, type Observation } from "@licet/scripts/wire/observation";
import type { LedgerName } from "./ledgers/ledger.js";
import type { World } from "./harness/world.js";

/** What every case saw, by case id. */
export type Observations = Readonly<Record<string, Observation>>;

/** Told each case's observation as it comes. */
export type CaseListener = (id: string, observation: Observation, milliseconds: number) => void;

/** The cases that can be run: all but those left out on the ledger, and those that stop nodes where nobody can. */
export function runnable(
  cases: readonly ConformanceCase[],
  ledger: LedgerName,
  canStopNodes: boolean,
): readonly ConformanceCase[] {
  return cases.filter(({ leftOut, stopsNodes }) => leftOut?.[ledger] === undefined && (canStopNodes || !stopsNodes));
}

/** Runs cases one after the other, and hands each observation on as it comes. */
export async function runCases(
  world: World,
  cases: readonly ConformanceCase[],
  onCase: CaseListener = () => undefined,
): Promise<Observations> {
  const observations: Record<string, Observation> = {};
  for (const one of cases) {
    const { id } = one;
    const startedMs = performance.now();
    let observation: Observation;
    try {
      await world.beginCase();
      observation = world.normalise(await one.run(world));
    } catch (error) {
      observation = world.normalise({ caseFailed: observeError(error).error });
    }
    observations[id] = observation;
    onCase(id, observation, Math.round(performance.now() - startedMs));
  }
  return observations;
}
