// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import {
  DISCLOSURE,
  type EvaluateDefinition,
  KEY_TYPES,
  ROLES,
  type SubmitDefinition,
  TRANSACTIONS,
} from "@licet/domain";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "./catalogue/catalogue.js";
import { COMMANDS } from "./catalogue/commands.js";
import { CREATIONS } from "./catalogue/creations.js";
import { PART_SAMPLES } from "./catalogue/every-reading.js";
import { FINDINGS } from "./catalogue/findings.js";
import { QUERY_INPUTS } from "./catalogue/queries.js";
import { SAMPLES } from "./catalogue/samples.js";
import { GROUPS } from "./catalogue/types.js";
import { ATTACKS_PAGE, attacksPage } from "./page.js";
import { chosen } from "./run.js";

const definitions = Object.entries(TRANSACTIONS) as [string, SubmitDefinition | EvaluateDefinition][];
const namesOf = (kind: "submit" | "evaluate"): string[] =>
  definitions.filter(([, definition]) => definition.kind === kind).map(([name]) => name);
const kinds = new Set(CATALOGUE.map(({ kind }) => kind));

describe("the catalogue of attacks", () => {
  it("has at least 40 kinds and 200 attacks, each named once", () => {
    expect(kinds.size).toBeGreaterThanOrEqual(40);
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(200);
    const names = CATALOGUE.map(({ kind, on }) => `${kind} on ${on}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("plays every group and every principle", () => {
    expect(new Set(CATALOGUE.map(({ group }) => group))).toEqual(new Set(GROUPS));
    expect([...new Set(CATALOGUE.map(({ principle }) => principle))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each(Object.entries(FINDINGS))("answers point %s of the review: %s", (number) => {
    expect(CATALOGUE.filter(({ finding }) => finding === Number(number))).not.toEqual([]);
  });

  it("accepts few kinds, each with a reason", () => {
    const accepted = CATALOGUE.filter(({ expected }) => expected.as === "accepted");
    expect(new Set(accepted.map(({ kind }) => kind)).size).toBeLessThanOrEqual(5);
  });

  it("says what it is on one line each kind", () => {
    const said = new Set(CATALOGUE.map(({ kind, what, expected }) => JSON.stringify([kind, what, expected])));
    expect(said.size).toBe(kinds.size);
  });

  it("chooses the same part for the same seed", () => {
    expect(chosen(CATALOGUE, 7, 2)).toEqual(chosen(CATALOGUE, 7, 2));
    expect(new Set(chosen(CATALOGUE, 7, 2).map(({ kind }) => kind))).toEqual(kinds);
  });

  it("is shown in the documentation", () => {
    expect(normalised(readFileSync(ATTACKS_PAGE, "utf8"))).toBe(normalised(attacksPage()));
  });
});

describe("what runs over everything", () => {
  it.each(KEY_TYPES.map((type) => [type]))("attacks the record type %s", (type) => {
    expect(SAMPLES).toHaveProperty([type]);
    expect(CREATIONS).toHaveProperty([type]);
    const on = CATALOGUE.filter(({ on: where }) => where === type || where.startsWith(`${type} by `));
    const needed = ["overwrite-record", "delete-record", "take-record-policy", "junk-beside-10000", "create-in-bulk"];
    // Nobody but its own chaincode creates the members' record.
    const applicable = type === "members" ? needed.filter((kind) => kind !== "create-in-bulk") : needed;
    for (const kind of applicable) expect(on.map((attack) => attack.kind)).toContain(kind);
  });

  it("asks every query", () => {
    expect(Object.keys(QUERY_INPUTS).sort()).toEqual(namesOf("evaluate").sort());
  });

  it("calls every transaction", () => {
    expect(Object.keys(COMMANDS).sort()).toEqual(namesOf("submit").sort());
  });

  it.each(namesOf("submit").map((name) => [name]))("calls %s in every role that may not", (name) => {
    const { roles } = new Map(definitions).get(name)!;
    const wrong = roles === "any" ? [] : ROLES.filter((role) => !roles.includes(role));
    const played = CATALOGUE.filter(({ kind, on }) => kind === "wrong-role" && on.startsWith(`${name} as `));
    expect(played).toHaveLength(wrong.length);
  });

  it("reads every confidential part", () => {
    expect(Object.keys(PART_SAMPLES).sort()).toEqual(Object.keys(DISCLOSURE).sort());
  });
});

/** Text without the line breaks and paddings that formatting puts in. */
function normalised(text: string): string {
  return text
    .replaceAll(/[\s|-]+/g, " ")
    .replaceAll("\\", "")
    .trim();
}
