// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { labelPlaces } from "./map-labels";
import { projectionFor, spanOf } from "./map-projection";

describe("a map", () => {
  it("shows every place with a margin around it", () => {
    const projection = projectionFor(
      [
        [1.35, 51.96],
        [67, 24.8],
        [55, 25],
      ],
      860,
      560,
      110,
    );
    for (const position of [
      [1.35, 51.96],
      [67, 24.8],
    ] as [number, number][]) {
      const [x = -1, y = -1] = projection(position) ?? [];
      expect(x).toBeGreaterThanOrEqual(109);
      expect(x).toBeLessThanOrEqual(751);
      expect(y).toBeGreaterThanOrEqual(109);
      expect(y).toBeLessThanOrEqual(451);
    }
  });

  it("goes the short way across the date line", () => {
    expect(
      spanOf([
        [170, 10],
        [-170, 12],
      ]),
    ).toBeCloseTo(20);
    const projection = projectionFor(
      [
        [170, 10],
        [-170, 12],
      ],
      860,
      560,
      110,
    );
    const west = projection([170, 10])?.[0] ?? 0;
    const east = projection([-170, 12])?.[0] ?? 0;
    expect(east).toBeGreaterThan(west);
  });

  it("shows a single place in its surroundings, and the world where there is none", () => {
    const alone = projectionFor([[55, 25]], 860, 560, 110);
    expect((alone([61, 25])?.[0] ?? 0) - (alone([49, 25])?.[0] ?? 0)).toBeCloseTo(640);
    expect(spanOf([])).toBe(360);
    expect(projectionFor([], 860, 560, 110)([0, 0])).toEqual([430, expect.any(Number)]);
  });
});

describe("labels of a map", () => {
  it("stand after their point, before it at the far edge, and above or below where there is no room", () => {
    const places = labelPlaces(
      [
        { x: 100, y: 100, characters: 10 },
        { x: 830, y: 100, characters: 10 },
        { x: 430, y: 300, characters: 90 },
      ],
      860,
      560,
    );
    expect(places.map(({ anchor }) => anchor)).toEqual(["start", "end", "middle"]);
  });

  it("cover no point and no label before them", () => {
    const points = [
      { x: 400, y: 300, characters: 12 },
      { x: 470, y: 300, characters: 12 },
      { x: 435, y: 330, characters: 12 },
    ];
    const places = labelPlaces(points, 860, 560);
    expect(places[0]?.anchor).not.toBe("start");
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });
});
