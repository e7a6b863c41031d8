// SPDX-License-Identifier: Apache-2.0
import type { peer } from "@hyperledger/fabric-protos";
import type { SigningIdentity } from "../identity/identity.js";
import { bytes, codec, string } from "../protocol/message.js";
import { WireWriter } from "../protocol/wire.js";
import { encodeResponse, type ChaincodeResponse } from "../protocol/response.js";
import type { Proposal } from "./proposal.js";

/** What an endorser answers to a proposal: protos.ProposalResponse before serialisation. */
export interface ProposalResponse {
  readonly response: ChaincodeResponse;
  /** Serialised ProposalResponsePayload; absent where the chaincode's result cannot become a transaction. */
  readonly payload?: Buffer;
  /** Serialised Endorsement. */
  readonly endorsement?: Buffer;
  /** What further endorsements are planned with. */
  readonly interest?: peer.ChaincodeInterest;
}

export function encodeProposalResponse(answer: ProposalResponse): Buffer {
  const writer = new WireWriter();
  if (answer.endorsement) writer.uint(1, 1);
  writer.message(4, encodeResponse(answer.response)).bytes(5, answer.payload).bytes(6, answer.endorsement);
  if (answer.interest) writer.message(7, answer.interest.serializeBinary());
  return writer.finish();
}

/** What a simulation came to. */
export interface Outcome {
  readonly response: ChaincodeResponse;
  /** Serialised ChaincodeEvent, ids filled in. */
  readonly event: Buffer | undefined;
  readonly publicRwset: Uint8Array | undefined;
  readonly chaincodeVersion: string;
}

/** Serialised protos.ProposalResponsePayload. */
export function encodeResponsePayload(proposal: Proposal, outcome: Outcome): Buffer {
  const { response, event, publicRwset, chaincodeVersion } = outcome;
  const action = new WireWriter()
    .bytes(1, publicRwset)
    .bytes(2, event)
    .message(3, encodeResponse(response))
    .message(4, new WireWriter().string(2, proposal.chaincode).string(3, chaincodeVersion).finish())
    .finish();
  return new WireWriter().bytes(1, proposal.hash).bytes(2, action).finish();
}

/** Serialised protos.Endorsement: the peer's signature over payload and its own identity. */
export function endorse(payload: Buffer, signer: SigningIdentity): Buffer {
  const signature = signer.sign(Buffer.concat([payload, signer.serialised]));
  return new WireWriter().bytes(1, signer.serialised).bytes(2, signature).finish();
}

const decodeEvent = codec({ name: string(3), payload: bytes(4) });

/** The event a chaincode set, with the ids the peer fills in. */
export function completeEvent(event: Buffer, chaincode: string, txId: string): Buffer {
  const { name, payload } = decodeEvent(event);
  return new WireWriter().string(1, chaincode).string(2, txId).string(3, name).bytes(4, payload).finish();
}
