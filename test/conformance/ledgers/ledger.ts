// SPDX-License-Identifier: Apache-2.0

/** A network that was started for the suite. */
export interface RunningLedger {
  /** Folder of the connection profiles and identities.json. */
  readonly profilesDir: string;
  /** Ends every process and removes what the network kept. */
  stop(): Promise<void>;
}

/** A kind of network that the suite can run on. */
export interface Ledger {
  readonly name: LedgerName;
  /** Why it cannot be started here, in a few words; absent where it can. */
  unavailable(): string | undefined;
  start(): Promise<RunningLedger>;
}

export const LEDGER_NAMES = ["embedded", "2.5"] as const;
export type LedgerName = (typeof LEDGER_NAMES)[number];
