// SPDX-License-Identifier: Apache-2.0

/** Working days of an office's calendar that a case has taken, of those that it may take. */
export interface ClockDays {
  readonly day: number;
  readonly of: number;
}

/** How a clock stands. `over` counts working days beyond the last. */
export interface ClockState {
  readonly over: number;
  /** Ten boxes: how many are filled, and how many of these are red. */
  readonly filled: number;
  readonly red: number;
}

const BOXES = 10;
const RED_BOXES = 2;

/** A clock's boxes. A started tenth is a filled box; overdue, the last two are red. */
export function clockState({ day, of }: ClockDays): ClockState {
  const over = Math.max(0, day - of);
  if (over > 0) return { over, filled: BOXES, red: RED_BOXES };
  return { over, filled: of > 0 ? Math.min(BOXES, Math.max(0, Math.ceil((day * BOXES) / of))) : 0, red: 0 };
}

/** How many boxes a clock has. */
export const CLOCK_BOXES = BOXES;
