// SPDX-License-Identifier: Apache-2.0
import type { UnpackedProposal } from "../../endorser/proposal.js";
import { WireWriter } from "../../protocol/wire.js";

/** A message in pieces that are joined once, however deep it is nested. */
interface Pieces {
  readonly parts: readonly Uint8Array[];
  readonly length: number;
}

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
  const { header, signatureHeader, visiblePayload } = proposal;
  const endorsedAction = join(field(1, bytes(payload)), ...endorsements.map((each) => field(2, bytes(each))));
  const actionPayload = join(field(1, bytes(visiblePayload)), field(2, endorsedAction));
  const transactionAction = join(field(1, bytes(signatureHeader)), field(2, actionPayload));
  const transaction = field(1, transactionAction);
  const envelopePayload = join(field(1, bytes(header)), field(2, transaction));
  const envelope = field(1, envelopePayload);
  return Buffer.concat(envelope.parts, envelope.length);
}

function bytes(value: Uint8Array): Pieces {
  return { parts: [value], length: value.length };
}

function join(...pieces: readonly Pieces[]): Pieces {
  return {
    parts: pieces.flatMap(({ parts }) => parts),
    length: pieces.reduce((sum, { length }) => sum + length, 0),
  };
}

function field(number: number, content: Pieces): Pieces {
  const head = WireWriter.head(number, content.length);
  return { parts: [head, ...content.parts], length: head.length + content.length };
}
