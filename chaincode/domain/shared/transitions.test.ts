// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { LICENCE_TRANSITIONS } from "../licence/transitions";
import { MANIFESTS } from "../registries/manifests";
import type { AreaManifest } from "./area";
import { ALL_SHOWN, NOT_SHOWN } from "../testing/evidence";
import { type NeedEvidence, TRANSITION_NEEDS } from "./needs";
import { ROLES } from "./roles";
import { requirePermitted, type RoleMove, transition, type TransitionTable } from "./transitions";

const TABLES: Readonly<Record<string, TransitionTable<string, string>>> = Object.fromEntries(
  MANIFESTS.flatMap(({ transitions }: AreaManifest) => Object.entries(transitions)),
);

const MOVES = Object.entries(TABLES).flatMap(([name, table]) =>
  table.map((row) => ({ name, table, row, move: { subject: "it", ...row, role: row.who[0] } })),
);

const NEEDED = MOVES.flatMap((move) => move.row.needs.map((need) => ({ ...move, need })));

describe("a transition", () => {
  it.each(MOVES)("$name: $row.action from $row.from leads to $row.to once everything is shown", (given) => {
    const { table, move, row } = given;
    const only = Object.fromEntries(row.needs.map((need) => [need, ALL_SHOWN[need]])) as NeedEvidence;
    expect(transition(table, move, only)).toBe(row);
    expect(transition(table, move, ALL_SHOWN)).toBe(row);
    if (row.needs.length === 0) expect(transition(table, move)).toBe(row);
  });

  it.each(NEEDED)("$name: $row.action from $row.from is refused without its $need", ({ table, move, need }) => {
    for (const unmet of NOT_SHOWN[need]) {
      const { code, details } = refusalOf(table, move, { ...ALL_SHOWN, [need]: unmet });
      expect([code, details]).toEqual(["TRANSITION_NEED_UNMET", { subject: "it", action: move.action, need }]);
    }
    const { [need]: _withheld, ...others } = ALL_SHOWN;
    expect(refusalOf(table, move, others).code).toBe("TRANSITION_NEED_UNMET");
  });

  it.each(MOVES)("$name: $row.action from $row.from asks for the role before any evidence", ({ table, move, row }) => {
    for (const role of [undefined, ...ROLES.filter((each) => !row.who.includes(each))]) {
      expect(refusalOf(table, { ...move, role }, {}).code).toBe("ROLE_NOT_ALLOWED");
    }
  });

  it("asks for the status before the role", () => {
    const move = { subject: "it", from: "revoked", action: "issue", role: undefined } as const;
    expect(() => requirePermitted(LICENCE_TRANSITIONS, move)).toThrow(/^TRANSITION_NOT_ALLOWED/);
  });
});

describe("a need", () => {
  it.each(TRANSITION_NEEDS)("%s is named by a table, and is met and unmet by what is said of it here", (need) => {
    expect(NEEDED.some((each) => each.need === need)).toBe(true);
    expect(NOT_SHOWN[need].length).toBeGreaterThan(1);
  });

  it("of arithmetic is met from the day after the last one", () => {
    const move = { subject: "it", from: "issued", action: "expire", role: "licensing-officer" } as const;
    const arithmetic = { day: "2026-11-27", lastDay: "2026-11-26" };
    expect(transition(LICENCE_TRANSITIONS, move, { arithmetic }).to).toBe("expired");
  });
});

function refusalOf(
  table: TransitionTable<string, string>,
  move: RoleMove<string, string>,
  evidence: NeedEvidence,
): LicetError {
  try {
    transition(table, move, evidence);
  } catch (error) {
    if (error instanceof LicetError) return error;
    throw error;
  }
  throw new Error(`${move.action} from ${move.from} was not refused`);
}
