// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CERTIFICATE_TRANSITIONS } from "./certificate/transitions";
import { CERTIFICATE_RULES } from "./certificate/types";
import { CHECKS, VERDICTS } from "./checkpoint/schemas";
import { VERDICT_TABLE } from "./checkpoint/verdict-table";
import { CONSIGNMENT_TRANSITIONS } from "./consignment/transitions";
import { SEAL_STATES, SEAL_TRANSITIONS, type SealAction, type SealStateName } from "./custody/transitions";

/** Rows of a document's tables whose first heading is the given one, as trimmed cells without the heading. */
function rowsOf(file: string, firstHeading: string): readonly (readonly string[])[] {
  const lines = readFileSync(path.join(__dirname, "../../docs/concepts", file), "utf8").split("\n");
  const start = lines.findIndex((line) => cellsOf(line)[0] === firstHeading);
  if (start < 0) throw new Error(`${file} has no table that starts with ${firstHeading}`);
  const after = lines.slice(start + 2);
  const end = after.findIndex((line) => !line.startsWith("|"));
  return after.slice(0, end < 0 ? undefined : end).map(cellsOf);
}

function cellsOf(line: string): readonly string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const codesIn = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

describe("tables in the documents say what the code does", () => {
  it("verdict codes", () => {
    const told = rowsOf("checkpoint.md", "Code");
    const rows = Object.entries(VERDICT_TABLE);
    expect(told).toEqual(
      rows.map(([code, { verdict, leadsTo, action }]) => [`\`${code}\``, verdict, `\`${leadsTo}\``, action]),
    );
  });

  it("checks, each with every one of its verdicts in the table of codes", () => {
    expect(rowsOf("checkpoint.md", "Check").flatMap(([check]) => codesIn(check))).toEqual(CHECKS);
    const given = new Set(Object.values(VERDICT_TABLE).map(({ verdict }) => verdict));
    expect([...given].sort()).toEqual([...VERDICTS].sort());
  });

  it.each([
    ["consignment", "custody.md", CONSIGNMENT_TRANSITIONS],
    ["certificate", "certificate.md", CERTIFICATE_TRANSITIONS],
  ] as const)("transitions of a %s", (_subject, file, transitions) => {
    const told = rowsOf(file, "From").flatMap(([from, action, to]) =>
      codesIn(from).map((status) => [status, ...codesIn(action), ...codesIn(to)].join(" ")),
    );
    expect([...told].sort()).toEqual(transitions.map(({ from, action, to }) => `${from} ${action} ${to}`).sort());
  });

  it("states of the seals", () => {
    const after = (from: SealStateName, action: SealAction): string | undefined =>
      SEAL_TRANSITIONS.find((row) => row.from === from && row.action === action)?.to;
    const told = rowsOf("custody.md", "Recorded").map((row) => row.map((cell) => codesIn(cell)[0]));
    const known = SEAL_STATES.map((from) => [
      from,
      after(from, "observe-intact"),
      after(from, "observe-broken"),
      after(from, "reseal"),
    ]);
    expect([...told].sort()).toEqual([...known].sort());
  });

  it("types of certificate", () => {
    const answer = (yes: boolean): string => (yes ? "yes" : "no");
    const told = rowsOf("certificate.md", "Type").map(([type, , ...answers]) => [
      type,
      ...answers.map((cell) => cell.split(",", 1)[0]),
    ]);
    expect(told).toEqual(
      Object.entries(CERTIFICATE_RULES).map(([type, { signed, certified, assuresEndUse }]) => [
        type,
        answer(signed),
        answer(certified),
        answer(assuresEndUse),
      ]),
    );
  });
});
