// SPDX-License-Identifier: Apache-2.0
import { readConsignment } from "../consignment/records";
import { countryOf, type Hold, LicetError, type Overrides, ownerOfReference } from "@licet/domain";
import { recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { innerId, innerReference, isOnRoute, listOfInner, readLegible, statementsOn } from "./statements";

/** Longest hold that is read, in characters. */
const HOLD_CHARACTERS_MAX = 4_096;

/** Holds as they were placed and released, listed by consignment and state. What stops goods is the state's statement. */
export const HOLD_RECORDS = recordKind("hold", {
  idOf: ({ consignment, id }) => innerReference(consignment, id),
  ownerOf: (id) => ownerOfReference(innerId(id)),
  listedIn: listOfInner,
  charactersMax: HOLD_CHARACTERS_MAX,
});

/** What the state that registered a consignment overrides: read from that state, and from no other. */
export const OVERRIDE_RECORDS = recordKind("checkpoint-override", {
  idOf: ({ consignment }) => consignment,
  ownerOf: ownerOfReference,
});

/** How the registering state overrides a hold. */
export type Override = Omit<Overrides["holds"][number], "hold">;

/** A hold that a statement names, and the entry by which the registering state overrides it. */
export interface StatedHold {
  readonly hold: Hold;
  readonly override: Override | undefined;
}

/**
 * Holds that stand by date, overridden ones included. A state's own hold stands before its own officers until it releases it itself: the
 * registering state does not decide what is done with goods on another's ground.
 */
export async function statedHolds(tx: Transaction, consignment: string): Promise<readonly StatedHold[]> {
  const statements = await statementsOn(tx, consignment);
  const overrides = await overridesOn(tx, consignment);
  return statements.flatMap(({ register, openHolds: held }) => {
    const isOwnHold = tx.members.ofRegister(register) === tx.caller.mspId;
    const ofState = overrides.states.find((each) => each.register === register);
    return held
      .filter((each) => !hasLapsed(tx, each))
      .map((each) => ({
        hold: { ...each, consignment, status: "open" as const },
        override: isOwnHold ? undefined : (ofState ?? overrides.holds.find(({ hold }) => hold === each.id)),
      }));
  });
}

/**
 * What the registering state overrides; nothing where it is no authority or has made its record unreadable. States on the route it does
 * not silence, whatever it writes.
 */
export async function overridesOn(tx: Transaction, consignment: string): Promise<Overrides> {
  const isAuthority = tx.members.stateOf(ownerOfReference(consignment)) !== undefined;
  const overrides = isAuthority ? await readLegible(tx, OVERRIDE_RECORDS, consignment) : undefined;
  if (overrides === undefined) return { consignment, holds: [], states: [] };
  const routeStates = (await readConsignment(tx, consignment))?.route.map(countryOf) ?? [];
  const silenced = overrides.states.filter(({ register }) => !isOnRoute(tx, { consignment, routeStates }, register));
  return { ...overrides, states: silenced };
}

/** Holds that stop a consignment: placed by a state's authority, neither released nor overridden, and not lapsed by date. */
export async function openHolds(tx: Transaction, consignment: string): Promise<readonly Hold[]> {
  const stated = await statedHolds(tx, consignment);
  return stated.filter(({ override }) => override === undefined).map(({ hold }) => hold);
}

/** Whether a hold has come to its date. */
export function hasLapsed(tx: Transaction, { until }: Pick<Hold, "until">): boolean {
  return until !== undefined && Date.parse(until) <= Date.parse(tx.time);
}

/** @throws {LicetError} CONSIGNMENT_ON_HOLD. */
export async function requireNoHold(tx: Transaction, consignment: string): Promise<void> {
  const holds = await openHolds(tx, consignment);
  if (holds.length === 0) return;
  const names = holds.map(({ id }) => id);
  throw new LicetError("CONSIGNMENT_ON_HOLD", `Consignment ${consignment} is on hold: ${names.join(", ")}.`, {
    consignment,
    holds: holds.map(({ id, office, reason, placedAt, until }) => ({
      id,
      office: office ?? null,
      reason,
      placedAt,
      until: until ?? null,
    })),
  });
}
