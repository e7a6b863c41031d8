// SPDX-License-Identifier: Apache-2.0
import { WireReader } from "../../protocol/wire.js";

const EMPTY: Buffer = Buffer.alloc(0);

/** gateway.EvaluateRequest and EndorseRequest, which have the same fields. */
export interface ProposalRequest {
  readonly transactionId: string;
  readonly channelId: string;
  /** Serialised SignedProposal. */
  readonly signedProposal: Buffer;
  readonly organisations: readonly string[];
}

export function decodeProposalRequest(bytes: Buffer): ProposalRequest {
  const reader = new WireReader(bytes);
  let transactionId = "";
  let channelId = "";
  let signedProposal = EMPTY;
  const organisations: string[] = [];
  while (reader.next()) {
    if (reader.field === 1) transactionId = reader.string();
    else if (reader.field === 2) channelId = reader.string();
    else if (reader.field === 3) signedProposal = reader.bytes();
    else if (reader.field === 4) organisations.push(reader.string());
    else reader.skip();
  }
  return { transactionId, channelId, signedProposal, organisations };
}

/** gateway.SubmitRequest. */
export interface SubmitRequest {
  readonly transactionId: string;
  readonly channelId: string;
  /** Serialised Envelope; absent when the request has none. */
  readonly envelope: Buffer | undefined;
  readonly signed: boolean;
}

export function decodeSubmitRequest(bytes: Buffer): SubmitRequest {
  const reader = new WireReader(bytes);
  let transactionId = "";
  let channelId = "";
  let envelope: Buffer | undefined;
  while (reader.next()) {
    if (reader.field === 1) transactionId = reader.string();
    else if (reader.field === 2) channelId = reader.string();
    else if (reader.field === 3) envelope = reader.bytes();
    else reader.skip();
  }
  return { transactionId, channelId, envelope, signed: envelope !== undefined && isSigned(envelope) };
}

function isSigned(envelope: Buffer): boolean {
  const reader = new WireReader(envelope);
  let signed = false;
  while (reader.next()) {
    if (reader.field === 2) signed = reader.bytes().length > 0;
    else reader.skip();
  }
  return signed;
}

/** gateway.SignedCommitStatusRequest and SignedChaincodeEventsRequest. */
export interface SignedRequest {
  readonly request: Buffer;
  readonly signature: Buffer;
}

export function decodeSignedRequest(bytes: Buffer): SignedRequest {
  const reader = new WireReader(bytes);
  let request = EMPTY;
  let signature = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) request = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
    else reader.skip();
  }
  return { request, signature };
}

/** gateway.CommitStatusRequest. */
export interface CommitStatusRequest {
  readonly transactionId: string;
  readonly channelId: string;
  readonly identity: Buffer;
}

export function decodeCommitStatusRequest(bytes: Buffer): CommitStatusRequest {
  const reader = new WireReader(bytes);
  let transactionId = "";
  let channelId = "";
  let identity = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) transactionId = reader.string();
    else if (reader.field === 2) channelId = reader.string();
    else if (reader.field === 3) identity = reader.bytes();
    else reader.skip();
  }
  return { transactionId, channelId, identity };
}

/** gateway.ChaincodeEventsRequest. */
export interface ChaincodeEventsRequest {
  readonly channelId: string;
  readonly chaincode: string;
  readonly identity: Buffer;
  /** Serialised orderer.SeekPosition. */
  readonly startPosition: Buffer | undefined;
  readonly afterTransactionId: string;
}

export function decodeChaincodeEventsRequest(bytes: Buffer): ChaincodeEventsRequest {
  const reader = new WireReader(bytes);
  let channelId = "";
  let chaincode = "";
  let identity = EMPTY;
  let startPosition: Buffer | undefined;
  let afterTransactionId = "";
  while (reader.next()) {
    if (reader.field === 1) channelId = reader.string();
    else if (reader.field === 2) chaincode = reader.string();
    else if (reader.field === 3) identity = reader.bytes();
    else if (reader.field === 4) startPosition = reader.bytes();
    else if (reader.field === 5) afterTransactionId = reader.string();
    else reader.skip();
  }
  return { channelId, chaincode, identity, startPosition, afterTransactionId };
}
