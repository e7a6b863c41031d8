// SPDX-License-Identifier: Apache-2.0
import type { Consortium } from "@licet/network/config/consortium";
import type { Tell } from "./child.js";
import type { NeededPort } from "./ports.js";
import type { RunningProcess } from "./running.js";

/** Wraps a long step, with a title that people see. */
export type StepRunner = <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;

/** Which network to bring up with a chaincode on it, and where. */
export interface StackNetworkOptions {
  readonly home: string;
  readonly consortium: Consortium;
  /** The first chaincode that the consortium declares: a package folder that depends on `fabric-shim`. */
  readonly chaincodeFolder: string;
  /** Where the ports that the consortium file counts from 7000 are put. */
  readonly portBase?: number | undefined;
  readonly step: StepRunner;
  /** Ends the start; what was started by then is stopped. */
  readonly signal?: AbortSignal | undefined;
}

/** A network that runs, with one process of the chaincode for each organisation. */
export interface StackNetwork {
  readonly profilesFolder: string;
  /** Every port that it listens on for clients and chaincode, with whose it is. */
  readonly ports: readonly NeededPort[];
  /** Starts its processes again from now on when they end, and tells of it. */
  keepUp(tell: Tell): void;
  /** Starts none of them again from now on. */
  letGo(): void;
  /** The processes beside this one that run now. */
  processes(): readonly RunningProcess[];
  /** Stops the network and its chaincode processes; the ledger stays. */
  stop(): Promise<void>;
}

/** Name of the chaincode that a stack runs: the first that the consortium declares. */
export function chaincodeName(consortium: Consortium): string {
  const [chaincode] = consortium.chaincodes;
  if (chaincode === undefined) throw new Error("The consortium declares no chaincode.");
  return chaincode.name;
}

/** What a port of an organisation's chaincode process is for. */
export function chaincodePurpose(mspId: string): string {
  return `chaincode of ${mspId}`;
}
