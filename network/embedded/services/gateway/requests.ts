// SPDX-License-Identifier: Apache-2.0
import { splitEnvelope } from "../../protocol/envelope.js";
import { bytes, codec, list, optionalBytes, string } from "../../protocol/message.js";
import { decodeUtf8 } from "../../protocol/wire.js";

/** gateway.EvaluateRequest and EndorseRequest, which have the same fields. */
export interface ProposalRequest {
  readonly transactionId: string;
  readonly channelId: string;
  /** Serialised SignedProposal. */
  readonly signedProposal: Buffer;
  readonly organisations: readonly string[];
}

export const decodeProposalRequest = codec<ProposalRequest>({
  transactionId: string(1),
  channelId: string(2),
  signedProposal: bytes(3),
  organisations: list(4, decodeUtf8),
});

/** gateway.SubmitRequest. */
export interface SubmitRequest {
  readonly transactionId: string;
  readonly channelId: string;
  /** Serialised Envelope; absent when the request has none. */
  readonly envelope: Buffer | undefined;
  readonly signed: boolean;
}

const decodeSubmit = codec<Omit<SubmitRequest, "signed">>({
  transactionId: string(1),
  channelId: string(2),
  envelope: optionalBytes(3),
});

export function decodeSubmitRequest(own: Buffer): SubmitRequest {
  const request = decodeSubmit(own);
  const { envelope } = request;
  return { ...request, signed: envelope !== undefined && splitEnvelope(envelope).signature.length > 0 };
}

/** gateway.SignedCommitStatusRequest and SignedChaincodeEventsRequest. */
export interface SignedRequest {
  readonly request: Buffer;
  readonly signature: Buffer;
}

export const decodeSignedRequest = codec<SignedRequest>({ request: bytes(1), signature: bytes(2) });

/** gateway.CommitStatusRequest. */
export interface CommitStatusRequest {
  readonly transactionId: string;
  readonly channelId: string;
  readonly identity: Buffer;
}

export const decodeCommitStatusRequest = codec<CommitStatusRequest>({
  transactionId: string(1),
  channelId: string(2),
  identity: bytes(3),
});

/** gateway.ChaincodeEventsRequest. */
export interface ChaincodeEventsRequest {
  readonly channelId: string;
  readonly chaincode: string;
  readonly identity: Buffer;
  /** Serialised orderer.SeekPosition. */
  readonly startPosition: Buffer | undefined;
  readonly afterTransactionId: string;
}

export const decodeChaincodeEventsRequest = codec<ChaincodeEventsRequest>({
  channelId: string(1),
  chaincode: string(2),
  identity: bytes(3),
  startPosition: optionalBytes(4),
  afterTransactionId: string(5),
});
