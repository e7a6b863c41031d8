// SPDX-License-Identifier: Apache-2.0
import { ANYWHERE, countryOf, samePlace } from "../shared/places";
import type { ChainTerms, CustodyHead, CustodyState, OpenMatter, Reached } from "./schemas";

type Route = Pick<ChainTerms, "route" | "routeStates">;

/** Places that a chain set out to pass, in order; of a chain that began before chains named them, any place of each state. */
export function placesOf({ route, routeStates }: Route): readonly string[] {
  return route ?? routeStates.map((state) => `${state}${ANYWHERE}`);
}

/**
 * Where on a route a place lies: where the route names it, which may be more than once, else wherever the route names its state.
 * @returns positions from 0, in order; none off the route.
 */
export function positionsOn(route: readonly string[], place: string): readonly number[] {
  const where = (isThere: (passed: string) => boolean): number[] =>
    route.flatMap((passed, position) => (isThere(passed) ? [position] : []));
  const named = where((passed) => samePlace(passed, place));
  return named.length > 0 ? named : where((passed) => countryOf(passed) === countryOf(place));
}

/**
 * How far goods are that are at a place: at its next position on the route. Where every position lies behind they have gone back, to the
 * last of these.
 * @returns undefined off the route.
 */
export function reachedAt(route: readonly string[], before: number, place: string): Reached | undefined {
  const positions = positionsOn(route, place);
  const position = positions.find((each) => each >= before) ?? positions.at(-1);
  return position === undefined ? undefined : { place, position };
}

/**
 * How far the goods of a chain have come. A chain that began before its head said so is as far as the first place of its route at which the
 * goods may last have been handed over.
 * @param handedOverAt place of the last handover.
 */
export function reachedOf(
  head: Route & Pick<CustodyState, "reached">,
  handedOverAt: string | undefined,
): Reached | undefined {
  return head.reached ?? (handedOverAt === undefined ? undefined : reachedAt(placesOf(head), 0, handedOverAt));
}

/** Whether a place lies behind: wherever the route passes it, the goods have come further. */
export function isBehind(head: Route, reached: Reached | undefined, place: string): boolean {
  if (reached === undefined) return false;
  const positions = positionsOn(placesOf(head), place);
  return positions.length > 0 && positions.every((position) => position < reached.position);
}

/** The incident that may have sent goods back: reported since they were last handed over, and open. */
export function sentBackBy({
  openMatters,
  custodyEvent,
}: Pick<CustodyHead, "openMatters" | "custodyEvent">): OpenMatter | undefined {
  return openMatters.find(({ kind, sequence }) => kind === "incident" && sequence > custodyEvent.sequence);
}
