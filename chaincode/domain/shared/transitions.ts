// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import { isMet, type NeedEvidence, type TransitionNeed } from "./needs";
import { requireRole, type Role } from "./roles";

/** One permitted move of a record's status. */
export interface Transition<S extends string, A extends string> {
  readonly from: S;
  readonly action: A;
  readonly to: S;
  /** Roles that may take the action. */
  readonly who: readonly Role[];
  /** What must be shown with the action: a reason, a legal basis, a second officer. */
  readonly needs: readonly TransitionNeed[];
}

/** The transition table of one kind of record. */
export type TransitionTable<S extends string, A extends string> = readonly Transition<S, A>[];

/** What somebody is about to do with a record. */
export interface Move<S extends string, A extends string> {
  /** The record, for sentences: "Licence GBSIEE2E350002". */
  readonly subject: string;
  /** Status that it has. */
  readonly from: S;
  readonly action: A;
}

/** As `Move`, with the role of whoever makes it. */
export interface RoleMove<S extends string, A extends string> extends Move<S, A> {
  readonly role: Role | undefined;
}

/**
 * The transition that an action takes from a status, with everything that the table asks for shown.
 * @param evidence what shows that each need of the transition is met; more than it needs does no harm.
 * @throws {LicetError} as `requirePermitted`; TRANSITION_NEED_UNMET naming the first need that nothing was shown for, or not what it asks.
 */
export function transition<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  move: RoleMove<S, A>,
  evidence: NeedEvidence = {},
): Transition<S, A> {
  const found = requirePermitted(table, move);
  const { subject, action } = move;
  const unmet = found.needs.find((need) => !isMet(need, evidence));
  if (unmet === undefined) return found;
  throw new LicetError("TRANSITION_NEED_UNMET", `To ${action} ${subject} needs what shows its ${unmet}.`, {
    subject,
    action,
    need: unmet,
  });
}

/**
 * What of a transition can be asked before there is any evidence: status and role. It moves nothing; `transition` does.
 * @throws {LicetError} as `requireAction`; ROLE_NOT_ALLOWED where the caller's role may not take it.
 */
export function requirePermitted<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  move: RoleMove<S, A>,
): Transition<S, A> {
  const found = requireAction(table, move);
  requireRole(move.role, found.who, `${move.action} ${move.subject}`);
  return found;
}

/**
 * Whether a status allows an action, whoever takes it.
 * @throws {LicetError} TRANSITION_NOT_ALLOWED naming the status, the action and the actions that are allowed.
 */
export function requireAction<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  { subject, from, action }: Move<S, A>,
): Transition<S, A> {
  const found = table.find((row) => row.from === from && row.action === action);
  if (found !== undefined) return found;
  const allowed = table.filter((row) => row.from === from).map((row) => row.action);
  throw new LicetError("TRANSITION_NOT_ALLOWED", `${subject} is ${from}, so it cannot ${action}.`, {
    subject,
    status: from,
    action,
    allowed,
  });
}
