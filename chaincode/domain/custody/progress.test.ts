// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { isBehind, placesOf, positionsOn, reachedAt, reachedOf, sentBackBy } from "./progress";

const THREE = ["GBFXT", "AEJEA", "PKBQM"];
const TWO_IN_ONE = ["GBMME", "GBFXT", "AEJEA", "PKBQM"];
const TWICE = ["GBFXT", "AEJEA", "OMSLL", "AEJEA", "PKBQM"];
const COUNTRIES = ["GBZZZ", "AEZZZ", "PKZZZ"];

describe("where a place lies on a route", () => {
  it.each<[string, readonly string[], string, number[]]>([
    ["one that the route names", THREE, "AEJEA", [1]],
    ["one that it names twice", TWICE, "AEJEA", [1, 3]],
    ["one of a state that it passes, not named", THREE, "AEKLF", [1]],
    ["one of a state in which it names two", TWO_IN_ONE, "GBLON", [0, 1]],
    ["one of two in a state", TWO_IN_ONE, "GBFXT", [1]],
    ["one of a route that knows countries alone", COUNTRIES, "AEJEA", [1]],
    ["somewhere in a state", TWO_IN_ONE, "GBZZZ", [0, 1]],
    ["one off the route", THREE, "DEHAM", []],
  ])("%s", (_what, route, place, positions) => {
    expect(positionsOn(route, place)).toEqual(positions);
  });
});

describe("how far goods have come", () => {
  it.each<[string, readonly string[], number, string, number | undefined]>([
    ["forward", THREE, 0, "AEJEA", 1],
    ["past a place in one go", THREE, 0, "PKBQM", 2],
    ["at the same place", THREE, 1, "AEJEA", 1],
    ["at another place of the same state", THREE, 1, "AEKLF", 1],
    ["the first time at a place that comes twice", TWICE, 0, "AEJEA", 1],
    ["the second time", TWICE, 2, "AEJEA", 3],
    ["back", THREE, 2, "GBFXT", 0],
    ["back to a place that comes twice: where they passed it last", TWICE, 4, "AEJEA", 3],
    ["off the route", THREE, 1, "DEHAM", undefined],
  ])("%s", (_what, route, before, place, position) => {
    expect(reachedAt(route, before, place)?.position).toBe(position);
  });

  it.each<[string, readonly string[], number, string, boolean]>([
    ["a place passed", THREE, 1, "GBFXT", true],
    ["the place reached", THREE, 1, "AEJEA", false],
    ["a place ahead", THREE, 1, "PKBQM", false],
    ["a place that comes again", TWICE, 2, "AEJEA", false],
    ["a place between, passed for good", TWICE, 3, "OMSLL", true],
    ["an earlier place of the same state", TWO_IN_ONE, 1, "GBMME", true],
    ["a place of the same state that the route does not name", TWO_IN_ONE, 1, "GBLON", false],
    ["a place off the route", THREE, 2, "DEHAM", false],
  ])("%s is behind or not", (_what, route, position, place, behind) => {
    expect(isBehind({ route: [...route], routeStates: [] }, { place: "XX", position }, place)).toBe(behind);
  });

  it("is what the head says, and on a chain that began before heads said so, where it was last handed over", () => {
    const old = { routeStates: ["GB", "AE", "OM", "AE", "PK"] };
    expect(placesOf(old)).toEqual(["GBZZZ", "AEZZZ", "OMZZZ", "AEZZZ", "PKZZZ"]);
    expect(reachedOf(old, "AEKLF")).toEqual({ place: "AEKLF", position: 1 });
    expect(reachedOf(old, "DEHAM")).toBeUndefined();
    expect(reachedOf(old, undefined)).toBeUndefined();
    const reached = { place: "OMSLL", position: 2 };
    expect(reachedOf({ ...old, reached }, "AEKLF")).toBe(reached);
    expect(isBehind(old, undefined, "GBFXT")).toBe(false);
  });
});

describe("what sends goods back", () => {
  const at = (sequence: number) => ({ sequence, txId: "0".repeat(64) });
  const matter = (sequence: number, kind: "incident" | "difference") => ({ ...at(sequence), kind, openedBy: "AMSP" });

  it.each([
    ["an incident since the last handover", matter(4, "incident"), true],
    ["an incident of before it", matter(2, "incident"), false],
    ["a difference in counts", matter(4, "difference"), false],
  ])("%s", (_what, open, sends) => {
    expect(sentBackBy({ openMatters: [open], custodyEvent: at(3) }) !== undefined).toBe(sends);
  });
});
