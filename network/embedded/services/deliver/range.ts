// SPDX-License-Identifier: Apache-2.0
import type { SeekInfo } from "./seek.js";

/** The blocks a delivery covers, both ends included. */
export interface BlockRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Why a delivery does not begin: a member of common.Status. */
export type RangeRefusal = "BAD_REQUEST" | "NOT_FOUND";

/** Resolves the positions of a request on a ledger of `height` blocks, with Fabric's rules. */
export function resolveRange({ start, stop }: SeekInfo, height: bigint): BlockRange | RangeRefusal {
  if (!start || !stop) return "BAD_REQUEST";
  const first = resolve(start, height);
  if (start.kind === "specified" && first > height) return "NOT_FOUND";
  if (stop.kind === "oldest") return { first, last: first };
  if (stop.kind === "newest") return { first, last: start.kind === "newest" ? first : height - 1n };
  if (stop.kind === "nextCommit") return { first, last: height };
  return stop.number < first ? "BAD_REQUEST" : { first, last: stop.number };
}

function resolve(position: NonNullable<SeekInfo["start"]>, height: bigint): bigint {
  if (position.kind === "specified") return position.number;
  if (position.kind === "oldest") return 0n;
  return position.kind === "newest" ? height - 1n : height;
}
