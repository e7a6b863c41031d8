// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "@licet/embedded-network/protocol/new-message";
import timestamps from "google-protobuf/google/protobuf/timestamp_pb.js";
import type { Person } from "./person.js";

const NONCE_BYTES = 24;

/** What to propose, and whatever a forger may want to get wrong about it. */
export interface ProposalOptions {
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly (string | Uint8Array)[];
  readonly transient?: Readonly<Record<string, string>> | undefined;
  /** The client's clock, in milliseconds since the epoch; now, unless given. */
  readonly timeMs?: number | undefined;
  readonly nonce?: Uint8Array | undefined;
  /** In place of the transaction id that nonce and creator give. */
  readonly txId?: string | undefined;
  readonly headerType?: number | undefined;
  readonly epoch?: number | undefined;
  /** In place of the serialised chaincode id. */
  readonly extension?: Uint8Array | undefined;
  readonly creator?: Uint8Array | undefined;
  /** In place of the serialised proposal payload. */
  readonly payload?: Uint8Array | undefined;
  readonly isInit?: boolean | undefined;
  readonly timestampAbsent?: boolean | undefined;
}

/** A proposal and the parts that a transaction is assembled from. */
export interface ForgedProposal {
  /** The transaction id in the header. */
  readonly txId: string;
  /** The transaction id that the nonce and the creator give. */
  readonly honestTxId: string;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** The payload with its transient map left out, as it goes into the transaction. */
  readonly publicPayload: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The transaction id that a nonce and a creator determine. */
export function transactionId(nonce: Uint8Array, creator: Uint8Array): string {
  return createHash("sha256").update(nonce).update(creator).digest("hex");
}

function channelHeader(options: ProposalOptions, txId: string): Uint8Array {
  const chaincodeId = newMessage(peer.ChaincodeID, { name: options.chaincode });
  const extension = newMessage(peer.ChaincodeHeaderExtension, { chaincodeId });
  const header = newMessage(common.ChannelHeader, {
    type: options.headerType ?? common.HeaderType.ENDORSER_TRANSACTION,
    txId,
    channelId: options.channel,
    epoch: options.epoch ?? 0,
    extension$: options.extension ?? extension.serializeBinary(),
  });
  if (options.timestampAbsent !== true) {
    const timestamp = new timestamps.Timestamp();
    timestamp.fromDate(new Date(options.timeMs ?? Date.now()));
    header.setTimestamp(timestamp);
  }
  return header.serializeBinary();
}

function chaincodeInput(options: ProposalOptions): Uint8Array {
  const chaincodeId = newMessage(peer.ChaincodeID, { name: options.chaincode });
  const input = newMessage(peer.ChaincodeInput, {
    argsList: options.args.map((arg) => Buffer.from(arg as string)),
    isInit: options.isInit ?? false,
  });
  const spec = newMessage(peer.ChaincodeSpec, { type: peer.ChaincodeSpec.Type.NODE, chaincodeId, input });
  return newMessage(peer.ChaincodeInvocationSpec, { chaincodeSpec: spec }).serializeBinary();
}

/** Builds a proposal of `person`; every option that is not given is as an honest client sets it. */
export function buildProposal(person: Person, options: ProposalOptions): ForgedProposal {
  const nonce = options.nonce ?? randomBytes(NONCE_BYTES);
  const creator = options.creator ?? person.creator;
  const honestTxId = transactionId(nonce, creator);
  const txId = options.txId ?? honestTxId;
  const signatureHeader = newMessage(common.SignatureHeader, { creator, nonce });
  const header = newMessage(common.Header, {
    channelHeader: channelHeader(options, txId),
    signatureHeader: signatureHeader.serializeBinary(),
  });

  const payload = newMessage(peer.ChaincodeProposalPayload, { input: chaincodeInput(options) });
  const publicPayload = options.payload ?? payload.serializeBinary();
  for (const [name, value] of Object.entries(options.transient ?? {})) {
    payload.getTransientmapMap().set(name, Buffer.from(value));
  }
  const proposal = newMessage(peer.Proposal, {
    header: header.serializeBinary(),
    payload: options.payload ?? payload.serializeBinary(),
  });
  return {
    txId,
    honestTxId,
    channelHeader: header.getChannelHeader_asU8(),
    signatureHeader: header.getSignatureHeader_asU8(),
    publicPayload,
    bytes: proposal.serializeBinary(),
  };
}

/** Wraps proposal bytes with a signature. */
export function signedProposal(bytes: Uint8Array, signature: Uint8Array): peer.SignedProposal {
  return newMessage(peer.SignedProposal, { proposalBytes: bytes, signature });
}
