// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { legsOf, pointsOf, stopsOf } from "./journey";

const ROUTE = ["GBFXT", "AEJEA", "PKBQM"];

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

  it("leaves to the list what the map does not know, under the same numbers", () => {
    const points = pointsOf(stopsOf(["GBFXT", "XXXXX", "PKBQM"], ["GBFXT"]), true);
    expect(points.map(({ number, stopped }) => [number, stopped])).toEqual([
      [1, true],
      [3, false],
    ]);
    expect(legsOf(points).map(({ kind }) => kind)).toEqual(["planned"]);
  });
});
