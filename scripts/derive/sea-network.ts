// SPDX-License-Identifier: Apache-2.0
import { readSource } from "./files.js";

/** Longitude and latitude in decimal degrees, in GeoJSON's order. */
export type Position = readonly [longitude: number, latitude: number];

/** A port of the network, found by its UN/LOCODE. */
export interface SeaPort {
  readonly name: string;
  readonly coordinates: Position;
}

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly coordinates: unknown };
}

function features(sources: string, file: string): readonly Feature[] {
  return (JSON.parse(readSource(sources, "sea-network", file)) as { readonly features: readonly Feature[] }).features;
}

/** The network's ports by UN/LOCODE. */
export function readSeaPorts(sources: string): ReadonlyMap<string, SeaPort> {
  const ports = new Map<string, SeaPort>();
  for (const { properties, geometry } of features(sources, "ports.geojson")) {
    const { port, name } = properties;
    if (typeof port !== "string" || typeof name !== "string") continue;
    ports.set(port, { name, coordinates: geometry.coordinates as Position });
  }
  return ports;
}

/** The network's lanes, each a polyline. */
export function readSeaLanes(sources: string): readonly (readonly Position[])[] {
  return features(sources, "marnet_searoute.geojson").map(
    ({ geometry }) => geometry.coordinates as readonly Position[],
  );
}

const EARTH_RADIUS_KM = 6371.0088;

/** Great-circle distance in kilometres. */
export function distanceKm([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((lat2 - lat1) * radians) / 2);
  const sinLon = Math.sin(((lon2 - lon1) * radians) / 2);
  const half = sinLat * sinLat + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(half));
}
