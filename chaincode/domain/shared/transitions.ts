// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import type { Role } from "./roles";

/** One permitted move of a record's status. */
export interface Transition<S extends string, A extends string> {
  readonly from: S;
  readonly action: A;
  readonly to: S;
  /** Roles that may take the action. */
  readonly who: readonly Role[];
  /** What must be given with the action, checked by the transaction: a reason, a legal basis, a second officer. */
  readonly needs: readonly TransitionNeed[];
}

/** Conditions that a transition may name. */
export type TransitionNeed = "reason" | "legal-basis" | "second-officer" | "signature" | "arithmetic";

/** The transition table of one kind of record. */
export type TransitionTable<S extends string, A extends string> = readonly Transition<S, A>[];

/**
 * The transition that an action takes from a status.
 * @throws LicetError TRANSITION_NOT_ALLOWED naming the status, the action and the actions that are allowed;
 * ROLE_NOT_ALLOWED where the caller's role may not take it.
 */
export function transition<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  subject: string,
  from: S,
  action: A,
  role: Role | undefined,
): Transition<S, A> {
  const found = table.find((row) => row.from === from && row.action === action);
  if (!found) {
    const allowed = table.filter((row) => row.from === from).map((row) => row.action);
    throw new LicetError("TRANSITION_NOT_ALLOWED", `${subject} is ${from}, so it cannot ${action}.`, {
      subject,
      status: from,
      action,
      allowed,
    });
  }
  if (role === undefined || !found.who.includes(role)) {
    throw new LicetError("ROLE_NOT_ALLOWED", `Only ${found.who.join(" or ")} may ${action} ${subject}.`, {
      role: role ?? null,
      allowed: found.who,
    });
  }
  return found;
}
