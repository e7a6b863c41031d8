// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { findRunning, leftBehind, removeRunning, writeRunning } from "./running.js";

/** Number of a process that has ended. */
function gone(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

it("finds what runs, and not what was killed", async () => {
  const home = mkdtempSync(path.join(tmpdir(), "licet-running-"));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const running = {
    ledger: "2.5" as const,
    pid: process.pid,
    startedAt: "2026-11-24T00:00:00.000Z",
    gatewayUrl: `http://127.0.0.1:${address.port}`,
    gatewayPort: address.port,
    profilesFolder: home,
    processes: [
      { title: "one that is there", pid: process.pid },
      { title: "one that is gone", pid: gone() },
    ],
  };
  expect(await findRunning(home)).toBeUndefined();
  writeRunning(home, running);
  expect(await findRunning(home)).toEqual(running);
  expect(await findRunning(home, ["embedded"])).toBeUndefined();
  await new Promise((resolve) => server.close(resolve));
  expect(await findRunning(home)).toBeUndefined();
  expect(leftBehind(home, "2.5")).toEqual([{ title: "one that is there", pid: process.pid }]);
  expect(leftBehind(home, "embedded")).toEqual([]);
  removeRunning(home, "2.5");
  rmSync(home, { recursive: true });
});
