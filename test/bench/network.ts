// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedNetwork } from "./embedded.js";
import { requireFabric, startFabricNetwork } from "./fabric.js";
import { type Stops, stopAll } from "./stops.js";

/** Ledgers that can be measured: the embedded network, and lines of Fabric. */
export const LEDGERS = ["embedded", "2.5", "3.1"] as const;
export type LedgerName = (typeof LEDGERS)[number];

/** A network to measure on, in processes of its own. */
export interface BenchNetwork {
  readonly home: string;
  readonly profilesFolder: string;
  stop(): Promise<void>;
}

/** @throws {NetworkError} saying what to place where, when a ledger's programs are not on this machine. */
export function requireLedger(ledger: LedgerName): void {
  if (ledger !== "embedded") requireFabric(ledger);
}

/** Starts a ledger with the bench's consortium on a fresh folder, which goes with it. */
export async function startBenchNetwork(
  ledger: LedgerName,
  portBase: number,
  signal: AbortSignal,
): Promise<BenchNetwork> {
  const home = mkdtempSync(path.join(tmpdir(), "licet-bench-"));
  const stops: Stops = [
    () => {
      rmSync(home, { recursive: true, force: true });
      return Promise.resolve();
    },
  ];
  try {
    const profilesFolder =
      ledger === "embedded"
        ? await startEmbeddedNetwork({ home, portBase, stops, signal })
        : await startFabricNetwork(ledger, { home, portBase, stops, signal });
    return { home, profilesFolder, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}
