// SPDX-License-Identifier: Apache-2.0
import { dirname } from "node:path";
import { startEmbedded as startNetwork, type EmbeddedNetwork, type EmbeddedOptions } from "@licet/embedded-network";
import type { Consortium } from "./config/schema.js";
import { enrol } from "./crypto/generate.js";
import { writeClientSettings } from "./profiles/write-profiles.js";

export type { EmbeddedNetwork } from "@licet/embedded-network";

/** As the embedded network's own options, for a consortium of members. */
export interface MembersNetworkOptions extends Omit<EmbeddedOptions, "enrol"> {
  readonly consortium: Consortium;
}

/**
 * Starts the embedded network with a consortium's authorities, and writes what the gateway and Caliper need beside its
 * profiles.
 *
 * @throws {NetworkError} as the embedded network's `startEmbedded`, and NETWORK_CA_REFUSED, NETWORK_CA_UNREACHABLE.
 */
export async function startEmbedded(options: MembersNetworkOptions): Promise<EmbeddedNetwork> {
  const network = await startNetwork({ ...options, enrol });
  writeClientSettings(options.consortium, dirname(network.profilesDir), network.profilesDir);
  return network;
}
