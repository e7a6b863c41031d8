// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";
import { byCodeUnit, readSource, writeProjectFile } from "./files.js";
import { parseCsv } from "./csv.js";
import { readSeaPorts } from "./sea-network.js";

/** A place as a row: UN/LOCODE, name, functions, latitude and longitude in decimal degrees (four decimals, about 11 m). */
type PlaceRow = readonly [code: string, name: string, functions: string, latitude: number, longitude: number];

const COORDINATE_FACTOR = 10_000;

/**
 * Writes the ports of the sea network and the airports, inland depots and border crossings of UN/LOCODE that have
 * coordinates, packed, because the list is long and changes twice a year at most.
 */
export function derivePlaces(sources: string): readonly string[] {
  const places = new Map<string, PlaceRow>();
  for (const row of parseCsv(readSource(sources, "unlocode", "unlocode-trade-nodes.csv"))) {
    const code = `${row["country"] ?? ""}${row["location"] ?? ""}`;
    const place = toPlace(code, row["name"] ?? "", functionsOf(row["function"] ?? ""), row["lat"], row["lon"]);
    if (place !== undefined) places.set(code, place);
  }
  const ports = readSeaPorts(sources);
  for (const [code, port] of ports) {
    const known = places.get(code);
    const functions = known === undefined || known[2].includes("1") ? (known?.[2] ?? "1") : `1${known[2]}`;
    const [longitude, latitude] = port.coordinates;
    places.set(code, [code, known?.[1] ?? port.name, functions, round(latitude), round(longitude)]);
  }
  const rows = [...places.values()].sort((left, right) => byCodeUnit(left[0], right[0]));
  const content = `${JSON.stringify(["code", "name", "functions", "latitude", "longitude"])}\n${rows
    .map((row) => JSON.stringify(row))
    .join("\n")}\n`;
  return [
    `${writeProjectFile("gateway/data/unlocode.ndjson.gz", gzipSync(content, { level: 9 }))}: ${rows.length} places`,
  ];
}

function toPlace(code: string, name: string, functions: string, lat = "", lon = ""): PlaceRow | undefined {
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(code) || lat === "" || lon === "") return undefined;
  return [code, name, functions, round(Number(lat)), round(Number(lon))];
}

/** "1-34---B" names functions by position; only those set are kept: "134B". */
function functionsOf(positions: string): string {
  return positions.replaceAll("-", "");
}

function round(degrees: number): number {
  return Math.round(degrees * COORDINATE_FACTOR) / COORDINATE_FACTOR;
}
