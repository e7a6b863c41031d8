// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./paths.js";
import { embeddedFolder } from "./running.js";

const MISSED_STEPS_SHOWN = 10;

/**
 * Plays the demonstration case's story on the network that runs on a home folder, unless it was played on it before, and
 * keeps what came of each step in `demonstration.json` beside the ledger.
 *
 * @throws Error with what the playing said, when a step misses its expected outcome
 */
export async function loadDemonstration(home: string): Promise<void> {
  const record = path.join(embeddedFolder(home), "demonstration.json");
  if (existsSync(record)) return;
  const { status, output, errors } = await playStory(home);
  if (status !== 0) throw new Error(`The demonstration case did not load.\n${errors}${missedSteps(output)}`);
  writeFileSync(record, output);
}

interface PlayedStep {
  readonly step: string;
  readonly expected: string;
  readonly outcome: string;
  readonly code: string | null;
}

/** The steps that missed their expected outcome, the first of them, one a line. */
function missedSteps(output: string): string {
  if (!output.startsWith("[")) return output;
  const missed = (JSON.parse(output) as readonly PlayedStep[]).filter(({ expected, outcome }) => expected !== outcome);
  const lines = missed.slice(0, MISSED_STEPS_SHOWN).map(({ step, code, outcome }) => `  ${step}: ${code ?? outcome}`);
  if (missed.length > lines.length) lines.push(`  and ${missed.length - lines.length} more`);
  return lines.join("\n");
}

interface Playing {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

function playStory(home: string): Promise<Playing> {
  const script = path.join(projectRoot, "test", "dist", "demo", "main.js");
  const child = spawn(process.execPath, [script, "--story", "--json"], {
    env: { ...process.env, LICET_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output, errors }));
  });
}
