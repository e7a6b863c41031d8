// SPDX-License-Identifier: Apache-2.0
import type { Ports } from "@licet/embedded-network/description/names";
import { writeConnectionProfiles, type ProfileOptions } from "@licet/embedded-network/profiles/connection-profiles";
import type { Consortium } from "../config/schema.js";
import { writeCaliperNetwork } from "./caliper-network.js";
import { writeGatewaySettings } from "./gateway-settings.js";

export type { IdentityEntry } from "@licet/embedded-network/profiles/identities";

/**
 * Writes a connection profile for each organisation, the list of users, and the settings of the gateway and of Caliper, into
 * `<directory>/profiles`. The certificates must lie in `<directory>/organizations` already.
 *
 * @param ports where each node listens, by host name; see `portsOf`
 * @returns the profiles folder
 */
export function writeProfiles(
  consortium: Consortium,
  directory: string,
  ports: Ports,
  options: ProfileOptions = {},
): string {
  const folder = writeConnectionProfiles(consortium, directory, ports, options);
  writeClientSettings(consortium, directory, folder);
  return folder;
}

/** Writes the settings of the gateway and of Caliper beside the connection profiles. */
export function writeClientSettings(consortium: Consortium, directory: string, profilesFolder: string): void {
  writeGatewaySettings(consortium, profilesFolder);
  writeCaliperNetwork(consortium, directory, profilesFolder);
}
