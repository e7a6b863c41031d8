// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";

/** Where an event stands: its block, and its transaction's index in it. */
export interface Position {
  readonly block: number;
  readonly transaction: number;
}

/** Before the first event. */
export const START: Position = { block: -1, transaction: -1 };

/** A position as it is written: `block:transaction`, and `0` before the first event. */
export function formatPosition({ block, transaction }: Position): string {
  return block < 0 ? "0" : `${block}:${transaction}`;
}

/**
 * Reads a position.
 * @throws {LicetError} INVALID_INPUT.
 */
export function parsePosition(text: string): Position {
  if (text === "0") return START;
  const match = /^(\d{1,15}):(\d{1,9})$/.exec(text);
  if (match === null) {
    throw new LicetError("INVALID_INPUT", "A position is block and transaction, such as 42:0, or 0 for all events.", {
      issues: [{ path: "after", message: "is no position" }],
    });
  }
  return { block: Number(match[1]), transaction: Number(match[2]) };
}

/** Below 0 where a stands before b, above 0 where it stands behind. */
export function comparePositions(a: Position, b: Position): number {
  return a.block - b.block || a.transaction - b.transaction;
}

/** The one of two positions that stands before the other. */
export function earlier(a: Position, b: Position): Position {
  return comparePositions(a, b) <= 0 ? a : b;
}
