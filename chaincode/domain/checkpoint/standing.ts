// SPDX-License-Identifier: Apache-2.0
import type { MembersAsked, StandingRule } from "../shared/authenticity";
import { ownerOfReference, registerOf } from "../shared/ownership";
import { countryOf } from "../shared/places";
import { checkpointReference } from "./references";
import type { Hold, Overrides, Statement } from "./schemas";

/** How a hold ends that the registering state overrides. */
export type Override = Omit<Overrides["holds"][number], "hold">;

/** A consignment, and the states that its goods are to pass through. */
export interface Routed {
  readonly consignment: string;
  readonly routeStates: readonly string[];
}

/**
 * Whether a state is one that a consignment's goods may be in: the one that registered it, or one on its route. Others stop the goods by
 * holding them, and have no say on what the goods are like.
 */
export function isOnRoute(
  members: Pick<MembersAsked, "stateOf">,
  { consignment, routeStates }: Routed,
  register: string,
): boolean {
  const state = members.stateOf(ownerOfReference(`${register}-`));
  return state !== undefined && [members.stateOf(ownerOfReference(consignment)), ...routeStates].includes(state);
}

/** Overrides that count: states on the route the registering state does not silence, whatever it writes. */
export function countedOverrides(
  overrides: Overrides,
  route: readonly string[],
  members: Pick<MembersAsked, "stateOf">,
): Overrides {
  const routed = { consignment: overrides.consignment, routeStates: route.map(countryOf) };
  return { ...overrides, states: overrides.states.filter(({ register }) => !isOnRoute(members, routed, register)) };
}

/**
 * By what the registering state overrides a hold that a state names; nothing where it does not. It does not know better than a state on
 * the route what became of goods there.
 * @param overrides those that count
 */
export function overrideOf(
  { id, ended }: Pick<Hold, "id" | "ended">,
  register: string,
  { holds, states }: Overrides,
): Override | undefined {
  const ofState = states.find((each) => each.register === register);
  return ofState ?? (ended === undefined ? holds.find(({ hold }) => hold === id) : undefined);
}

/**
 * A hold stops goods where the statement of its state names it, and before others than that state's people only as long as the registering
 * state does not override it.
 */
export const holdStanding: StandingRule<Hold> = async ({ id, consignment, status }, _, beside) => {
  if (status === "released") return undefined;
  const register = registerOf(id);
  const statement = (await beside.record("checkpoint", checkpointReference(consignment, register))) as unknown as
    Statement | undefined;
  const held = statement?.openHolds.find((each) => each.id === id);
  if (held === undefined) return "unstated";
  const overrides = (await beside.record("checkpoint-override", consignment)) as unknown as Overrides | undefined;
  if (overrides === undefined) return undefined;
  const routed = (await beside.record("consignment", consignment)) as { readonly route: readonly string[] } | undefined;
  const counted = countedOverrides(overrides, routed?.route ?? [], beside.members);
  return overrideOf(held, register, counted) === undefined ? undefined : "overridden";
};
