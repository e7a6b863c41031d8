// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { load } from "./load.js";
import { Loading } from "./loading.js";
import { referencesOf } from "./references.js";
import type { Outcome, Stage, Step } from "./step.js";

let folder = "";
/** Steps that the ledger has recorded. */
let recorded: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "licet-loading-"));
  recorded = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

class Killed extends Error {}

const stage = { references: referencesOf(0) } as unknown as Stage;

/** A story of three steps, each of which the ledger takes once; the process is killed at one, before or after it is recorded. */
function story(killedAt?: string, recordedBefore = false): Step[] {
  return ["first", "second", "third"].map((step) => ({
    step,
    chapter: "chapter",
    narration: "",
    expected: "accepted",
    run: (): Promise<Outcome> => {
      if (step === killedAt && !recordedBefore) throw new Killed();
      if (recorded.includes(step)) return Promise.resolve({ outcome: "refused", code: "ALREADY_EXISTS" });
      recorded.push(step);
      if (step === killedAt) throw new Killed();
      return Promise.resolve({ outcome: "accepted" });
    },
  }));
}

it("plays a story once", async () => {
  expect(await load(story(), stage, new Loading(folder))).toEqual([]);
  expect(recorded).toEqual(["first", "second", "third"]);
  expect(new Loading(folder).unfinished).toBeUndefined();
});

it.each([
  ["first", false],
  ["first", true],
  ["second", false],
  ["second", true],
  ["third", false],
  ["third", true],
] as const)("goes on where it was ended, at the %s step, recorded: %s", async (step, before) => {
  await expect(load(story(step, before), stage, new Loading(folder))).rejects.toThrow(Killed);
  const again = new Loading(folder);
  expect(again.unfinished).toBe(0);
  expect(await load(story(), stage, again)).toEqual([]);
  expect(recorded).toEqual(["first", "second", "third"]);
});

it("plays a step again that was refused, and says so as often as it is refused", async () => {
  recorded.push("second");
  for (const _start of ["first", "again", "and again"]) {
    expect(await load(story(), stage, new Loading(folder))).toMatchObject([{ step: "second", code: "ALREADY_EXISTS" }]);
    expect(new Loading(folder).unfinished).toBe(0);
  }
});
