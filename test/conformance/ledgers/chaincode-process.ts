// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chaincodeStarter } from "./files.js";

const START_MS_MAX = 30_000;

/** One organisation's process of the conformance chaincode. */
export interface ChaincodeProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the chaincode for one organisation and waits until it listens. */
export async function startChaincode(id: string, mspId: string, address: string): Promise<ChaincodeProcess> {
  const child = spawn(process.execPath, ["--no-deprecation", chaincodeStarter()], {
    env: {
      ...process.env,
      CHAINCODE_SERVER_ADDRESS: address,
      CHAINCODE_ID: id,
      CORE_PEER_LOCALMSPID: mspId,
      CORE_CHAINCODE_LOGGING_LEVEL: "error",
      CORE_CHAINCODE_LOGGING_SHIM: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  const exited = once(child, "exit").then(() => {
    throw new Error(`the chaincode ${id} of ${mspId} ended before it listened on ${address}`);
  });
  exited.catch(() => undefined);
  const late = AbortSignal.timeout(START_MS_MAX);
  await Promise.race([once(child.stdout, "data", { signal: late }), exited]);
  return { address, stop };
}
