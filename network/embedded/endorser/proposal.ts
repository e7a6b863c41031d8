// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { decodeName } from "../chaincode/invoke.js";
import { asItCame, bytes, codec, list, optionalBytes, part, string, uint } from "../protocol/message.js";
import { WireWriter } from "../protocol/wire.js";

/** A signed proposal taken apart as far as a gateway needs it, with nothing checked yet. Byte fields are views of the request. */
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
  /** Serialised ChaincodeHeaderExtension. */
  readonly extension: Buffer;
  readonly invocation: Invocation;
  /** Serialised ChaincodeProposalPayload without its transient map: what goes into the transaction. */
  readonly visiblePayload: Buffer;
  readonly hasTransient: boolean;
}

/** protos.ChaincodeInvocationSpec; what it does not hold is undefined. */
export interface Invocation {
  readonly hasSpec: boolean;
  /** The chaincode that a gateway plans for. */
  readonly chaincode: string | undefined;
  /** Serialised protos.ChaincodeInput. */
  readonly input: Buffer | undefined;
}

/** A proposal with all that a peer needs to execute it. */
export interface Proposal extends UnpackedProposal {
  readonly creator: Buffer;
  readonly nonce: Buffer;
  /** The chaincode that the header names: the one that is executed. */
  readonly chaincode: string;
  /** Serialised protos.ChaincodeInput. */
  readonly input: Buffer;
  /** SHA-256 over channel header, signature header and visible payload. */
  readonly hash: Buffer;
}

/** A proposal that a peer refuses before it executes anything: answered as a gRPC error, not as a response. */
export class ProposalError extends Error {
  override readonly name: string = "ProposalError";
}

/** A part of a proposal is no protobuf message. */
export class MalformedProposalError extends ProposalError {
  override readonly name = "MalformedProposalError";

  /** @param part name of the message that cannot be read */
  constructor(
    readonly part: string,
    cause: unknown,
  ) {
    super(`error unmarshalling ${part}: proto: cannot parse invalid wire-format data`, { cause });
  }
}

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * Takes a serialised SignedProposal apart.
 *
 * @throws {MalformedProposalError}
 */
export function unpackProposal(signedProposal: Buffer): UnpackedProposal {
  const [proposalBytes = EMPTY, signature = EMPTY] = parse("SignedProposal", signedProposal, twoFields);
  const [header = EMPTY, payload = EMPTY] = parse("Proposal", proposalBytes, twoFields);
  const [channelHeader = EMPTY, signatureHeader = EMPTY] = parse("Header", header, twoFields);
  const channel = parse("ChannelHeader", channelHeader, decodeChannelHeader);
  const [invocation = EMPTY, transient] = parse("ChaincodeProposalPayload", payload, twoFields);
  return {
    signedProposal,
    proposalBytes,
    signature,
    header,
    channelHeader,
    signatureHeader,
    ...channel,
    invocation: parse("ChaincodeInvocationSpec", invocation, decodeInvocation),
    visiblePayload: new WireWriter().bytes(1, invocation).finish(),
    hasTransient: transient !== undefined,
  };
}

/**
 * Makes sure that a proposal holds all that its execution needs.
 *
 * @throws {ProposalError} with Fabric's sentence.
 */
export function completeProposal(unpacked: UnpackedProposal): Proposal {
  const { channelHeader, signatureHeader, visiblePayload, invocation } = unpacked;
  const [creator = EMPTY, nonce = EMPTY] = parse("SignatureHeader", signatureHeader, twoFields);
  const [, chaincodeId] = parse("ChaincodeHeaderExtension", unpacked.extension, twoFields);
  if (chaincodeId === undefined) throw new ProposalError("ChaincodeHeaderExtension.ChaincodeId is nil");
  const chaincode = parse("ChaincodeHeaderExtension", chaincodeId, decodeName);
  if (chaincode === "") throw new ProposalError("ChaincodeHeaderExtension.ChaincodeId.Name is empty");
  if (!invocation.hasSpec) throw new ProposalError("chaincode invocation spec did not contain chaincode spec");
  if (!invocation.input) throw new ProposalError("chaincode input did not contain any input");
  const hash = createHash("sha256").update(channelHeader).update(signatureHeader).update(visiblePayload).digest();
  return { ...unpacked, creator, nonce, chaincode, input: invocation.input, hash };
}

function parse<T>(part: string, bytes: Buffer, decode: (bytes: Buffer) => T): T {
  try {
    return decode(bytes);
  } catch (error) {
    throw new MalformedProposalError(part, error);
  }
}

/** The length-delimited fields 1 and 2 of a message; undefined where it does not have them. */
const pair = codec({ first: optionalBytes(1), second: optionalBytes(2) });

function twoFields(own: Buffer): [Buffer | undefined, Buffer | undefined] {
  const { first, second } = pair(own);
  return [first, second];
}

const decodeChannelHeader = codec<Pick<UnpackedProposal, "type" | "channelId" | "txId" | "epoch" | "extension">>({
  type: uint(1),
  channelId: string(4),
  txId: string(5),
  epoch: uint(6),
  extension: bytes(7),
});
const decodeSpec = codec({ chaincode: part(2, decodeName), input: optionalBytes(3) });

function decodeInvocation(own: Buffer): Invocation {
  const [spec] = twoFields(own);
  if (!spec) return { hasSpec: false, chaincode: undefined, input: undefined };
  return { hasSpec: true, ...decodeSpec(spec) };
}

const decodeInput = codec({ args: list(1, asItCame) });

/** The arguments in a serialised protos.ChaincodeInput. */
export function decodeArguments(input: Uint8Array): readonly Buffer[] {
  return decodeInput(input).args;
}
