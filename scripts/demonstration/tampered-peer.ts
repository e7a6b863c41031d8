// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { type common, ledger, peer } from "@hyperledger/fabric-protos";
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
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(endorser.creator);
  endorsement.setSignature(signature);
  const transaction = transactionPayload(proposal, { payload, endorsements: [endorsement] });
  return { transactionId: proposal.txId, envelope: envelopeOf(transaction, client.sign(transaction)) };
}

function responsePayload(write: TamperedWrite, proposal: ForgedProposal): Uint8Array {
  const response = new peer.Response();
  response.setStatus(200);
  const chaincodeId = new peer.ChaincodeID();
  chaincodeId.setName(write.chaincode);
  chaincodeId.setVersion(write.chaincodeVersion);
  const action = new peer.ChaincodeAction();
  action.setResults(readWriteSet(write));
  action.setResponse(response);
  action.setChaincodeId(chaincodeId);
  const { channelHeader, signatureHeader, publicPayload } = proposal;
  const hash = createHash("sha256").update(channelHeader).update(signatureHeader).update(publicPayload).digest();
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

function readWriteSet(write: TamperedWrite): Uint8Array {
  const keyWrite = new ledger.rwset.kvrwset.KVWrite();
  keyWrite.setKey(write.key);
  keyWrite.setValue(Buffer.from(write.value));
  const keyValueSet = new ledger.rwset.kvrwset.KVRWSet();
  keyValueSet.addWrites(keyWrite);
  const namespaceSet = new ledger.rwset.NsReadWriteSet();
  namespaceSet.setNamespace(write.chaincode);
  namespaceSet.setRwset(keyValueSet.serializeBinary());
  const set = new ledger.rwset.TxReadWriteSet();
  set.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  set.addNsRwset(namespaceSet);
  return set.serializeBinary();
}
