// SPDX-License-Identifier: Apache-2.0
import { WireReader } from "../../protocol/wire.js";

/** orderer.SeekPosition. */
export type SeekPosition =
  | { readonly kind: "newest" }
  | { readonly kind: "oldest" }
  | { readonly kind: "nextCommit" }
  | { readonly kind: "specified"; readonly number: bigint };

/** orderer.SeekInfo. */
export interface SeekInfo {
  readonly start: SeekPosition | undefined;
  readonly stop: SeekPosition | undefined;
  /** Whether a block that does not exist yet ends the delivery instead of being awaited. */
  readonly failIfNotReady: boolean;
  /** Whether blocks are sent without their transactions. */
  readonly headersOnly: boolean;
}

const KINDS = { 1: "newest", 2: "oldest", 4: "nextCommit" } as const;

/** The position in a serialised SeekPosition; undefined when it has none that is known. */
export function decodeSeekPosition(bytes: Buffer): SeekPosition | undefined {
  const reader = new WireReader(bytes);
  let position: SeekPosition | undefined;
  while (reader.next()) {
    const { field } = reader;
    if (field === 3) position = { kind: "specified", number: decodeNumber(reader.bytes()) };
    else {
      if (field === 1 || field === 2 || field === 4) position = { kind: KINDS[field] };
      reader.skip();
    }
  }
  return position;
}

function decodeNumber(bytes: Buffer): bigint {
  const reader = new WireReader(bytes);
  let number = 0n;
  while (reader.next()) {
    if (reader.field === 1) number = reader.bigint();
    else reader.skip();
  }
  return number;
}

export function decodeSeekInfo(bytes: Buffer): SeekInfo {
  const reader = new WireReader(bytes);
  let start: SeekPosition | undefined;
  let stop: SeekPosition | undefined;
  let failIfNotReady = false;
  let headersOnly = false;
  while (reader.next()) {
    if (reader.field === 1) start = decodeSeekPosition(reader.bytes());
    else if (reader.field === 2) stop = decodeSeekPosition(reader.bytes());
    else if (reader.field === 3) failIfNotReady = reader.uint() === 1;
    else if (reader.field === 5) headersOnly = reader.uint() === 1;
    else reader.skip();
  }
  return { start, stop, failIfNotReady, headersOnly };
}
