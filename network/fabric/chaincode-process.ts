// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { ChaincodeTlsFiles } from "@licet/embedded-network/crypto/layout";
import type { ProcessSpec } from "./processes.js";

/** How to run one organisation's process of a chaincode. */
interface ChaincodeCommand {
  /** Program and arguments; `{address}`, `{id}`, `{mspId}`, `{tlsKey}`, `{tlsCertificate}`, `{tlsCa}` are replaced. */
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
 * How to run what lies at a path: a file is run with Node and finds its address, its id and its TLS files in the
 * environment, under the names of Fabric's samples (CHAINCODE_SERVER_ADDRESS, CHAINCODE_ID, CHAINCODE_TLS_KEY,
 * CHAINCODE_TLS_CERT, CHAINCODE_CLIENT_CA_CERT); a folder is a package that `fabric-chaincode-node server` loads.
 *
 * @throws {NetworkError} NETWORK_USAGE when there is neither, or the package has no fabric-shim.
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
      ...["--chaincode-tls-key-file", "{tlsKey}", "--chaincode-tls-cert-file", "{tlsCertificate}"],
      ...["--chaincode-tls-client-cacert-file", "{tlsCa}"],
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

/** Where one organisation's process of a chaincode listens, and who it is. */
interface ChaincodeService {
  readonly mspId: string;
  /** The package's id. */
  readonly id: string;
  readonly address: string;
  readonly tls: Pick<ChaincodeTlsFiles, "ca" | "serverCertificate" | "serverKey">;
}

/** The name of an organisation's process of a chaincode, by the label of its package: name and version. */
export function chaincodeProcessName(label: string, mspId: string): string {
  return `chaincode-${label}-${mspId}`;
}

/** One organisation's process of a chaincode. */
export function chaincodeProcess(source: ChaincodeSource, service: ChaincodeService): ProcessSpec {
  const { mspId, id, address, tls } = service;
  const own = source.organisations?.[mspId] ?? source;
  const values = { address, id, mspId, tlsKey: tls.serverKey, tlsCertificate: tls.serverCertificate, tlsCa: tls.ca };
  const fill = (text: string): string =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
  const [program, ...args] = own.command;
  return {
    name: chaincodeProcessName(id.slice(0, id.lastIndexOf(":")), mspId),
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
      CHAINCODE_TLS_DISABLED: "false",
      CHAINCODE_TLS_KEY: tls.serverKey,
      CHAINCODE_TLS_CERT: tls.serverCertificate,
      CHAINCODE_CLIENT_CA_CERT: tls.ca,
      ...own.environment,
    },
    address,
    revision: id,
  };
}
