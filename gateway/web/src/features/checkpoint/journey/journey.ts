// SPDX-License-Identifier: Apache-2.0
import type { MapLeg, MapPoint } from "../../../components/map-view";
import { positionOf } from "./positions";

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

/** What of the stops a map can show. */
export function pointsOf(stops: readonly Stop[], stopped: boolean): readonly MapPoint[] {
  return stops.flatMap(({ number, place, kind }) => {
    const at = positionOf(place);
    return at === undefined ? [] : [{ number, at, name: place, kind, stopped: stopped && kind === "here" }];
  });
}

/** Ways between the points that follow each other. */
export function legsOf(points: readonly MapPoint[]): readonly MapLeg[] {
  return points.slice(1).flatMap((point, at) => {
    const before = points[at];
    if (before === undefined) return [];
    return [{ along: [before.at, point.at], kind: point.kind === "planned" ? "planned" : "recorded" } as const];
  });
}
