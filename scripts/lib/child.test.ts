// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Child } from "./child.js";
import { waitUntil } from "./ports.js";
import { isAlive } from "./running.js";

const WAIT_MS = 30_000;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "licet-child-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(source: string): Child {
  const script = path.join(folder, "script.mjs");
  writeFileSync(script, source);
  return new Child({
    title: "the script",
    script,
    cwd: folder,
    environment: { GREETING: "hello" },
    logPath: path.join(folder, "logs", "script.log"),
  });
}

function log(): string {
  return readFileSync(path.join(folder, "logs", "script.log"), "utf8");
}

describe("Child", () => {
  it("keeps the output in its log and stops when asked, for good", async () => {
    const child = start("console.log(process.env.GREETING); setInterval(() => {}, 1000);");
    const told: string[] = [];
    child.keepUp((says) => told.push(says));
    await waitUntil("its first line", WAIT_MS, () => Promise.resolve(log() === "hello\n"));
    child.requireRunning();
    await child.stop();
    expect(told).toEqual([]);
    expect(() => child.requireRunning()).toThrow("the script has ended");
  });

  it("says how it ended, with the end of the log", async () => {
    const child = start("console.log('about to fail'); process.exit(3);");
    const failure = (): string => {
      try {
        child.requireRunning();
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    await waitUntil("its end", WAIT_MS, () => Promise.resolve(failure() !== ""));
    expect(failure()).toContain("(status 3)");
    expect(failure()).toContain("about to fail");
  });

  it.each(["SIGKILL", "SIGTERM"] as const)("comes back after %s, and tells of it", async (signal) => {
    const child = start("console.log(process.pid); setInterval(() => {}, 1000);");
    const told: string[] = [];
    child.keepUp((says) => told.push(says));
    const lines = (): string[] => log().split("\n").filter(Boolean);
    await waitUntil("its first start", WAIT_MS, () => Promise.resolve(lines().length === 1));
    process.kill(Number(lines()[0]), signal);
    await waitUntil("its second start", WAIT_MS, () => Promise.resolve(lines().length === 2));
    expect(lines()[1]).toBe(String(child.pid));
    expect(told[0]).toContain(`the script has ended (${signal}); it is started again in 0.5 s.`);
    expect(told[1]).toBe("the script was started again.");
    await child.stop();
  });

  it("does not outlive the process that started it, however that ends", async () => {
    const module = new URL("../dist/lib/child.js", import.meta.url).href;
    const script = path.join(folder, "inner.mjs");
    const logPath = path.join(folder, "inner.log");
    writeFileSync(script, "console.log(process.pid); setInterval(() => {}, 1000);");
    const outer = spawn(process.execPath, [
      "--input-type=module",
      "--eval",
      `import { Child } from ${JSON.stringify(module)};
       new Child(${JSON.stringify({ title: "inner", script, cwd: folder, environment: {}, logPath })});
       setInterval(() => {}, 1000);`,
    ]);
    const inner = (): string => (existsSync(logPath) ? readFileSync(logPath, "utf8").trim() : "");
    await waitUntil("the inner process", WAIT_MS, () => Promise.resolve(inner() !== ""));
    outer.kill("SIGKILL");
    await waitUntil("its end", WAIT_MS, () => Promise.resolve(!isAlive(Number(inner()))));
  });
});
