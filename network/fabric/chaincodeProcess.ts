// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { NetworkError } from "../config/networkError.js";
import type { ProcessSpec } from "./processes.js";

/** How to run one organisation's process of a chaincode. */
interface ChaincodeCommand {
  /** Program and arguments; `{address}`, `{id}` and `{mspId}` are replaced. */
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A chaincode to deploy; the consortium file defines it under the same name. */
export interface ChaincodeSource extends ChaincodeCommand {
  readonly name: string;
  /** Organisations, by MSP id, whose process differs from the others'. */
  readonly organisations?: Readonly<Record<string, ChaincodeCommand>>;
}

const LOG_LEVEL = "WARNING";

/**
 * How to run what lies at a path: a file is run with Node and finds its address and id in the environment
 * (CHAINCODE_SERVER_ADDRESS, CHAINCODE_ID); a folder is a package that `fabric-chaincode-node server` loads.
 *
 * @throws {NetworkError} NETWORK_USAGE when there is neither, or the package has no fabric-shim
 */
export function chaincodeAt(name: string, path: string): ChaincodeSource {
  const full = resolve(path);
  if (!existsSync(full)) throw new NetworkError("NETWORK_USAGE", `The chaincode ${name} is not at ${full}.`);
  if (statSync(full).isFile()) return { name, command: [process.execPath, full], cwd: dirname(full) };
  return {
    name,
    command: [
      ...([process.execPath, shimProgram(name, full), "server"] as const),
      ...["--chaincode-address", "{address}", "--chaincode-id", "{id}"],
    ],
    cwd: full,
  };
}

/** The program `fabric-chaincode-node` of the shim that the chaincode's own package depends on. */
function shimProgram(name: string, folder: string): string {
  try {
    const manifest = createRequire(join(folder, "package.json")).resolve("fabric-shim/package.json");
    return join(dirname(manifest), "cli.js");
  } catch (error) {
    throw new NetworkError(
      "NETWORK_USAGE",
      `The chaincode ${name} in ${folder} has no fabric-shim; run npm install there, or name a file to run.`,
      { cause: error },
    );
  }
}

/** One organisation's process of a chaincode. */
export function chaincodeProcess(source: ChaincodeSource, mspId: string, id: string, address: string): ProcessSpec {
  const own = source.organisations?.[mspId] ?? source;
  const fill = (text: string): string =>
    text.replaceAll("{address}", address).replaceAll("{id}", id).replaceAll("{mspId}", mspId);
  const [program, ...args] = own.command;
  return {
    name: `chaincode-${source.name}-${mspId}`,
    kind: "chaincode",
    command: fill(program),
    args: args.map(fill),
    cwd: own.cwd ?? process.cwd(),
    environment: {
      CORE_PEER_LOCALMSPID: mspId,
      CORE_CHAINCODE_LOGGING_LEVEL: LOG_LEVEL,
      CORE_CHAINCODE_LOGGING_SHIM: LOG_LEVEL,
      CORE_CHAINCODE_ID_NAME: id,
      CHAINCODE_SERVER_ADDRESS: address,
      CHAINCODE_ID: id,
      ...own.environment,
    },
    address,
  };
}
