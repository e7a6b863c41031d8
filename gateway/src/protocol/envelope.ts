// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from "@hyperledger/fabric-protos";
import type { MspId } from "@licet/domain";

/** What an endorsed transaction carries: the chaincode's result and who endorsed it. */
export interface EndorsedTransaction {
  readonly result: Uint8Array;
  readonly endorsers: readonly MspId[];
}

/** An envelope's headers and what they head. */
export interface OpenedEnvelope {
  readonly channelHeader: common.ChannelHeader;
  /** Organisation that signed it; empty where it names none. */
  readonly creator: MspId;
  readonly data: Uint8Array;
}

/** The one action of an endorsed transaction: what was asked for, what it did, who endorsed it. */
export interface EndorsedAction {
  readonly proposal: peer.ChaincodeProposalPayload;
  readonly action: peer.ChaincodeAction;
  readonly endorsers: readonly MspId[];
}

/**
 * Opens an envelope.
 * @throws {Error} where it is no envelope with headers.
 */
export function openEnvelope(envelope: common.Envelope): OpenedEnvelope {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  const signature = common.SignatureHeader.deserializeBinary(header?.getSignatureHeader_asU8() ?? new Uint8Array());
  return {
    channelHeader: common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array()),
    creator: mspIdOf(signature.getCreator_asU8()),
    data: payload.getData_asU8(),
  };
}

/** The action of an endorser transaction's data; undefined where it has none. */
export function endorsedAction(data: Uint8Array): EndorsedAction | undefined {
  const [first] = peer.Transaction.deserializeBinary(data).getActionsList();
  if (first === undefined) return undefined;
  const payload = peer.ChaincodeActionPayload.deserializeBinary(first.getPayload_asU8());
  const endorsed = payload.getAction();
  if (endorsed === undefined) return undefined;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  return {
    proposal: peer.ChaincodeProposalPayload.deserializeBinary(payload.getChaincodeProposalPayload_asU8()),
    action: peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()),
    endorsers: endorsed.getEndorsementsList().map((endorsement) => mspIdOf(endorsement.getEndorser_asU8())),
  };
}

/** Reads result and endorsers from a transaction's envelope. */
export function readEnvelope(envelope: common.Envelope): EndorsedTransaction {
  const endorsed = endorsedAction(common.Payload.deserializeBinary(envelope.getPayload_asU8()).getData_asU8());
  if (endorsed === undefined) return { result: new Uint8Array(), endorsers: [] };
  const { action, endorsers } = endorsed;
  return { result: action.getResponse()?.getPayload_asU8() ?? new Uint8Array(), endorsers };
}

function mspIdOf(identity: Uint8Array): MspId {
  return msp.SerializedIdentity.deserializeBinary(identity).getMspid();
}

/** Names of Fabric's validation codes by number. */
const VALIDATION_CODE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(peer.TxValidationCode).map(([name, code]) => [code, name]),
);

/** Name of a validation code, such as `MVCC_READ_CONFLICT`. */
export function validationCodeName(code: number): string {
  return VALIDATION_CODE_NAMES.get(code) ?? code.toString();
}
