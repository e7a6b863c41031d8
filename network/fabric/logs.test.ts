// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followLogs, lastLines, logFiles } from "./logs.js";

describe("logs", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "licet-logs-"));
    writeFileSync(join(folder, "peer0.gb.log"), "one\ntwo\nthree\n");
    writeFileSync(join(folder, "orderer0.log"), "");
    writeFileSync(join(folder, "notes.txt"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are found by a part of the process's name", () => {
    expect(logFiles(folder).map(({ name }) => name)).toEqual(["orderer0", "peer0.gb"]);
    expect(logFiles(folder, "gb").map(({ name }) => name)).toEqual(["peer0.gb"]);
    expect(logFiles(join(folder, "none"))).toEqual([]);
  });

  it("show their last lines", () => {
    expect(lastLines(join(folder, "peer0.gb.log"), 2)).toEqual(["two", "three"]);
    expect(lastLines(join(folder, "peer0.gb.log"), 0)).toEqual([]);
    expect(lastLines(join(folder, "orderer0.log"), 5)).toEqual([]);
  });

  it("are followed line by line, unfinished ones left until they are whole", async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const following = followLogs(logFiles(folder, "gb"), stop.signal, (file, line) => {
      seen.push(`${file.name}: ${line}`);
      if (line === "four") appendFileSync(file.path, "ve\n");
      if (line === "five") stop.abort();
    });
    appendFileSync(join(folder, "peer0.gb.log"), "four\nfi");
    await following;
    expect(seen).toEqual(["peer0.gb: four", "peer0.gb: five"]);
  });
});
