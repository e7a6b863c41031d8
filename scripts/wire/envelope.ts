// SPDX-License-Identifier: Apache-2.0
import { common, orderer, peer } from "@hyperledger/fabric-protos";
import timestamps from "google-protobuf/google/protobuf/timestamp_pb.js";
import type { Person } from "./person.js";
import type { ForgedProposal } from "./proposal.js";

/** What endorsers answered: one payload and their signatures over it. */
export interface EndorsedAction {
  readonly payload: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

/** Assembles a transaction from a proposal and its endorsements and returns the payload that its creator signs. */
export function transactionPayload(proposal: ForgedProposal, action: EndorsedAction): Uint8Array {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(action.payload);
  endorsed.setEndorsementsList([...action.endorsements]);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal.publicPayload);
  actionPayload.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setHeader(proposal.signatureHeader);
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  return payloadOf(proposal.channelHeader, proposal.signatureHeader, transaction.serializeBinary());
}

/** A payload of the headers and data given. */
export function payloadOf(channelHeader: Uint8Array, signatureHeader: Uint8Array, data: Uint8Array): Uint8Array {
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  header.setSignatureHeader(signatureHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  return payload.serializeBinary();
}

/** An envelope of a payload and a signature. */
export function envelopeOf(payload: Uint8Array, signature: Uint8Array): common.Envelope {
  const envelope = new common.Envelope();
  envelope.setPayload(payload);
  envelope.setSignature(signature);
  return envelope;
}

/** Where a stream of blocks begins or ends. */
export type SeekAt = "newest" | "oldest" | "nextCommit" | number;

export interface SeekOptions {
  readonly channel: string;
  readonly start: SeekAt;
  readonly stop: SeekAt;
  /** Ends the stream with NOT_FOUND at the first block that does not exist yet, instead of waiting for it. */
  readonly failIfNotReady?: boolean | undefined;
  readonly timeMs?: number | undefined;
}

function seekPosition(at: SeekAt): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  if (at === "newest") position.setNewest(new orderer.SeekNewest());
  else if (at === "oldest") position.setOldest(new orderer.SeekOldest());
  else if (at === "nextCommit") position.setNextCommit(new orderer.SeekNextCommit());
  else {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(at);
    position.setSpecified(specified);
  }
  return position;
}

/** The payload of a request for blocks. */
export function seekPayload(person: Person, options: SeekOptions): Uint8Array {
  const timestamp = new timestamps.Timestamp();
  timestamp.fromDate(new Date(options.timeMs ?? Date.now()));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId(options.channel);
  channelHeader.setTimestamp(timestamp);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(person.creator);
  const seek = new orderer.SeekInfo();
  seek.setStart(seekPosition(options.start));
  seek.setStop(seekPosition(options.stop));
  const { FAIL_IF_NOT_READY, BLOCK_UNTIL_READY } = orderer.SeekInfo.SeekBehavior;
  seek.setBehavior(options.failIfNotReady === true ? FAIL_IF_NOT_READY : BLOCK_UNTIL_READY);
  return payloadOf(channelHeader.serializeBinary(), signatureHeader.serializeBinary(), seek.serializeBinary());
}
