// SPDX-License-Identifier: Apache-2.0
import { readProfiles } from "@licet/scripts/wire/profile";
import { World } from "./harness/world.js";
import { embeddedLedger } from "./ledgers/embedded.js";
import { fabricLedger } from "./ledgers/fabric.js";
import type { Ledger, LedgerName, NodeControl, RunningLedger } from "./ledgers/ledger.js";

/** The kinds of network that the suite can start. */
export const ledgers: Readonly<Record<LedgerName, Ledger>> = {
  embedded: embeddedLedger,
  "2.5": fabricLedger("2.5"),
  "3.1": fabricLedger("3.1"),
};

/** Uses a network that is up and defines the suite's chaincodes. */
export async function onProfiles<Result>(
  profilesDir: string,
  use: (world: World) => Promise<Result>,
  nodes?: NodeControl,
): Promise<Result> {
  const world = new World(readProfiles(profilesDir), nodes);
  try {
    await world.ready();
    return await use(world);
  } finally {
    world.close();
  }
}

/** Starts a fresh network, uses it, and ends it. */
export async function onLedger<Result>(
  ledger: Ledger,
  use: (world: World, running: RunningLedger) => Promise<Result>,
  executeMsMax?: number,
): Promise<Result> {
  const running = await ledger.start(executeMsMax);
  try {
    return await onProfiles(running.profilesDir, (world) => use(world, running), running.nodes);
  } finally {
    await running.stop();
  }
}
