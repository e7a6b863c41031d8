// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { fromCaller, wholeNumber } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../../config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "../../config/home.js";
import { AUTHORITY_NODE, hostName, portOf, portsOf } from "@licet/embedded-network/description/names";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "../../config/schema.js";
import { openOrganisation, type CaOrganisation } from "../organisation.js";

/** Which network and consortium is meant. */
export interface NetworkValues {
  readonly network?: string | undefined;
  readonly consortium?: string | undefined;
  readonly portBase?: number | undefined;
}

/** Gives a command the options of `NetworkValues`. */
export function networkOptions(command: Command): Command {
  return command
    .option("--network <NAME>", "embedded, or the folder of another network below LICET_HOME")
    .option("--consortium <FILE>", "another description than network/consortium.yaml")
    .option("--port-base <N>", "where the network was started with it and has written no profiles", wholeNumber);
}

/** Environment variable with the secret of who enrols. */
const ENROLMENT_SECRET = "LICET_CA_SECRET";
const DEFAULT_NETWORK = "embedded";
const STANDARD_INPUT = "-";
const CONNECTION_PROFILE = /^connection-.+\.json$/;

/** The consortium that the options name. */
export function consortiumOf({ consortium }: NetworkValues): Consortium {
  return loadConsortium(consortium === undefined ? defaultConsortiumFile() : fromCaller(consortium));
}

/** The folder of the network that the options name. */
export function networkDirectory({ network = DEFAULT_NETWORK }: NetworkValues): string {
  return join(homeFolder(), network);
}

/**
 * The organisation that is named, with its authority.
 *
 * @throws {NetworkError} NETWORK_USAGE.
 */
export function organisationOf(name: string, values: NetworkValues): CaOrganisation {
  const consortium = consortiumOf(values);
  const all = [...consortium.organisations, consortium.orderer];
  const organisation = all.find((one) => one.name === name || one.mspId === name);
  if (organisation === undefined)
    throw new NetworkError(
      "NETWORK_USAGE",
      `Say whose authority is meant: --organisation, one of ${all.map((one) => one.name).join(", ")}.`,
    );
  const directory = networkDirectory(values);
  return openOrganisation(consortium, organisation, directory, (described) => {
    const host = hostName({ name: AUTHORITY_NODE }, described);
    const { portBase } = values;
    const fromProfile = portBase === undefined ? urlInProfiles(directory, host) : undefined;
    return fromProfile ?? `https://localhost:${portOf(portsOf(consortium, portBase), host)}`;
  });
}

/** A network that was started on other ports says so in its connection profiles, of which each names every authority. */
function urlInProfiles(directory: string, host: string): string | undefined {
  const folder = join(directory, "profiles");
  const [file] = existsSync(folder) ? readdirSync(folder).filter((name) => CONNECTION_PROFILE.test(name)) : [];
  if (file === undefined) return undefined;
  const profile = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
    certificateAuthorities?: Record<string, { url?: string }>;
  };
  return profile.certificateAuthorities?.[host]?.url;
}

/**
 * The secret of who enrols: from the file that is named, from standard input where the file is `-`, from the environment,
 * or from the file in which registering kept it. Never from an argument, which every account of the machine could read.
 *
 * @throws {NetworkError} NETWORK_IDENTITY_MISSING.
 */
export function enrolmentSecret(named: string | undefined, kept: string): string {
  const sources = [
    () => (named === undefined ? undefined : readSecret(named)),
    () => process.env[ENROLMENT_SECRET],
    () => (existsSync(kept) ? readFileSync(kept, "utf8") : undefined),
  ];
  for (const source of sources) {
    const secret = source()?.trim();
    if (secret) return secret;
  }
  throw new NetworkError(
    "NETWORK_IDENTITY_MISSING",
    `The enrolment secret is not known: name its file with --secret-file (- for standard input), or set ${ENROLMENT_SECRET}.`,
  );
}

/** The content of a file, or of standard input for `-`. */
export function readSecret(named: string): string {
  try {
    return readFileSync(named === STANDARD_INPUT ? 0 : fromCaller(named), "utf8").trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError("NETWORK_IDENTITY_MISSING", `The secret cannot be read: ${reason}`, { cause: error });
  }
}
