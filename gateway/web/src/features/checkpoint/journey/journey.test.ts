// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { legsOf, pointsOf, positionsOf, stopsOf } from "./journey";

const ROUTE = ["GBFXT", "AEJEA", "PKBQM"];

const POSITIONS = positionsOf([
  { code: "GBFXT", name: "Felixstowe", position: { latitude: 51.9579, longitude: 1.3445 } },
  { code: "XXXXX", name: null, position: null },
  { code: "AEJEA", name: "Jebel Ali", position: { latitude: 25.0195, longitude: 55.0518 } },
  { code: "PKBQM", name: "Muhammad Bin Qasim/Karachi", position: { latitude: 24.8178, longitude: 67.2065 } },
]);

describe("the stops of a journey", () => {
  it.each([
    ["nothing recorded: all is planned", [], "GBFXT planned, AEJEA planned, PKBQM planned"],
    ["begun", ["GBFXT"], "GBFXT here, AEJEA planned, PKBQM planned"],
    ["under way", ["GBFXT", "AEJEA"], "GBFXT passed, AEJEA here, PKBQM planned"],
    ["off the route", ["GBFXT", "OMSLL"], "GBFXT passed, OMSLL here, AEJEA planned, PKBQM planned"],
    ["a place jumped over is not passed", ["GBFXT", "PKBQM"], "GBFXT passed, AEJEA planned, PKBQM here"],
  ])("%s", (_name, reached, told) => {
    const stops = stopsOf(ROUTE, reached);
    expect(stops.map(({ place, kind }) => `${place} ${kind}`).join(", ")).toBe(told);
    expect(stops.map(({ number }) => number)).toEqual(stops.map((_, at) => at + 1));
  });

  it("leaves to the list what has no position, under the same numbers, and draws no way past it", () => {
    const points = pointsOf(stopsOf(["GBFXT", "XXXXX", "AEJEA", "PKBQM"], ["GBFXT"]), POSITIONS, true);
    expect(points.map(({ number, at, stopped }) => [number, at, stopped])).toEqual([
      [1, [1.3445, 51.9579], true],
      [3, [55.0518, 25.0195], false],
      [4, [67.2065, 24.8178], false],
    ]);
    expect(legsOf(points)).toEqual([{ along: [points[1]?.at, points[2]?.at], kind: "planned" }]);
  });
});
