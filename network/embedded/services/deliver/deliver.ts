// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import type { AccessControl } from "../../policy/access.js";
import type { Channel } from "../../channel/api.js";
import type { Identity } from "../../identity/identity.js";
import { decodeDeliverRequest, type DeliverRequest } from "./envelope.js";
import { resolveRange } from "./range.js";
import type { BlockFormat } from "./responses.js";
import { decodeSeekInfo, type SeekInfo } from "./seek.js";

const { Status } = common;

/** Sends one message; resolves when the next may be sent. */
export type Send = (message: Buffer) => Promise<void>;

export interface DeliverOptions {
  readonly channel: Channel;
  readonly access: AccessControl;
  /** The ACL resource that guards the delivery, such as `event/Block`. */
  readonly resource: string;
  readonly format: BlockFormat;
}

/**
 * Answers one deliver request: the blocks of its range, waiting for those to come, and a final status.
 *
 * @param envelope serialised common.Envelope around a SeekInfo
 * @param signal aborted when the client has gone
 * @returns true when a further request may follow on the stream, as after SUCCESS
 */
export async function deliver(
  options: DeliverOptions,
  envelope: Buffer,
  send: Send,
  signal: AbortSignal,
): Promise<boolean> {
  const code = await deliverBlocks(options, envelope, send, signal);
  await send(options.format.status(code));
  return code === Status.SUCCESS;
}

async function deliverBlocks(
  options: DeliverOptions,
  envelope: Buffer,
  send: Send,
  signal: AbortSignal,
): Promise<number> {
  let request: DeliverRequest;
  let seekInfo: SeekInfo;
  try {
    request = decodeDeliverRequest(envelope);
    seekInfo = decodeSeekInfo(request.seekInfo);
  } catch {
    return Status.BAD_REQUEST;
  }
  if (request.channelId !== options.channel.channelId) return Status.NOT_FOUND;
  if (request.signed.identity.length === 0) return Status.BAD_REQUEST;
  let identity: Identity;
  try {
    identity = options.access.checkSigned(options.resource, request.channelId, request.signed);
  } catch {
    return Status.FORBIDDEN;
  }
  return sendRange(options, seekInfo, identity, send, signal);
}

async function sendRange(
  { channel, format }: DeliverOptions,
  seekInfo: SeekInfo,
  identity: Identity,
  send: Send,
  signal: AbortSignal,
): Promise<number> {
  const { ledger } = channel;
  const range = resolveRange(seekInfo, ledger.info().height);
  if (typeof range === "string") return Status[range];
  for (let number = range.first; number <= range.last; number++) {
    if (seekInfo.failIfNotReady && number >= ledger.info().height) return Status.NOT_FOUND;
    const block = await ledger.awaitBlock(number, signal);
    if (identity.notAfter.getTime() < Date.now()) return Status.FORBIDDEN;
    await send(await format.block(block, identity, seekInfo.headersOnly));
  }
  return Status.SUCCESS;
}
