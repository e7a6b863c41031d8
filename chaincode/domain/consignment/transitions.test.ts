// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { ROLES } from "../shared/roles";
import { transition } from "../shared/transitions";
import { ALL_SHOWN } from "../testing/evidence";
import { CONSIGNMENT_ACTIONS, CONSIGNMENT_STATUSES, CONSIGNMENT_TRANSITIONS } from "./transitions";

/** What is allowed, told independently of the table: status, action, next status and roles. */
const ALLOWED: Readonly<Record<string, readonly [to: string, ...roles: string[]]>> = {
  "registered amend": ["registered", "customs-officer", "exporter"],
  "registered release-for-export": ["released", "customs-officer"],
  "registered invalidate": ["invalidated", "customs-officer"],
  "released receive": ["received", "customs-officer"],
  "received resolve": ["received", "customs-officer", "licensing-officer", "senior-licensing-officer"],
};

describe("consignment transitions", () => {
  const pairs = CONSIGNMENT_STATUSES.flatMap((from) => CONSIGNMENT_ACTIONS.map((action) => [from, action] as const));

  it.each(pairs)("%s: %s", (from, action) => {
    const [to, ...roles] = ALLOWED[`${from} ${action}`] ?? [];
    for (const role of [...ROLES, undefined]) {
      let outcome: string;
      try {
        outcome = transition(CONSIGNMENT_TRANSITIONS, { subject: "it", from, action, role }, ALL_SHOWN).to;
      } catch (error) {
        if (!(error instanceof LicetError)) throw error;
        outcome = error.code;
      }
      if (to === undefined) expect(outcome).toBe("TRANSITION_NOT_ALLOWED");
      else expect(outcome).toBe(role !== undefined && roles.includes(role) ? to : "ROLE_NOT_ALLOWED");
    }
  });
});
