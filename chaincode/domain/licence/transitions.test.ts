// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { ROLES } from "../shared/roles";
import { transition } from "../shared/transitions";
import { ALL_SHOWN } from "../testing/evidence";
import {
  APPLICATION_ACTS,
  APPLICATION_STATUSES,
  APPLICATION_TRANSITIONS,
  LICENCE_ACTS,
  LICENCE_STATUSES,
  LICENCE_TRANSITIONS,
} from "./transitions";

/** What is allowed, told independently of the table: `status act -> status: roles`. */
const LICENCE_ALLOWED = [
  "draft issue -> issued: senior-licensing-officer",
  "issued suspend -> suspended: senior-licensing-officer",
  "issued amend -> issued: senior-licensing-officer",
  "issued revoke -> revoked: senior-licensing-officer",
  "issued cancel -> cancelled: senior-licensing-officer",
  "issued surrender -> surrendered: exporter",
  "issued expire -> expired: licensing-officer senior-licensing-officer",
  "reinstated suspend -> suspended: senior-licensing-officer",
  "reinstated amend -> reinstated: senior-licensing-officer",
  "reinstated revoke -> revoked: senior-licensing-officer",
  "reinstated cancel -> cancelled: senior-licensing-officer",
  "reinstated surrender -> surrendered: exporter",
  "reinstated expire -> expired: licensing-officer senior-licensing-officer",
  "suspended reinstate -> reinstated: senior-licensing-officer",
  "suspended amend -> suspended: senior-licensing-officer",
  "suspended revoke -> revoked: senior-licensing-officer",
  "suspended cancel -> cancelled: senior-licensing-officer",
  "suspended surrender -> surrendered: exporter",
  "suspended expire -> expired: licensing-officer senior-licensing-officer",
];

const APPLICATION_ALLOWED = [
  "submitted approve -> approved: licensing-officer senior-licensing-officer",
  "submitted refuse -> refused: licensing-officer senior-licensing-officer",
  "submitted withdraw -> withdrawn: exporter",
  "approved issue -> issued: senior-licensing-officer",
  "approved refuse -> refused: senior-licensing-officer",
  "approved withdraw -> withdrawn: exporter",
];

describe.each([
  ["licence", LICENCE_STATUSES, LICENCE_ACTS, LICENCE_TRANSITIONS, LICENCE_ALLOWED],
  ["application", APPLICATION_STATUSES, APPLICATION_ACTS, APPLICATION_TRANSITIONS, APPLICATION_ALLOWED],
] as const)("every status and act of a %s", (subject, statuses, acts, table, allowed) => {
  const rows = statuses.flatMap((status) => acts.map((act) => [status, act] as const));

  it.each(rows)("%s: %s", (status, act) => {
    const row = allowed.find((text) => text.startsWith(`${status} ${act} `));
    const [, to, roles] = /-> (\S+): (.+)/.exec(row ?? "") ?? [];
    for (const role of [...ROLES, undefined]) {
      const move = { subject, from: status, action: act, role } as never;
      const take = (): string => transition(table as never, move, ALL_SHOWN).to;
      if (row === undefined) expect(codeOf(take)).toBe("TRANSITION_NOT_ALLOWED");
      else if (role !== undefined && roles?.split(" ").includes(role)) expect(take()).toBe(to);
      else expect(codeOf(take)).toBe("ROLE_NOT_ALLOWED");
    }
  });
});

it("asks two officers for every act that gives or ends a right, but not for a suspension", () => {
  const alone = LICENCE_TRANSITIONS.filter(({ needs }) => !needs.includes("second-officer")).map(
    ({ action }) => action,
  );
  expect(new Set(alone)).toEqual(new Set(["suspend", "surrender", "expire"]));
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
  return "no error";
}
