// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { planNetwork } from "./plan.js";
import { assertSameNetwork, initialState, readState, writeState } from "./state.js";

describe("the state of a network", () => {
  const consortium = loadConsortium(defaultConsortiumFile());
  let directory: string;

  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "licet-state-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("is read back as it was written", () => {
    expect(readState(directory)).toBeUndefined();
    const state = initialState("2.5", planNetwork(consortium, directory), "run 1");
    writeState(directory, state);
    expect(readState(directory)).toEqual(state);
  });

  it("fits the same consortium at the same ports only", () => {
    const plan = planNetwork(consortium, directory);
    const state = initialState("2.5", plan, "run 1");
    expect(() => assertSameNetwork(state, plan)).not.toThrow();
    expect(() => assertSameNetwork(state, planNetwork(consortium, directory, { portBase: 17_000 }))).toThrow(
      /port base 17000, not 7000\. /,
    );
    const smaller = { ...consortium, organisations: consortium.organisations.slice(0, -1) };
    expect(() => assertSameNetwork(state, planNetwork(smaller, directory))).toThrow(
      /CarriersMSP peer0\.carriers\.licet\.example:7451 is gone/,
    );
  });
});
