// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { decodeName } from "../chaincode/invoke.js";
import { WireReader } from "../wire/reader.js";
import { WireWriter } from "../wire/writer.js";

/** A signed proposal taken apart, with nothing checked yet. Byte fields are views of the request. */
export interface UnpackedProposal {
  /** Serialised protos.SignedProposal. */
  readonly signedProposal: Buffer;
  readonly proposalBytes: Buffer;
  readonly signature: Buffer;
  /** Serialised common.Header and its two parts. */
  readonly header: Buffer;
  readonly channelHeader: Buffer;
  readonly signatureHeader: Buffer;
  readonly type: number;
  readonly channelId: string;
  readonly txId: string;
  readonly epoch: number;
  readonly creator: Buffer;
  readonly nonce: Buffer;
  /** The chaincode that the header names: the one that is executed. */
  readonly chaincode: string;
  /** The chaincode that the invocation names: the one a gateway plans for. */
  readonly invokedChaincode: string;
  /** Serialised protos.ChaincodeInput. */
  readonly input: Buffer;
  /** Serialised ChaincodeProposalPayload without its transient map: what goes into the transaction. */
  readonly visiblePayload: Buffer;
  readonly hasTransient: boolean;
  /** SHA-256 over channel header, signature header and visible payload. */
  readonly hash: Buffer;
}

/** A proposal that a peer refuses before it executes anything: answered as a gRPC error, not as a response. */
export class ProposalError extends Error {
  override readonly name = "ProposalError";
}

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * Takes a serialised SignedProposal apart.
 *
 * @throws {ProposalError | WireError} when a part is missing or no protobuf message
 */
export function unpackProposal(signedProposal: Buffer): UnpackedProposal {
  const [proposalBytes, signature] = twoFields(signedProposal);
  const [header, payload] = twoFields(proposalBytes);
  const [channelHeader, signatureHeader] = twoFields(header);
  const [creator, nonce] = twoFields(signatureHeader);
  const channel = decodeChannelHeader(channelHeader);
  if (channel.chaincode === undefined) throw new ProposalError("ChaincodeHeaderExtension.ChaincodeId is nil");
  if (channel.chaincode === "") throw new ProposalError("ChaincodeHeaderExtension.ChaincodeId.Name is empty");

  const [invocation, transient] = firstField(payload);
  const { input, name } = decodeInvocation(invocation);
  const visiblePayload = new WireWriter(invocation.length + 16).bytes(1, invocation).finish();
  const hash = createHash("sha256").update(channelHeader).update(signatureHeader).update(visiblePayload).digest();
  return {
    signedProposal,
    proposalBytes,
    signature,
    header,
    channelHeader,
    signatureHeader,
    type: channel.type,
    channelId: channel.channelId,
    txId: channel.txId,
    epoch: channel.epoch,
    creator,
    nonce,
    chaincode: channel.chaincode,
    invokedChaincode: name,
    input,
    visiblePayload,
    hasTransient: transient,
    hash,
  };
}

/** The length-delimited fields 1 and 2 of a message. */
function twoFields(bytes: Buffer): [Buffer, Buffer] {
  const reader = new WireReader(bytes);
  let first = EMPTY;
  let second = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) first = reader.bytes();
    else if (reader.field === 2) second = reader.bytes();
    else reader.skip();
  }
  return [first, second];
}

/** Field 1, and whether there is a field 2. */
function firstField(bytes: Buffer): [Buffer, boolean] {
  const reader = new WireReader(bytes);
  let first = EMPTY;
  let hasSecond = false;
  while (reader.next()) {
    if (reader.field === 1) first = reader.bytes();
    else {
      hasSecond ||= reader.field === 2;
      reader.skip();
    }
  }
  return [first, hasSecond];
}

interface ChannelHeader {
  readonly type: number;
  readonly channelId: string;
  readonly txId: string;
  readonly epoch: number;
  /** Name in the extension; undefined when it holds no ChaincodeID. */
  readonly chaincode: string | undefined;
}

function decodeChannelHeader(bytes: Buffer): ChannelHeader {
  const reader = new WireReader(bytes);
  let type = 0;
  let channelId = "";
  let txId = "";
  let epoch = 0;
  let extension = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) type = reader.uint();
    else if (reader.field === 4) channelId = reader.string();
    else if (reader.field === 5) txId = reader.string();
    else if (reader.field === 6) epoch = reader.uint();
    else if (reader.field === 7) extension = reader.bytes();
    else reader.skip();
  }
  const [, chaincodeId] = twoFields(extension);
  return { type, channelId, txId, epoch, chaincode: chaincodeId.length > 0 ? decodeName(chaincodeId) : undefined };
}

function decodeInvocation(bytes: Buffer): { readonly input: Buffer; readonly name: string } {
  const [spec] = twoFields(bytes);
  if (spec.length === 0) throw new ProposalError("chaincode invocation spec did not contain chaincode spec");
  const reader = new WireReader(spec);
  let input: Buffer | undefined;
  let name = "";
  while (reader.next()) {
    if (reader.field === 2) name = decodeName(reader.bytes());
    else if (reader.field === 3) input = reader.bytes();
    else reader.skip();
  }
  if (!input) throw new ProposalError("chaincode input did not contain any input");
  return { input, name };
}

/** The arguments in a serialised protos.ChaincodeInput. */
export function decodeArguments(input: Uint8Array): Buffer[] {
  const reader = new WireReader(input);
  const args: Buffer[] = [];
  while (reader.next()) {
    if (reader.field === 1) args.push(reader.bytes());
    else reader.skip();
  }
  return args;
}
