// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import { ownerOfReference } from "../shared/ownership";
import type { Authentication, CustodyState } from "./schemas";
import { type CustodyAct, isCustoms, openMatterOf } from "./state";

/** States that have a say in a consignment besides the one where something happened. */
export interface StatesConcerned {
  /** State whose authority registered it. */
  readonly registering: string | undefined;
  /** States on the route, in order; the last is the destination. */
  readonly routeStates: readonly string[];
  /** State in which the event that an error declaration names happened, where that is known. */
  readonly declared?: string | undefined;
}

/**
 * Whoever acted was entitled to: each party for itself, customs at places of its own state, and customs of a state that is concerned
 * where something that others recorded is closed or declared wrong. Customs write into the chain in a state of the route: goods may
 * turn up anywhere, but where nobody expected them they are held and inspected, which only stops them. Writing demands it, and so does an
 * audit.
 * @throws {LicetError} PARTY_NOT_REPRESENTED, NOT_CUSTODIAN, PLACE_OF_ANOTHER_STATE, STATE_NOT_CONCERNED.
 */
export function requireEntitled(before: CustodyState, event: CustodyAct, states: StatesConcerned): void {
  switch (event.type) {
    case "registered":
      break;
    case "release-proposed":
      requireActing(event.release, event.terms.releasedBy);
      break;
    case "custody-transferred":
      requireActing(event.release, event.terms.releasedBy);
      requireActing(event.acceptance, event.terms.receivedBy);
      break;
    case "proposal-refused":
      requireActing(event.by, event.refusedBy);
      break;
    case "matter-closed":
      requireConcerned(event, closersOf(states, openMatterOf(before, event.closes).matter?.state));
      break;
    case "error-declared":
      if (isCustoms(event.by)) requireConcerned(event, closersOf(states, states.declared));
      else requireActing(event.by, before.custodian);
      break;
    case "proposal-cancelled":
      requireActing(event.by, before.custodian);
      break;
    case "resealed":
    case "incident-reported":
      if (isCustoms(event.by)) requireOnRoute(event, event.by, states);
      else requireActing(event.by, before.custodian);
  }
}

/** A party acted itself: it signed, which is checked elsewhere, or its register's organisation issued the identity for it. */
function requireActing(by: Authentication, party: string): void {
  if (by.by === "signature") return;
  if (by.party === party && by.organisation === ownerOfReference(party)) return;
  throw new LicetError("PARTY_NOT_REPRESENTED", `${by.organisation} has no identity for ${party} here.`, {
    party,
    callerParty: by.party ?? null,
    callerOrganisation: by.organisation,
  });
}

/** Customs act where the goods are, in their own state, and a state of the route or the registering one. */
function requireOnRoute(
  event: { readonly by: Authentication; readonly consignment: string; readonly place?: string | undefined },
  by: { readonly state: string },
  { registering, routeStates }: StatesConcerned,
): void {
  requireAtHome(by, event.place);
  requireConcerned(event, [registering, ...routeStates]);
}

function requireAtHome(by: { readonly state: string }, place: string | undefined): void {
  if (place?.startsWith(by.state) === true) return;
  throw new LicetError(
    "PLACE_OF_ANOTHER_STATE",
    `${place ?? "A place that is not given"} does not lie in ${by.state}.`,
    {
      place: place ?? null,
      state: by.state,
    },
  );
}

/**
 * States that close a matter or declare an event wrong: both ends of the route, and the state where it happened. Where that was is what
 * somebody says, the custodian among them, so that it brings in none that the route does not pass through.
 */
function closersOf({ registering, routeStates }: StatesConcerned, where: string | undefined): (string | undefined)[] {
  const passed = where !== undefined && routeStates.includes(where) ? [where] : [];
  return [...passed, registering, routeStates.at(-1)];
}

function requireConcerned(
  { by, consignment }: { readonly by: Authentication; readonly consignment: string },
  concerned: readonly (string | undefined)[],
): void {
  const state = isCustoms(by) ? by.state : undefined;
  if (state !== undefined && concerned.includes(state)) return;
  throw new LicetError("STATE_NOT_CONCERNED", `${state ?? "Nobody"} has no say in this event of ${consignment}.`, {
    consignment,
    state: state ?? null,
    concerned: [...new Set(concerned.filter((one) => one !== undefined))],
  });
}
