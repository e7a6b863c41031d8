// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { type common, ledger, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "@licet/embedded-network/protocol/new-message";
import { envelopeOf, transactionPayload } from "../wire/envelope.js";
import type { Person } from "../wire/person.js";
import { buildProposal, type ForgedProposal } from "../wire/proposal.js";

/** What a tampered peer wants on the ledger. */
export interface TamperedWrite {
  readonly channel: string;
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  readonly key: string;
  readonly value: string;
}

/** An envelope as an orderer takes it, and the transaction's id. */
export interface TamperedTransaction {
  readonly transactionId: string;
  readonly envelope: common.Envelope;
}

/**
 * Builds a transaction whose write set no chaincode made: what an organisation with a tampered peer can send. A real client signs it,
 * and that organisation's real peer key endorses it.
 */
export function tamperedTransaction(client: Person, endorser: Person, write: TamperedWrite): TamperedTransaction {
  const proposal = buildProposal(client, { channel: write.channel, chaincode: write.chaincode, args: ["tampered"] });
  const payload = responsePayload(write, proposal);
  const signature = endorser.sign(Buffer.concat([payload, endorser.creator]));
  const endorsement = newMessage(peer.Endorsement, { endorser: endorser.creator, signature });
  const transaction = transactionPayload(proposal, { payload, endorsements: [endorsement] });
  return { transactionId: proposal.txId, envelope: envelopeOf(transaction, client.sign(transaction)) };
}

function responsePayload(write: TamperedWrite, proposal: ForgedProposal): Uint8Array {
  const response = newMessage(peer.Response, { status: 200 });
  const chaincodeId = newMessage(peer.ChaincodeID, { name: write.chaincode, version: write.chaincodeVersion });
  const action = newMessage(peer.ChaincodeAction, { results: readWriteSet(write), response, chaincodeId });
  const { channelHeader, signatureHeader, publicPayload } = proposal;
  const hash = createHash("sha256").update(channelHeader).update(signatureHeader).update(publicPayload).digest();
  const payload = newMessage(peer.ProposalResponsePayload, {
    proposalHash: hash,
    extension$: action.serializeBinary(),
  });
  return payload.serializeBinary();
}

function readWriteSet(write: TamperedWrite): Uint8Array {
  const keyWrite = newMessage(ledger.rwset.kvrwset.KVWrite, { key: write.key, value: Buffer.from(write.value) });
  const keyValueSet = new ledger.rwset.kvrwset.KVRWSet();
  keyValueSet.addWrites(keyWrite);
  const namespaceSet = newMessage(ledger.rwset.NsReadWriteSet, {
    namespace: write.chaincode,
    rwset: keyValueSet.serializeBinary(),
  });
  const set = newMessage(ledger.rwset.TxReadWriteSet, { dataModel: ledger.rwset.TxReadWriteSet.DataModel.KV });
  set.addNsRwset(namespaceSet);
  return set.serializeBinary();
}
