// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "./schema.js";

/** How ordering nodes agree: Raft bears nodes that stop, SmartBFT also nodes that lie. */
export const CONSENSUS_TYPES = ["raft", "bft"] as const;
export type Consensus = (typeof CONSENSUS_TYPES)[number];

/** Ordering nodes that SmartBFT needs at least: three for each one that may lie, and one more. */
const BFT_NODES_MIN = 4;

/**
 * What a Fabric line is run with unless something else is asked for: SmartBFT exists from Fabric 3.0 on.
 *
 * @param line Fabric's line, such as `3.1`
 */
export function defaultConsensus(line: string): Consensus {
  return Number.parseInt(line, 10) >= 3 ? "bft" : "raft";
}

/**
 * Reads the name of a consensus, or takes the line's default.
 *
 * @throws {NetworkError} NETWORK_USAGE for another name, or for SmartBFT on Fabric 2.
 */
export function consensusFor(line: string, name?: string): Consensus {
  if (name === undefined) return defaultConsensus(line);
  const consensus = CONSENSUS_TYPES.find((known) => known === name);
  if (consensus === undefined)
    throw new NetworkError("NETWORK_USAGE", `--consensus takes ${CONSENSUS_TYPES.join(" or ")}, not "${name}".`);
  if (consensus === "bft" && defaultConsensus(line) !== "bft")
    throw new NetworkError("NETWORK_USAGE", `Fabric ${line} has no SmartBFT; use --fabric 3.1, or --consensus raft.`);
  return consensus;
}

/**
 * The consortium with the ordering nodes that a consensus makes use of: Raft takes an odd number of those declared,
 * because one more bears no further failure; SmartBFT takes all.
 *
 * @throws {NetworkError} NETWORK_USAGE when SmartBFT is asked for and too few nodes are declared.
 */
export function withOrderersFor(consortium: Consortium, consensus: Consensus): Consortium {
  const { orderers } = consortium.orderer;
  if (consensus === "bft") {
    if (orderers.length >= BFT_NODES_MIN) return consortium;
    throw new NetworkError(
      "NETWORK_USAGE",
      `SmartBFT needs ${BFT_NODES_MIN} ordering nodes or more, so that the others outvote one that lies; the ` +
        `consortium declares ${orderers.length}. Declare more under orderer.orderers, or use --consensus raft.`,
    );
  }
  const count = orderers.length % 2 === 0 ? orderers.length - 1 : orderers.length;
  return { ...consortium, orderer: { ...consortium.orderer, orderers: orderers.slice(0, count) } };
}
