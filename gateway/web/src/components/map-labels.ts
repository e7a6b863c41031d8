// SPDX-License-Identifier: Apache-2.0

/** A point of a map in the units of its view box, with the lengths of its label's lines in characters. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly characters: number;
}

/** Where a label stands: its anchor's place, and which end of the text is there. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** Half the width of a point with its ring. */
const POINT = 24;
const CHARACTER_WIDTH = 9;
const LABEL_HEIGHT = 36;
const LINE = 14;

/** Places to try, the most natural first. */
const SIDES = [
  { anchor: "start", dx: POINT, dy: -4 },
  { anchor: "end", dx: -POINT, dy: -4 },
  { anchor: "middle", dx: 0, dy: -POINT - LABEL_HEIGHT + LINE },
  { anchor: "middle", dx: 0, dy: POINT + LINE },
] as const;

/** Each label's place: the first side on which it covers neither the map's edge, nor a point, nor a label before it. */
export function labelPlaces(points: readonly Labelled[], width: number, height: number): LabelPlace[] {
  const taken: Box[] = points.map(({ x, y }) => ({
    west: x - POINT,
    east: x + POINT,
    north: y - POINT,
    south: y + POINT,
  }));
  return points.map((point, at) => {
    const own = taken[at];
    const others = taken.filter((box) => box !== own);
    const fits = (box: Box): boolean =>
      box.west >= 0 &&
      box.east <= width &&
      box.north >= 0 &&
      box.south <= height &&
      !others.some((other) => meets(box, other));
    const side = SIDES.find((each) => fits(boxOf(point, each))) ?? sideInwards(point, width);
    taken.push(boxOf(point, side));
    return { x: point.x + side.dx, y: point.y + side.dy, anchor: side.anchor };
  });
}

function sideInwards({ x }: Labelled, width: number): (typeof SIDES)[number] {
  return x > width / 2 ? SIDES[1] : SIDES[0];
}

const BEFORE_ANCHOR = { start: 0, middle: 0.5, end: 1 } as const;

function boxOf({ x, y, characters }: Labelled, { anchor, dx, dy }: (typeof SIDES)[number]): Box {
  const length = characters * CHARACTER_WIDTH;
  const west = x + dx - length * BEFORE_ANCHOR[anchor];
  return { west, east: west + length, north: y + dy - LINE, south: y + dy - LINE + LABEL_HEIGHT };
}

function meets(box: Box, other: Box): boolean {
  return box.west < other.east && other.west < box.east && box.north < other.south && other.north < box.south;
}
