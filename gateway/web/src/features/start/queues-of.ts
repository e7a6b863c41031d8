// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Queue } from "../../api/queues";

const OFFICER: readonly Queue[] = ["decisions", "countersign", "overdue", "waiting"];
const PARTY: readonly Queue[] = ["waiting", "overdue", "offered", "custody"];

/** The working lists of each role, in the order in which one looks at them. */
const QUEUES_OF: Readonly<Record<Role, readonly Queue[]>> = {
  "licensing-officer": OFFICER,
  "senior-licensing-officer": ["countersign", "decisions", "overdue", "waiting"],
  "certifying-officer": OFFICER,
  "customs-officer": ["holds", "overdue", "countersign", "waiting"],
  registrar: ["countersign", "decisions", "waiting"],
  exporter: PARTY,
  "end-user": PARTY,
  carrier: ["offered", "custody", "handover"],
};

/** The working lists of a role; none without one. */
export function queuesOf(role: Role | null): readonly Queue[] {
  return role === null ? [] : QUEUES_OF[role];
}
