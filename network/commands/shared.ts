// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from "node:path";
import { consensusFor } from "../config/consensus.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "../config/schema.js";
import { fabricLine } from "../fabric/binaries.js";
import { chaincodeAt, type ChaincodeSource } from "../fabric/chaincode-process.js";
import { fabricFolder, type FabricNetworkName } from "../fabric/network-name.js";
import { readState } from "../fabric/state.js";
import type { ChangedNetwork, Values } from "./verb.js";

/** Fabric's line where none is named: the one with long-term support. */
const DEFAULT_LINE = "2.5";

/** Writes one line to the standard output. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Which network of real Fabric the options mean.
 * @throws {NetworkError} NETWORK_USAGE for one that cannot be.
 */
export function networkOf(values: Values): FabricNetworkName {
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
export function consortiumFile(values: Values): string {
  const named = values.consortium ?? (process.env["CONSORTIUM_FILE"] || undefined);
  return named === undefined ? defaultConsortiumFile() : fromCaller(named);
}

/**
 * The one word that a verb takes.
 * @throws {NetworkError} NETWORK_USAGE for none or several.
 */
export function oneWord(verb: string, what: string, words: readonly string[]): string {
  const [word] = words;
  if (word !== undefined && words.length === 1) return word;
  throw new NetworkError("NETWORK_USAGE", `${verb} takes the name of ${what}, not ${words.length} words.`);
}

/** npm runs scripts in the repository's folder and tells where it was called. */
export function fromCaller(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

/**
 * The chaincodes that the options name.
 * @throws {NetworkError} NETWORK_USAGE for what is not NAME=PATH.
 */
export function sourcesOf(values: Values): ChaincodeSource[] {
  return (values.chaincode ?? []).map((text) => {
    const at = text.indexOf("=");
    if (at <= 0 || at === text.length - 1)
      throw new NetworkError("NETWORK_USAGE", `--chaincode takes NAME=PATH, not "${text}".`);
    return chaincodeAt(text.slice(0, at), fromCaller(text.slice(at + 1)));
  });
}

/** Writes each step with the seconds since the start. */
export function timedProgress(): (sentence: string) => void {
  const started = performance.now();
  return (sentence) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${sentence}`);
}

/**
 * A whole number that an option gives.
 * @throws {NetworkError} NETWORK_USAGE for anything else.
 */
export function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new NetworkError("NETWORK_USAGE", `--${option} takes a number, not "${text}".`);
  return Number(text);
}
