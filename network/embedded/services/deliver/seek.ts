// SPDX-License-Identifier: Apache-2.0
import { codec, part, uint, uint64 } from "../../protocol/message.js";
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
    if (field === 3) position = { kind: "specified", number: decodeSpecified(reader.bytes()).number };
    else {
      if (field === 1 || field === 2 || field === 4) position = { kind: KINDS[field] };
      reader.skip();
    }
  }
  return position;
}

const decodeSpecified = codec({ number: uint64(1) });
const decodeSeek = codec({
  start: part(1, decodeSeekPosition),
  stop: part(2, decodeSeekPosition),
  behavior: uint(3),
  contentType: uint(5),
});

export function decodeSeekInfo(own: Buffer): SeekInfo {
  const { start, stop, behavior, contentType } = decodeSeek(own);
  return { start, stop, failIfNotReady: behavior === 1, headersOnly: contentType === 1 };
}
