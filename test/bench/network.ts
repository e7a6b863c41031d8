// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startChaincode } from "../conformance/ledgers/chaincodeProcess.js";
import { benchConsortium, PLAIN_CHAINCODE } from "./consortium.js";

const PORT_BASE = 29_000;
const FIRST_CHAINCODE_PORT = 29_800;
const UP_MS_MAX = 60_000;

/** A network to measure on, in processes of its own. */
export interface BenchNetwork {
  readonly home: string;
  readonly profilesFolder: string;
  stop(): Promise<void>;
}

/** Starts the embedded network with one process an organisation for each chaincode. */
export async function startBenchNetwork(): Promise<BenchNetwork> {
  const home = mkdtempSync(path.join(tmpdir(), "licet-bench-"));
  const stops: (() => Promise<void>)[] = [
    () => {
      rmSync(home, { recursive: true, force: true });
      return Promise.resolve();
    },
  ];
  const stop = async (): Promise<void> => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    const addresses: string[] = [];
    for (const [index, { mspId }] of benchConsortium().organisations.entries()) {
      const plain = await startChaincode(PLAIN_CHAINCODE, mspId, `127.0.0.1:${FIRST_CHAINCODE_PORT + 2 * index}`);
      const licet = await startLicet(mspId, `127.0.0.1:${FIRST_CHAINCODE_PORT + 2 * index + 1}`);
      stops.push(
        () => plain.stop(),
        () => licet.stop(),
      );
      addresses.push(`${PLAIN_CHAINCODE}@${mspId}=${plain.address}`, `licet@${mspId}=${licet.address}`);
    }
    const server = fileURLToPath(new URL("server.js", import.meta.url));
    const child = spawn(process.execPath, [server, home, String(PORT_BASE), ...addresses], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    stops.push(() => ended(child));
    const lines = createInterface(child.stdout);
    const [profilesFolder] = (await once(lines, "line", { signal: AbortSignal.timeout(UP_MS_MAX) })) as [string];
    return { home, profilesFolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startLicet(mspId: string, address: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@licet/chaincode/package.json"));
  const cli = path.join(path.dirname(require.resolve("fabric-shim/package.json")), "cli.js");
  const args = [cli, "server", "--chaincode-address", address, "--chaincode-id", `licet:${mspId}`];
  const child = spawn(process.execPath, args, {
    cwd: folder,
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
