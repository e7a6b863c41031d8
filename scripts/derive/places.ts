// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";
import { byCodeUnit, readSource, writeProjectFile } from "./files.js";
import { parseCsv } from "./csv.js";
import { readSeaPorts, type SeaPort } from "./sea-network.js";

/** A place as a row: UN/LOCODE, name, functions, latitude and longitude in decimal degrees (four decimals, about 11 m). */
type PlaceRow = readonly [code: string, name: string, functions: string, latitude: number, longitude: number];

const UNLOCODE = /^[A-Z]{2}[A-Z2-9]{3}$/;
const COORDINATE_FACTOR = 10_000;

/**
 * Writes the ports of the sea network and the airports, inland depots and border crossings of UN/LOCODE that have
 * coordinates, packed, because the list is long and changes twice a year at most.
 */
export function derivePlaces(sources: string): readonly string[] {
  const places = unlocodePlaces(sources);
  for (const [code, port] of readSeaPorts(sources)) {
    // A handful of ports carry codes that are none.
    if (UNLOCODE.test(code)) places.set(code, atSea(code, port, places.get(code)));
  }
  const rows = [...places.values()].sort((left, right) => byCodeUnit(left[0], right[0]));
  const columns = ["code", "name", "functions", "latitude", "longitude"];
  const content = [columns, ...rows].map((row) => `${JSON.stringify(row)}\n`).join("");
  return [
    `${writeProjectFile("gateway/data/unlocode.ndjson.gz", gzipSync(content, { level: 9 }))}: ${rows.length} places`,
  ];
}

function unlocodePlaces(sources: string): Map<string, PlaceRow> {
  const places = new Map<string, PlaceRow>();
  for (const row of parseCsv(readSource(sources, "unlocode", "unlocode-trade-nodes.csv"))) {
    const code = `${row["country"] ?? ""}${row["location"] ?? ""}`;
    const place = toPlace(code, row["name"] ?? "", functionsOf(row["function"] ?? ""), row["lat"], row["lon"]);
    if (place !== undefined) places.set(code, place);
  }
  return places;
}

/** A port of the sea network stands where the network has it, and is a port whatever else it is. */
function atSea(code: string, port: SeaPort, known: PlaceRow | undefined): PlaceRow {
  const [, name, functions] = known ?? [code, port.name, "1"];
  const [longitude, latitude] = port.coordinates;
  return [code, name, functions.includes("1") ? functions : `1${functions}`, round(latitude), round(longitude)];
}

function toPlace(code: string, name: string, functions: string, lat = "", lon = ""): PlaceRow | undefined {
  if (!UNLOCODE.test(code) || lat === "" || lon === "") return undefined;
  return [code, name, functions, round(Number(lat)), round(Number(lon))];
}

/** "1-34---B" names functions by position; only those set are kept: "134B". */
function functionsOf(positions: string): string {
  return positions.replaceAll("-", "");
}

function round(degrees: number): number {
  return Math.round(degrees * COORDINATE_FACTOR) / COORDINATE_FACTOR;
}
