// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Child } from "./child.js";
import { waitUntil } from "./ports.js";

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
  it("keeps the output in its log and stops when asked", async () => {
    const child = start("console.log(process.env.GREETING); setInterval(() => {}, 1000);");
    let failed: Error | undefined;
    child.onFailure((error) => (failed = error));
    await waitUntil("its first line", 60_000, () => Promise.resolve(log() === "hello\n"));
    child.requireRunning();
    await child.stop();
    expect(failed).toBeUndefined();
    expect(() => child.requireRunning()).toThrow("the script has ended");
  });

  it("reports an end that nobody asked for, with the end of the log", async () => {
    const child = start("console.log('about to fail'); process.exit(3);");
    const failure = await new Promise<Error>((resolve) => child.onFailure(resolve));
    expect(failure.message).toContain("(status 3)");
    expect(failure.message).toContain("about to fail");
  });
});
