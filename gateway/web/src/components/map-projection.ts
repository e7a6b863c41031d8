// SPDX-License-Identifier: Apache-2.0
import { geoBounds, geoMercator, type GeoProjection } from "d3-geo";

/** A position, degrees east and degrees north. */
export type Position = readonly [longitude: number, latitude: number];

/** How close a map comes at most, in degrees across: a single point is shown in its surroundings. */
const DEGREES_LEAST = 12;
const FULL_CIRCLE = 360;

/** Degrees of longitude that the positions span, the short way round. */
export function spanOf(positions: readonly Position[]): number {
  if (positions.length === 0) return FULL_CIRCLE;
  const [[west], [east]] = geoBounds(multiPoint(positions));
  return east >= west ? east - west : east - west + FULL_CIRCLE;
}

/** A projection that shows all positions with `margin` around them, turned so that a way across the date line is one. */
export function projectionFor(
  positions: readonly Position[],
  width: number,
  height: number,
  margin: number,
): GeoProjection {
  if (positions.length === 0) return geoMercator().fitSize([width, height], { type: "Sphere" });
  const [[west, south], [, north]] = geoBounds(multiPoint(positions));
  const middle = west + spanOf(positions) / 2;
  const half = DEGREES_LEAST / 2;
  const around: Position[] = [
    [middle - half, (south + north) / 2],
    [middle + half, (south + north) / 2],
  ];
  return geoMercator()
    .rotate([-middle, 0])
    .fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      multiPoint([...positions, ...around]),
    );
}

function multiPoint(positions: readonly Position[]): { type: "MultiPoint"; coordinates: number[][] } {
  return { type: "MultiPoint", coordinates: positions.map((position) => [...position]) };
}
