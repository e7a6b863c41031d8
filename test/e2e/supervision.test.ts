// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { claimStackPorts, waitUntil } from "@licet/scripts/lib/ports";
import { isAlive, type Running, type RunningProcess } from "@licet/scripts/lib/running";
import { afterAll, beforeAll, expect, it } from "vitest";

const WAIT_MS = 180_000;

const home = mkdtempSync(path.join(tmpdir(), "licet-supervision-"));
let started: ChildProcess | undefined;
let output = "";

/** What the start has noted; undefined until it is up. */
function running(): Running | undefined {
  try {
    return JSON.parse(readFileSync(path.join(home, "embedded", "running.json"), "utf8")) as Running;
  } catch {
    return undefined;
  }
}

function processNamed(title: string): RunningProcess | undefined {
  return running()?.processes.find((process) => process.title === title);
}

async function isReady(): Promise<boolean> {
  const url = running()?.gatewayUrl;
  if (url === undefined) return false;
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

beforeAll(async () => {
  const { portBase, gatewayPort } = await claimStackPorts();
  const script = createRequire(import.meta.url).resolve("@licet/scripts/start");
  started = spawn(process.execPath, [script, "--port-base", String(portBase)], {
    env: { ...process.env, LICET_HOME: home, PORT: String(gatewayPort) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [started.stdout, started.stderr])
    stream?.on("data", (chunk: Buffer) => (output += String(chunk)));
  await waitUntil("The start", WAIT_MS, isReady);
}, WAIT_MS);

afterAll(() => {
  started?.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true });
});

it.each(["The chaincode process of AEAuthorityMSP", "The gateway"])(
  "%s comes back when it is killed, and the start says so",
  async (title) => {
    const before = processNamed(title)?.pid ?? 0;
    process.kill(before, "SIGKILL");
    await waitUntil("its coming back", WAIT_MS, async () => {
      const now = processNamed(title)?.pid;
      return now !== before && now !== undefined && isAlive(now) && (await isReady());
    });
    expect(output).toContain(`${title} has ended (SIGKILL); it is started again in 0.5 s.`);
    expect(output).toContain(`${title} was started again.`);
  },
  WAIT_MS,
);

it(
  "nothing is left behind when the start itself is killed",
  async () => {
    const processes = running()?.processes ?? [];
    expect(processes).toHaveLength(6);
    started?.kill("SIGKILL");
    const left = (): readonly RunningProcess[] => processes.filter(({ pid }) => isAlive(pid));
    await waitUntil("the end of what it started", WAIT_MS, () => Promise.resolve(left().length === 0));
  },
  WAIT_MS,
);
