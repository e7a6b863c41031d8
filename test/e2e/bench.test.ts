// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { Ratio } from "../bench/ratios.js";
import type { BenchRow } from "../bench/rows.js";
import { projectRoot } from "../checks/sources.js";

const PROGRAM = path.join(projectRoot, "test", "dist", "bench", "main.js");
/** So few operations that nothing is measured, and everything is done once. */
const TINY = ["--rounds", "1", "--scale", "0.002", "--in-flight", "2,3"];
const WORKLOADS = [
  "eip712-check by none",
  "get-1kb by fabric-gateway",
  "get-1kb by fabric-network",
  "handoff by fabric-gateway",
  "handoff by fabric-network",
  "handoff by http",
  "handoff-beside-gateway by fabric-gateway",
  "key-level-update by fabric-gateway",
  "key-level-update by fabric-network",
  "noop-evaluate by fabric-gateway",
  "noop-submit by fabric-gateway",
  "private-put-1kb by fabric-gateway",
  "private-put-1kb by fabric-network",
  "put-1kb by fabric-gateway",
  "put-1kb by fabric-network",
  "put-1kb-2-endorsers by fabric-gateway",
  "verify by fabric-gateway",
  "verify by http",
  "verify-beside-gateway by fabric-gateway",
];

describe("the benchmark", () => {
  it("does every workload on the embedded network, by both clients", async () => {
    const args = [PROGRAM, ...TINY, "--json", "--ratios"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
    const { rows, ratios } = JSON.parse(stdout) as { readonly rows: BenchRow[]; readonly ratios: Ratio[] };
    expect([...new Set(rows.map(({ workload, client }) => `${workload} by ${client}`))].sort()).toEqual(WORKLOADS);
    expect(
      rows.filter(({ errors, perSecond }) => errors > 0 || !(perSecond > 0)),
      stderr,
    ).toEqual([]);
    expect(ratios.filter(({ ratio }) => !(ratio > 0))).toEqual([]);
    expect(ratios.map(({ name }) => name)).toContain("handoff to put");
  });

  it("says at once which option it does not understand", async () => {
    const failed = promisify(execFile)(process.execPath, [PROGRAM, "--ledger", "2.2"]);
    await expect(failed).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('not "2.2"') as string });
  });
});
