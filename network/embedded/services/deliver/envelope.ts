// SPDX-License-Identifier: Apache-2.0
import type { SignedData } from "../../identity/identity.js";
import { bytes, codec, int64, part, string } from "../../protocol/message.js";

/** How far a request's timestamp may be from the peer's clock, in milliseconds: Fabric's `peer.authentication.timewindow`. */
const TIME_WINDOW = 15 * 60 * 1_000;

/** A signed deliver request: a common.Envelope around a SeekInfo. */
export interface DeliverRequest {
  readonly channelId: string;
  /** Serialised SeekInfo. */
  readonly seekInfo: Buffer;
  readonly signed: SignedData;
}

const decodeTimestamp = codec({ seconds: int64(1) });
const decodeChannelHeader = codec({ timestamp: part(3, decodeTimestamp), channelId: string(4) });
/** Envelope, Payload, Header and SignatureHeader begin with two fields of bytes. */
const pair = codec({ first: bytes(1), second: bytes(2) });

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
  const { channelId, timestamp } = decodeChannelHeader(channelHeader);
  if (timestamp === undefined) throw new Error("channel header in envelope must contain timestamp");
  if (Math.abs(now - Number(timestamp.seconds) * 1_000) > TIME_WINDOW)
    throw new Error("envelope timestamp is more than 15m0s apart from current server time");
  const { first: identity } = pair(signatureHeader);
  return { channelId, seekInfo, signed: { data: payload, identity, signature } };
}
