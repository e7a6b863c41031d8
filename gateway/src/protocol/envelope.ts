// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import { common, msp, peer } from "@hyperledger/fabric-protos";

/** What an endorsed transaction carries: the chaincode's result and who endorsed it. */
export interface EndorsedTransaction {
  readonly result: Uint8Array;
  readonly endorsers: readonly MspId[];
}

/** Reads result and endorsers from a transaction's envelope. */
export function readEnvelope(envelope: common.Envelope): EndorsedTransaction {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action] = transaction.getActionsList();
  const endorsed = action && peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  if (!endorsed) return { result: new Uint8Array(), endorsers: [] };
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const chaincodeAction = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const endorsers = endorsed
    .getEndorsementsList()
    .map((endorsement) => msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid());
  return { result: chaincodeAction.getResponse()?.getPayload_asU8() ?? new Uint8Array(), endorsers };
}

/** Names of Fabric's validation codes by number. */
const VALIDATION_CODE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(peer.TxValidationCode).map(([name, code]) => [code, name]),
);

/** Name of a validation code, such as `MVCC_READ_CONFLICT`. */
export function validationCodeName(code: number): string {
  return VALIDATION_CODE_NAMES.get(code) ?? code.toString();
}
