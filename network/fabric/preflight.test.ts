// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { generateCrypto } from "../crypto/generate.js";
import { planNetwork } from "./plan.js";
import { assertClock, assertDiskSpace } from "./preflight.js";
import { initialState, writeState } from "./state.js";

const HOUR_MS = 3_600_000;
const consortium = loadConsortium(defaultConsortiumFile());

describe("before a network starts", () => {
  let directory: string;

  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "licet-preflight-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("the disk must have room, and the refusal says how much", () => {
    expect(() => assertDiskSpace(directory, () => 2 ** 31)).not.toThrow();
    expect(() => assertDiskSpace(join(directory, "new"), () => 100.5 * 2 ** 20)).toThrow(
      expect.objectContaining({ code: "NETWORK_DISK_FULL" }),
    );
    expect(() => assertDiskSpace(directory, () => 100.5 * 2 ** 20)).toThrow(/Only 100 MiB are free .* needs 1024 MiB/);
    expect(() => assertDiskSpace(directory)).not.toThrow();
  });

  it("the clock must not have been set back behind the network's last start", () => {
    const plan = planNetwork(consortium, directory);
    expect(() => assertClock(plan, 0)).not.toThrow();
    writeState(directory, initialState("2.5", plan, "run 1"));
    expect(() => assertClock(plan)).not.toThrow();
    expect(() => assertClock(plan, Date.now() - HOUR_MS)).toThrow(/network\.json was written at .*Set the clock/);
  });

  it("the clock must not have been set back behind the authorities' certificates", async () => {
    const plan = planNetwork(consortium, directory);
    await generateCrypto(consortium, directory);
    expect(() => assertClock(plan)).not.toThrow();
    const attempt = (): void => assertClock(plan, Date.now() - HOUR_MS);
    expect(attempt).toThrow(expect.objectContaining({ code: "NETWORK_CLOCK_SKEW" }));
    expect(attempt).toThrow(/ca\.gb\.licet\.example-cert\.pem is valid from/);
  });
});
