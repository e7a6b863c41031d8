// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import path from "node:path";
import { END_WITH_PARENT } from "./child.js";
import type { LedgerName } from "./ledgers.js";
import { projectRoot } from "./paths.js";

/**
 * Plays the demonstration case's story on the Licet that runs on a home folder and a ledger; on a ledger that has it already, nothing
 * is played.
 *
 * @throws {Error} naming the steps that missed their expected outcome.
 */
export async function loadDemonstration(home: string, ledger: LedgerName): Promise<void> {
  const script = path.join(projectRoot, "scripts", "dist", "demonstration", "main.js");
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, script, "--load", "--ledger", ledger], {
    env: { ...process.env, LICET_HOME: home },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status !== 0) throw new Error(`The demonstration case did not load; what went wrong:\n${errors.trimEnd()}`);
}
