// SPDX-License-Identifier: Apache-2.0
import type { SignedData } from "../../identity/identity.js";
import { WireReader } from "../../protocol/wire.js";

/** How far a request's timestamp may be from the peer's clock, in milliseconds: Fabric's `peer.authentication.timewindow`. */
const TIME_WINDOW = 15 * 60 * 1_000;

/** A signed deliver request: a common.Envelope around a SeekInfo. */
export interface DeliverRequest {
  readonly channelId: string;
  /** Serialised SeekInfo. */
  readonly seekInfo: Buffer;
  readonly signed: SignedData;
}

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * Takes a deliver request apart.
 *
 * @throws {Error} when a header is missing or the timestamp is absent or outside the window.
 */
export function decodeDeliverRequest(envelope: Buffer, now = Date.now()): DeliverRequest {
  const { first: payload, second: signature } = pair(envelope);
  const { first: header, second: seekInfo } = pair(payload);
  if (header.length === 0) throw new Error("envelope has no header");
  const { first: channelHeader, second: signatureHeader } = pair(header);
  const { channelId, milliseconds } = decodeChannelHeader(channelHeader);
  if (milliseconds === undefined) throw new Error("channel header in envelope must contain timestamp");
  if (Math.abs(now - milliseconds) > TIME_WINDOW)
    throw new Error("envelope timestamp is more than 15m0s apart from current server time");
  const { first: identity } = pair(signatureHeader);
  return { channelId, seekInfo, signed: { data: payload, identity, signature } };
}

function pair(bytes: Buffer): { readonly first: Buffer; readonly second: Buffer } {
  const reader = new WireReader(bytes);
  let first = EMPTY;
  let second = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) first = reader.bytes();
    else if (reader.field === 2) second = reader.bytes();
    else reader.skip();
  }
  return { first, second };
}

function decodeChannelHeader(bytes: Buffer): { readonly channelId: string; readonly milliseconds: number | undefined } {
  const reader = new WireReader(bytes);
  let channelId = "";
  let milliseconds: number | undefined;
  while (reader.next()) {
    if (reader.field === 3) milliseconds = decodeTimestamp(reader.bytes());
    else if (reader.field === 4) channelId = reader.string();
    else reader.skip();
  }
  return { channelId, milliseconds };
}

function decodeTimestamp(bytes: Buffer): number {
  const reader = new WireReader(bytes);
  let seconds = 0;
  while (reader.next()) {
    if (reader.field === 1) seconds = Number(BigInt.asIntN(64, reader.bigint()));
    else reader.skip();
  }
  return seconds * 1_000;
}
