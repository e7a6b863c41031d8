// SPDX-License-Identifier: Apache-2.0
import { writeProjectFile } from "./files.js";
import { distanceKm, readSeaLanes, readSeaPorts, type Position } from "./sea-network.js";

/** The demonstration's voyage: Felixstowe, Jebel Ali, Port Qasim (Karachi). */
const PORTS_OF_CALL = ["GBFXT", "AEJEA", "PKBQM"] as const;

/** Writes the voyage as GeoJSON: one line per leg along shipping lanes, one point per port of call. */
export function deriveVoyage(sources: string): readonly string[] {
  const graph = buildGraph(readSeaLanes(sources));
  const ports = readSeaPorts(sources);
  const calls = PORTS_OF_CALL.map((code) => {
    const port = ports.get(code);
    if (port === undefined) throw new Error(`The sea network has no port ${code}.`);
    return { code, ...port };
  });
  const points = calls.map(({ code, name, coordinates }) => ({
    type: "Feature",
    properties: { code, name },
    geometry: { type: "Point", coordinates },
  }));
  const legs = calls.slice(1).map((to, index) => {
    const from = calls[index];
    if (from === undefined) throw new Error("A leg needs two ports.");
    const line = [from.coordinates, ...shortestPath(graph, from.coordinates, to.coordinates), to.coordinates];
    return {
      type: "Feature",
      properties: { from: from.code, to: to.code, distanceKm: Math.round(lengthKm(line)) },
      geometry: { type: "LineString", coordinates: line },
    };
  });
  const content = `${JSON.stringify({ type: "FeatureCollection", features: [...points, ...legs] }, null, 1)}\n`;
  const distances = legs.map((leg) => `${leg.properties.from}-${leg.properties.to} ${leg.properties.distanceKm} km`);
  return [`${writeProjectFile("scripts/demonstration/data/voyage.geojson", content)}: ${distances.join(", ")}`];
}

interface Graph {
  readonly positions: ReadonlyMap<string, Position>;
  readonly neighbours: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function keyOf([longitude, latitude]: Position): string {
  return `${longitude},${latitude}`;
}

function buildGraph(lanes: readonly (readonly Position[])[]): Graph {
  const positions = new Map<string, Position>();
  const neighbours = new Map<string, Map<string, number>>();
  const connect = (from: Position, to: Position): void => {
    positions.set(keyOf(from), from);
    const edges = neighbours.get(keyOf(from)) ?? new Map<string, number>();
    neighbours.set(keyOf(from), edges.set(keyOf(to), distanceKm(from, to)));
  };
  for (const lane of lanes) {
    lane.slice(1).forEach((to, index) => {
      const from = lane[index] ?? to;
      connect(from, to);
      connect(to, from);
    });
  }
  return { positions, neighbours };
}

/** Dijkstra's algorithm from the node nearest to one port to the node nearest to the other. */
function shortestPath(graph: Graph, from: Position, to: Position): readonly Position[] {
  const start = nearestNode(graph, from);
  const goal = nearestNode(graph, to);
  const distances = new Map([[start, 0]]);
  const previous = new Map<string, string>();
  const open = new Set([start]);
  while (open.size > 0) {
    const current = [...open].reduce((best, node) =>
      distanceOf(distances, node) < distanceOf(distances, best) ? node : best,
    );
    if (current === goal) return pathTo(graph, previous, goal);
    open.delete(current);
    for (const [neighbour, length] of graph.neighbours.get(current) ?? []) {
      const distance = distanceOf(distances, current) + length;
      if (distance >= distanceOf(distances, neighbour)) continue;
      distances.set(neighbour, distance);
      previous.set(neighbour, current);
      open.add(neighbour);
    }
  }
  throw new Error(`No shipping lane leads from ${start} to ${goal}.`);
}

function distanceOf(distances: ReadonlyMap<string, number>, node: string): number {
  return distances.get(node) ?? Infinity;
}

function nearestNode(graph: Graph, position: Position): string {
  const nodes = [...graph.positions];
  return nodes.reduce((best, node) => (distanceKm(node[1], position) < distanceKm(best[1], position) ? node : best))[0];
}

function pathTo(graph: Graph, previous: ReadonlyMap<string, string>, goal: string): readonly Position[] {
  const path: Position[] = [];
  for (let node: string | undefined = goal; node !== undefined; node = previous.get(node)) {
    const position = graph.positions.get(node);
    if (position !== undefined) path.unshift(position);
  }
  return path;
}

function lengthKm(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, to, index) => sum + distanceKm(line[index] ?? to, to), 0);
}
