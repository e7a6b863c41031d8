// SPDX-License-Identifier: Apache-2.0

/** How long an execution of a chaincode may take on the networks that run the cases, in milliseconds. */
export const EXECUTE_MS_MAX = 10_000;

/** Stops single nodes of a running network and lets them come back, each with the ledger it had. */
export interface NodeControl {
  /** Ends the peer of an organisation; its chaincode processes stay. */
  stopPeer(mspId: string): Promise<void>;
  startPeer(mspId: string): Promise<void>;
  /** Ends an organisation's process of a chaincode at once, whatever it is doing. */
  stopChaincode(chaincode: string, mspId: string): Promise<void>;
  /** Starts it again and waits until it listens. */
  startChaincode(chaincode: string, mspId: string): Promise<void>;
}

/** A network that was started for the suite. */
export interface RunningLedger {
  /** Folder of the connection profiles and identities.json. */
  readonly profilesDir: string;
  readonly nodes: NodeControl;
  /** Ends every process and removes what the network kept. */
  stop(): Promise<void>;
}

/** A kind of network that the suite can run on. */
export interface Ledger {
  readonly name: LedgerName;
  /** Why it cannot be started here, in a few words; absent where it can. */
  unavailable(): string | undefined;
  /** @param executeMsMax how long an execution of a chaincode may take; `EXECUTE_MS_MAX` unless given */
  start(executeMsMax?: number): Promise<RunningLedger>;
}

export const LEDGER_NAMES = ["embedded", "2.5", "3.1"] as const;
export type LedgerName = (typeof LEDGER_NAMES)[number];
