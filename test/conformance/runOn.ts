// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "./harness/case.js";
import { readProfiles } from "./harness/profile.js";
import { World } from "./harness/world.js";
import { embeddedLedger } from "./ledgers/embedded.js";
import { fabricLedger } from "./ledgers/fabric.js";
import type { Ledger, LedgerName } from "./ledgers/ledger.js";
import { runCases, type CaseListener, type Observations } from "./run.js";

/** The kinds of network that the suite can start. */
export const ledgers: Readonly<Record<LedgerName, Ledger>> = { embedded: embeddedLedger, "2.5": fabricLedger };

/** Runs cases on a network that is up and defines the suite's chaincodes. */
export async function runOnProfiles(
  profilesDir: string,
  cases: readonly ConformanceCase[],
  onCase?: CaseListener,
): Promise<Observations> {
  const world = new World(readProfiles(profilesDir));
  try {
    return await runCases(world, cases, onCase);
  } finally {
    world.close();
  }
}

/** Starts a fresh network, runs cases on it, and ends it. */
export async function runOn(
  ledger: Ledger,
  cases: readonly ConformanceCase[],
  onCase?: CaseListener,
): Promise<Observations> {
  const running = await ledger.start();
  try {
    return await runOnProfiles(running.profilesDir, cases, onCase);
  } finally {
    await running.stop();
  }
}
