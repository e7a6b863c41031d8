// SPDX-License-Identifier: Apache-2.0

/** What kind of work a request is: whoever stands at a barrier comes first, and whoever changes something can wait the longest. */
export type Lane = "check" | "read" | "write";

/** The lanes in the order in which they are served. */
export const LANES: readonly Lane[] = ["check", "read", "write"];

/** Bounds of one lane. */
export interface LaneBounds {
  /** Work that runs at the same time at most. */
  readonly running: number;
  /** Longest that work may wait for its turn, in milliseconds: what would have to wait longer is refused at once. */
  readonly waitMs: number;
}

/** Bounds of all lanes together. */
export interface AdmissionBounds {
  /** Work of all lanes that runs at the same time at most. */
  readonly running: number;
  readonly lanes: Readonly<Record<Lane, LaneBounds>>;
}

/** Work that waits in all lanes at most, whatever the estimates say. */
export const WAITING_MAX = 1_000;

/**
 * What two processors carry with the embedded network beside them; see "Overload" in docs/reference/performance.md. The sum of the lanes
 * is more than all together, so that no lane is empty while another waits, and writes can never take the places that checks need.
 */
export const ADMISSION_BOUNDS: AdmissionBounds = {
  running: 56,
  lanes: {
    check: { running: 24, waitMs: 600 },
    read: { running: 24, waitMs: 3_000 },
    write: { running: 32, waitMs: 5_000 },
  },
};
