// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../lib/paths.js";

function readData(relativePath: string): Buffer {
  return readFileSync(path.join(projectRoot, relativePath));
}

function readJson(relativePath: string): unknown {
  return JSON.parse(readData(relativePath).toString("utf8"));
}

interface Edition {
  readonly edition: string;
  readonly entryCount: number;
  readonly entries: readonly { readonly code: string; readonly parent?: string; readonly title: string }[];
}

describe.each(["2022", "2025"])("Annex I, edition %s", (edition) => {
  const list = readJson(`chaincode/data/control-lists/eu-annex-i-${edition}.json`) as Edition;
  const codes = new Set(list.entries.map((entry) => entry.code));

  it("holds each code once, with a title of bounded length", () => {
    expect(list.edition).toBe(edition);
    expect(codes.size).toBe(list.entryCount);
    expect(list.entries).toHaveLength(list.entryCount);
    expect(list.entries.filter(({ title }) => title.length === 0 || title.length > 300)).toEqual([]);
  });

  it("is a tree: every parent is there and begins its child's code", () => {
    const astray = list.entries.filter(
      ({ code, parent }) => parent !== undefined && !(codes.has(parent) && code.startsWith(`${parent}.`)),
    );
    expect(astray).toEqual([]);
    expect(list.entries.filter(({ code, parent }) => parent === undefined && code.includes("."))).toEqual([]);
  });
});

it("the later edition has the entries added since", () => {
  const codesOf = (edition: string): ReadonlySet<string> => {
    const list = readJson(`chaincode/data/control-lists/eu-annex-i-${edition}.json`) as Edition;
    return new Set(list.entries.map((entry) => entry.code));
  };
  expect(codesOf("2025").has("3D006")).toBe(true);
  expect(codesOf("2022").has("3D006")).toBe(false);
});

describe("places", () => {
  const [columns, ...rows] = gunzipSync(readData("gateway/data/unlocode.ndjson.gz"))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as readonly [string, string, string, number, number]);

  it("have well-formed codes and possible positions", () => {
    expect(columns).toEqual(["code", "name", "functions", "latitude", "longitude"]);
    const wrong = rows.filter(
      ([code, , , latitude, longitude]) =>
        !/^[A-Z]{2}[A-Z2-9]{3}$/.test(code) || Math.abs(latitude) > 90 || Math.abs(longitude) > 180,
    );
    expect(wrong).toEqual([]);
  });

  it.each(["GBFXT", "AEJEA", "PKBQM"])("include the port %s", (port) => {
    expect(rows.find(([code]) => code === port)?.[2]).toContain("1");
  });
});

it("currencies have minor units", () => {
  expect(readJson("gateway/data/currencies.json")).toMatchObject({ GBP: 2, JPY: 0, KWD: 3, PKR: 2 });
});

it("the voyage calls at its three ports, by way of Suez", () => {
  const { features } = readJson("scripts/demonstration/data/voyage.geojson") as {
    readonly features: readonly {
      readonly properties: { readonly code?: string; readonly from?: string; readonly to?: string };
      readonly geometry: { readonly coordinates: readonly (readonly [number, number])[] };
    }[];
  };
  expect(features.flatMap(({ properties }) => properties.code ?? [])).toEqual(["GBFXT", "AEJEA", "PKBQM"]);
  const firstLeg = features.find(({ properties }) => properties.from === "GBFXT" && properties.to === "AEJEA");
  const nearSuez = firstLeg?.geometry.coordinates.some(
    ([longitude, latitude]) => Math.abs(longitude - 32.4) < 0.5 && Math.abs(latitude - 30.5) < 1,
  );
  expect(nearSuez).toBe(true);
});
