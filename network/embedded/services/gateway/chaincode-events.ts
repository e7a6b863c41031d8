// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import { peer } from "@hyperledger/fabric-protos";
import type { Send } from "../deliver/deliver.js";
import { decodeSeekPosition } from "../deliver/seek.js";
import type { PeerNetwork } from "../../endorser/peer.js";
import type { CommittedBlock, TransactionEvent } from "../../blocks/committed.js";
import type { ChannelLedger } from "../../channel/api.js";
import { WireWriter } from "../../protocol/wire.js";
import { GrpcError } from "./errors.js";
import { messageOf } from "../../protocol/errors.js";
import { decodeChaincodeEventsRequest, decodeSignedRequest, type ChaincodeEventsRequest } from "./requests.js";

const { VALID } = peer.TxValidationCode;

/**
 * Sends the events of one chaincode block by block, from the requested position on, until the client goes.
 *
 * @param bytes serialised gateway.SignedChaincodeEventsRequest
 * @param send takes serialised gateway.ChaincodeEventsResponse
 */
export async function chaincodeEvents(
  network: PeerNetwork,
  bytes: Buffer,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const { request, signature } = decodeSignedRequest(bytes);
  if (request.length === 0) throw new GrpcError(status.INVALID_ARGUMENT, "a chaincode events request is required");
  const wanted = decodeChaincodeEventsRequest(request);
  try {
    const signed = { data: request, identity: wanted.identity, signature };
    network.access.checkSigned("gateway/ChaincodeEvents", wanted.channelId, signed);
  } catch (error) {
    throw new GrpcError(status.PERMISSION_DENIED, messageOf(error));
  }
  const { ledger } = network.channel;
  const matches = matcher(wanted);
  for (let number = await startBlock(ledger, wanted); ; number++) {
    const block = await ledger.awaitBlock(number, signal);
    const events = validEvents(block).filter(matches);
    if (events.length > 0) await send(encodeEvents(events, number));
  }
}

function validEvents(block: CommittedBlock): TransactionEvent[] {
  return block.transactions.flatMap(({ code, event }) => (code === VALID && event ? [event] : []));
}

/** After a checkpoint, events are passed over up to and including the checkpoint's transaction. */
function matcher({ chaincode, afterTransactionId }: ChaincodeEventsRequest): (event: TransactionEvent) => boolean {
  let passed = afterTransactionId === "";
  return (event) => {
    if (passed) return event.chaincodeId === chaincode;
    passed = event.txId === afterTransactionId;
    return false;
  };
}

async function startBlock(ledger: ChannelLedger, request: ChaincodeEventsRequest): Promise<bigint> {
  const known = request.afterTransactionId ? await ledger.blockByTxId(request.afterTransactionId) : undefined;
  if (known) return known.number;
  const position = request.startPosition && decodeSeekPosition(request.startPosition);
  if (!position || position.kind === "nextCommit") return ledger.info().height;
  if (position.kind === "specified") return position.number;
  const type = position.kind === "newest" ? "*orderer.SeekPosition_Newest" : "*orderer.SeekPosition_Oldest";
  throw new GrpcError(status.INVALID_ARGUMENT, `invalid start position type: ${type}`);
}

function encodeEvents(events: readonly TransactionEvent[], block: bigint): Buffer {
  const writer = new WireWriter();
  for (const { chaincodeId, txId, name, payload } of events)
    writer.message(
      1,
      new WireWriter().string(1, chaincodeId).string(2, txId).string(3, name).bytes(4, payload).finish(),
    );
  return writer.uint(2, block).finish();
}
