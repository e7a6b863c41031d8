// SPDX-License-Identifier: Apache-2.0
import { common, orderer, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "@licet/embedded-network/protocol/new-message";
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
  const endorsed = newMessage(peer.ChaincodeEndorsedAction, {
    proposalResponsePayload: action.payload,
    endorsementsList: [...action.endorsements],
  });
  const actionPayload = newMessage(peer.ChaincodeActionPayload, {
    chaincodeProposalPayload: proposal.publicPayload,
    action: endorsed,
  });
  const transactionAction = newMessage(peer.TransactionAction, {
    header: proposal.signatureHeader,
    payload: actionPayload.serializeBinary(),
  });
  const transaction = newMessage(peer.Transaction, { actionsList: [transactionAction] });
  return payloadOf(proposal.channelHeader, proposal.signatureHeader, transaction.serializeBinary());
}

/** A payload of the headers and data given. */
export function payloadOf(channelHeader: Uint8Array, signatureHeader: Uint8Array, data: Uint8Array): Uint8Array {
  const header = newMessage(common.Header, { channelHeader, signatureHeader });
  return newMessage(common.Payload, { header, data }).serializeBinary();
}

/** An envelope of a payload and a signature. */
export function envelopeOf(payload: Uint8Array, signature: Uint8Array): common.Envelope {
  return newMessage(common.Envelope, { payload, signature });
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
    position.setSpecified(newMessage(orderer.SeekSpecified, { number: at }));
  }
  return position;
}

/** The payload of a request for blocks. */
export function seekPayload(person: Person, options: SeekOptions): Uint8Array {
  const timestamp = new timestamps.Timestamp();
  timestamp.fromDate(new Date(options.timeMs ?? Date.now()));
  const channelHeader = newMessage(common.ChannelHeader, {
    type: common.HeaderType.DELIVER_SEEK_INFO,
    channelId: options.channel,
    timestamp,
  });
  const signatureHeader = newMessage(common.SignatureHeader, { creator: person.creator });
  const seek = newMessage(orderer.SeekInfo, { start: seekPosition(options.start), stop: seekPosition(options.stop) });
  const { FAIL_IF_NOT_READY, BLOCK_UNTIL_READY } = orderer.SeekInfo.SeekBehavior;
  seek.setBehavior(options.failIfNotReady === true ? FAIL_IF_NOT_READY : BLOCK_UNTIL_READY);
  return payloadOf(channelHeader.serializeBinary(), signatureHeader.serializeBinary(), seek.serializeBinary());
}
