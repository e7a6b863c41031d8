// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { fromCaller } from "@licet/embedded-network/command-line";
import { consensusFor } from "../config/consensus.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";
import type { Consortium } from "../config/schema.js";
import { fabricLine } from "../fabric/binaries.js";
import { chaincodeAt, type ChaincodeSource } from "../fabric/chaincode-process.js";
import { fabricFolder, type FabricNetworkName } from "../fabric/network-name.js";
import { readState } from "../fabric/state.js";
import type { ChangedNetwork, NetworkValues } from "./verb.js";

/** Fabric's line where none is named: the one with long-term support. */
const DEFAULT_LINE = "2.5";

/** Writes one line to the standard output. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Which network of real Fabric the options mean.
 *
 * @throws {NetworkError} NETWORK_USAGE for one that cannot be.
 */
export function networkOf(values: NetworkValues): FabricNetworkName {
  const version = values.fabric ?? DEFAULT_LINE;
  const consensus = consensusFor(fabricLine(version), values.consensus);
  return { version, consensus, home: homeFolder() };
}

/** A network as a verb leaves it. */
export function changedNetwork(
  name: FabricNetworkName,
  consortium: Consortium,
  progress: ChangedNetwork["progress"],
): ChangedNetwork {
  const directory = fabricFolder(name);
  const chaincodes = (readState(directory)?.chaincodes ?? []).map((source) => source.name);
  return { consortium, profilesDir: join(directory, "profiles"), chaincodes, progress };
}

/** A signal that fires on Ctrl-C, termination or hang-up. A second Ctrl-C does not cut the stopping short. */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

/** The consortium file that the options name, otherwise CONSORTIUM_FILE, otherwise the repository's own. */
export function consortiumFile(values: NetworkValues): string {
  const named = values.consortium ?? (process.env["CONSORTIUM_FILE"] || undefined);
  return named === undefined ? defaultConsortiumFile() : fromCaller(named);
}

/** The chaincode that an option names. */
export function sourceNamed(text: string): ChaincodeSource {
  const at = text.indexOf("=");
  if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError("It takes NAME=PATH.");
  return chaincodeAt(text.slice(0, at), fromCaller(text.slice(at + 1)));
}

/** Writes each step with the seconds since the start. */
export function timedProgress(): (sentence: string) => void {
  const started = performance.now();
  return (sentence) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${sentence}`);
}
