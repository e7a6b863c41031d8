// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startChaincode } from "../conformance/ledgers/chaincode-process.js";
import { benchConsortium, LICET_CHAINCODE, licetPackage, PLAIN_CHAINCODE } from "./consortium.js";
import type { Starting } from "./stops.js";

/** Chaincode processes listen from the port base plus this. */
const CHAINCODE_PORT_OFFSET = 800;
const UP_MS_MAX = 60_000;

/** Starts the embedded network with one process an organisation for each chaincode. @returns the profiles' folder */
export async function startEmbeddedNetwork({ home, portBase, stops, signal }: Starting): Promise<string> {
  const addresses: string[] = [];
  for (const [index, { mspId }] of benchConsortium().organisations.entries()) {
    signal.throwIfAborted();
    const port = portBase + CHAINCODE_PORT_OFFSET + 2 * index;
    const plain = await startChaincode(PLAIN_CHAINCODE, mspId, `127.0.0.1:${port}`);
    stops.push(() => plain.stop());
    const licet = await startLicet(mspId, `127.0.0.1:${port + 1}`);
    stops.push(() => licet.stop());
    addresses.push(`${PLAIN_CHAINCODE}@${mspId}=${plain.address}`, `${LICET_CHAINCODE}@${mspId}=${licet.address}`);
  }
  const server = fileURLToPath(new URL("server.js", import.meta.url));
  const child = spawn(process.execPath, [server, home, String(portBase), ...addresses], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  stops.push(() => ended(child));
  const lines = createInterface(child.stdout);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(UP_MS_MAX)]);
  const [profilesFolder] = (await once(lines, "line", { signal: ending })) as [string];
  return profilesFolder;
}

async function startLicet(mspId: string, address: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const require = createRequire(import.meta.url);
  const cli = path.join(path.dirname(require.resolve("fabric-shim/package.json")), "cli.js");
  const args = [cli, "server", "--chaincode-address", address, "--chaincode-id", `${LICET_CHAINCODE}:${mspId}`];
  const child = spawn(process.execPath, args, {
    cwd: licetPackage(),
    env: { ...process.env, CORE_PEER_LOCALMSPID: mspId, CORE_CHAINCODE_LOGGING_LEVEL: "error" },
    stdio: "ignore",
  });
  await once(child, "spawn");
  return { address, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin?.end();
  child.kill("SIGTERM");
  await gone;
}
