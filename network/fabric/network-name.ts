// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { consensusFor, defaultConsensus, type Consensus } from "../config/consensus.js";
import { fabricLine } from "./binaries.js";

/** Which of the networks of real Fabric below a home folder is meant. */
export interface FabricNetworkName {
  /** Fabric's line, such as `2.5`, or an exact version. */
  readonly version: string;
  /** Without it the line's own: Raft on 2.5, SmartBFT on 3.1. */
  readonly consensus?: Consensus | undefined;
  /** Folder below which the network keeps its own; see `fabricFolder`. */
  readonly home: string;
}

const FABRIC_NETWORK = /^fabric-\d+\.\d+(?:-[a-z]+)?$/;

/** True for the name of a network's folder as `fabricNetwork` makes it. */
export const isFabricNetwork = (folder: string): boolean => FABRIC_NETWORK.test(folder);

/**
 * The consensus of a network.
 * @throws {NetworkError} NETWORK_USAGE where its Fabric line has no such consensus.
 */
export function consensusOf(name: Omit<FabricNetworkName, "home">): Consensus {
  return consensusFor(fabricLine(name.version), name.consensus);
}

/** A network's name: `fabric-2.5`, and `fabric-3.1-raft` where the consensus is not the line's own. */
export function fabricNetwork(name: Omit<FabricNetworkName, "home">): string {
  const line = fabricLine(name.version);
  const consensus = consensusOf(name);
  return consensus === defaultConsensus(line) ? `fabric-${line}` : `fabric-${line}-${consensus}`;
}

/** The folder of a network, such as `.licet/fabric-2.5`. */
export function fabricFolder(name: FabricNetworkName): string {
  return join(name.home, fabricNetwork(name));
}
