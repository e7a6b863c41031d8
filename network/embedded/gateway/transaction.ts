// SPDX-License-Identifier: Apache-2.0
import type { UnpackedProposal } from "../endorser/proposal.js";
import { WireWriter } from "../wire/writer.js";

/**
 * The unsigned transaction made of a proposal and its endorsements: a serialised common.Envelope.
 *
 * @param payload the ProposalResponsePayload that was endorsed
 * @param endorsements serialised protos.Endorsement
 */
export function prepareTransaction(
  proposal: UnpackedProposal,
  payload: Buffer,
  endorsements: readonly Buffer[],
): Buffer {
  const size = endorsements.reduce((sum, endorsement) => sum + endorsement.length + 16, payload.length + 256);
  const endorsed = new WireWriter(size).bytes(1, payload);
  for (const endorsement of endorsements) endorsed.message(2, endorsement);
  const action = endorsed.finish();
  const { header, signatureHeader, visiblePayload } = proposal;
  const actionPayload = new WireWriter(action.length + visiblePayload.length + 64)
    .bytes(1, visiblePayload)
    .message(2, action)
    .finish();
  const transactionAction = new WireWriter(actionPayload.length + signatureHeader.length + 64)
    .bytes(1, signatureHeader)
    .bytes(2, actionPayload)
    .finish();
  const transaction = new WireWriter(transactionAction.length + 16).message(1, transactionAction).finish();
  const body = new WireWriter(transaction.length + header.length + 64).message(1, header).bytes(2, transaction).finish();
  return new WireWriter(body.length + 16).bytes(1, body).finish();
}
