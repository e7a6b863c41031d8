// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProcessTable, type ProcessSpec } from "./processes.js";
import { until } from "./wait.js";

const WAIT_MS = 4_000;

describe("ProcessTable", () => {
  let directory: string;
  let table: ProcessTable;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "licet-processes-"));
    table = new ProcessTable(directory, "run 1");
  });
  afterEach(async () => {
    await table.stopAll();
    rmSync(directory, { recursive: true });
  });

  const spec = (name: string, script: string, kind: ProcessSpec["kind"] = "peer"): ProcessSpec => ({
    name,
    kind,
    command: process.execPath,
    args: ["-e", script],
    cwd: directory,
    environment: { GREETING: "hello" },
    address: "127.0.0.1:1",
  });
  const STAYS = "setInterval(() => {}, 1000)";
  const logOf = (name: string): string => readFileSync(table.logFile(name), "utf8");

  it("starts a process that another table finds and ends", async () => {
    table.start(spec("a", STAYS));
    const other = new ProcessTable(directory, "run 2");
    expect(other.list()).toMatchObject([{ name: "a", kind: "peer", address: "127.0.0.1:1" }]);
    expect(other.isRunning("a")).toBe(true);
    await other.stop("a");
    expect(table.isRunning("a")).toBe(false);
    expect(table.list()).toEqual([]);
  });

  it("does not start a running process twice", () => {
    table.start(spec("a", STAYS));
    const [before] = table.list();
    table.start(spec("a", STAYS));
    expect(table.list()).toEqual([before]);
  });

  it("starts again, as it was, what it started and what has ended", async () => {
    table.start(spec("a", STAYS));
    await table.stop("a");
    table.startAgain("a");
    expect(table.isRunning("a")).toBe(true);
    expect(() => table.startAgain("b")).toThrow("b was not started here");
  });

  it("hands on its settings and keeps the output, but none of this process's Fabric settings", async () => {
    process.env["CORE_PEER_ADDRESS"] = "elsewhere";
    try {
      table.start(spec("a", "console.log(process.env.GREETING, process.env.CORE_PEER_ADDRESS)"));
    } finally {
      delete process.env["CORE_PEER_ADDRESS"];
    }
    expect(await until(() => logOf("a") === "hello undefined\n", WAIT_MS)).toBe(true);
  });

  it("reports a process that ended, with the end of its log", async () => {
    table.start(spec("a", "console.log('the reason'); process.exit(3)"));
    expect(await until(() => !table.isRunning("a"), WAIT_MS)).toBe(true);
    expect(() => table.assertRunning("a")).toThrow(/a has ended[^]*the reason/);
  });

  it("ends what a process started with it", async () => {
    const child = `require("child_process").spawn(process.execPath, ["-e", "${STAYS}"], { stdio: "ignore" }).pid`;
    table.start(spec("a", `require("fs").writeFileSync("child", String(${child})); ${STAYS}`));
    const file = join(directory, "child");
    expect(await until(() => existsSync(file) && readFileSync(file, "utf8") !== "", WAIT_MS)).toBe(true);
    const pid = Number(readFileSync(file, "utf8"));
    await table.stopAll();
    const gone = (): boolean => {
      try {
        process.kill(pid, 0);
        return readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z");
      } catch {
        return true;
      }
    };
    expect(await until(gone, WAIT_MS)).toBe(true);
  });

  it("does not touch a later process that got the same pid", async () => {
    table.start(spec("a", STAYS));
    const [record] = table.list();
    const file = join(directory, "pids", "a.json");
    writeFileSync(file, JSON.stringify({ ...record, stamp: "another start" }));
    expect(table.isRunning("a")).toBe(false);
    await table.stop("a");
    expect(() => process.kill(record!.pid, 0)).not.toThrow();
    writeFileSync(file, JSON.stringify(record));
  });

  it("lists peers before ordering nodes before chaincodes, the order in which they are ended", () => {
    table.start(spec("c", STAYS, "chaincode"));
    table.start(spec("o", STAYS, "orderer"));
    table.start(spec("p", STAYS, "peer"));
    expect(table.list().map(({ name }) => name)).toEqual(["p", "o", "c"]);
  });

  it("ends the processes of one run and leaves those of another", async () => {
    const later = new ProcessTable(directory, "run 2");
    table.start(spec("a", STAYS));
    later.start(spec("b", STAYS));
    await table.stopRun();
    expect(table.isRunning("a")).toBe(false);
    expect(table.isRunning("b")).toBe(true);
  });

  it("says that a program does not exist", () => {
    expect(() => table.start({ ...spec("a", ""), command: join(directory, "none") })).toThrow(/does not run/);
  });
});
