// SPDX-License-Identifier: Apache-2.0
import type { Event } from "../../../api/custody";
import type { Place } from "../../../api/places";
import type { MapLeg, MapPoint } from "../../../components/map-view";
import type { Position } from "../../../components/map-projection";

/** A place on the way, in the order of the route. */
export interface Stop {
  readonly number: number;
  readonly place: string;
  readonly kind: MapPoint["kind"];
}

/**
 * The places of a route as far as the chain of custody says that the goods were there, and those beyond, which are planned. Places where
 * something was recorded that the route does not name come after those that were reached.
 */
export function stopsOf(route: readonly string[], reached: readonly string[]): readonly Stop[] {
  const last = reached.at(-1);
  const off = [...new Set(reached.filter((place) => !route.includes(place)))];
  const furthest = Math.max(...route.map((place, at) => (reached.includes(place) ? at : -1)), -1);
  const places = [...route.slice(0, furthest + 1), ...off, ...route.slice(furthest + 1)];
  return places.map((place, at) => ({ number: at + 1, place, kind: kindOf(place, reached, last) }));
}

function kindOf(place: string, reached: readonly string[], last: string | undefined): MapPoint["kind"] {
  if (place === last) return "here";
  return reached.includes(place) ? "passed" : "planned";
}

/** Places at which something was done with the goods, the oldest first. An offer is nothing done. */
export function placesReached(events: readonly Event[]): readonly string[] {
  return bySequence(events).flatMap(({ event }) =>
    event.place === undefined || event.type === "release-proposed" ? [] : [event.place],
  );
}

/** Events in the order of the chain. */
export function bySequence(events: readonly Event[]): readonly Event[] {
  return [...events].sort((left, right) => left.event.sequence - right.event.sequence);
}

/** Where places lie, by their UN/LOCODE: those whose position is known. */
export function positionsOf(places: readonly Place[]): ReadonlyMap<string, Position> {
  return new Map(
    places.flatMap(({ code, position }) =>
      position === null ? [] : [[code, [position.longitude, position.latitude]] as const],
    ),
  );
}

/** What of the stops a map can show. */
export function pointsOf(
  stops: readonly Stop[],
  positions: ReadonlyMap<string, Position>,
  stopped: boolean,
): readonly MapPoint[] {
  return stops.flatMap(({ number, place, kind }) => {
    const at = positions.get(place);
    return at === undefined ? [] : [{ number, at, name: place, kind, stopped: stopped && kind === "here" }];
  });
}

/** Ways between stops that follow each other; none to or from a stop that the map does not show, nor past it. */
export function legsOf(points: readonly MapPoint[]): readonly MapLeg[] {
  return points.slice(1).flatMap((point, at) => {
    const before = points[at];
    if (before === undefined || point.number !== before.number + 1) return [];
    return [{ along: [before.at, point.at], kind: point.kind === "planned" ? "planned" : "recorded" } as const];
  });
}
