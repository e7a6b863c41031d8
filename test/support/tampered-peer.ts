// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, randomBytes, sign, type KeyObject } from "node:crypto";
import { common, ledger, msp, peer } from "@hyperledger/fabric-protos";
import { Timestamp } from "google-protobuf/google/protobuf/timestamp_pb.js";

/** An identity that signs: certificate in PEM and private key in PEM (PKCS#8). */
export interface SigningIdentity {
  readonly mspId: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** What a tampered peer wants on the ledger. */
export interface TamperedWrite {
  readonly channel: string;
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  readonly key: string;
  readonly value: string;
}

/** An envelope as an orderer takes it, and the transaction's id. */
export interface ForgedTransaction {
  readonly transactionId: string;
  readonly envelope: common.Envelope;
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Builds a transaction whose read and write set was not made by the chaincode but made up: what an organisation with a tampered
 * peer can send. It is signed by a real client and endorsed with the real key of that organisation's peer.
 */
export function forgeTransaction(client: SigningIdentity, endorser: SigningIdentity, write: TamperedWrite): ForgedTransaction {
  const creator = serialisedIdentity(client);
  const nonce = randomBytes(24);
  const transactionId = createHash("sha256").update(nonce).update(creator).digest("hex");
  const header = proposalHeader(write, creator, nonce, transactionId);
  const proposalPayload = chaincodeProposalPayload(write);
  const responsePayload = proposalResponsePayload(write, header, proposalPayload);
  const endorsement = endorse(endorser, responsePayload);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transactionBytes(header, proposalPayload, responsePayload, endorsement));
  const envelope = new common.Envelope();
  const payloadBytes = payload.serializeBinary();
  envelope.setPayload(payloadBytes);
  envelope.setSignature(lowSSignature(client.privateKeyPem, payloadBytes));
  return { transactionId, envelope };
}

/** Signs with P-256 and SHA-256, DER, with the low s that Fabric demands. */
export function lowSSignature(privateKey: string | KeyObject, message: Uint8Array): Uint8Array {
  const key = typeof privateKey === "string" ? createPrivateKey(privateKey) : privateKey;
  const raw = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
  const r = BigInt(`0x${raw.subarray(0, 32).toString("hex")}`);
  const s = BigInt(`0x${raw.subarray(32).toString("hex")}`);
  return derSignature(r, s > P256_ORDER / 2n ? P256_ORDER - s : s);
}

/** The identity as Fabric serialises it: MSP id and certificate. */
export function serialisedIdentity(identity: SigningIdentity): Uint8Array {
  const serialised = new msp.SerializedIdentity();
  serialised.setMspid(identity.mspId);
  serialised.setIdBytes(Buffer.from(identity.certificatePem));
  return serialised.serializeBinary();
}

function proposalHeader(write: TamperedWrite, creator: Uint8Array, nonce: Uint8Array, transactionId: string): common.Header {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(write));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setTxId(transactionId);
  channelHeader.setChannelId(write.channel);
  channelHeader.setTimestamp(Timestamp.fromDate(new Date()));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

function chaincodeId(write: TamperedWrite): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(write.chaincode);
  id.setVersion(write.chaincodeVersion);
  return id;
}

function chaincodeProposalPayload(write: TamperedWrite): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from("tampered")]);
  const specification = new peer.ChaincodeSpec();
  specification.setType(peer.ChaincodeSpec.Type.NODE);
  const named = new peer.ChaincodeID();
  named.setName(write.chaincode);
  specification.setChaincodeId(named);
  specification.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(specification);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
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

function proposalResponsePayload(write: TamperedWrite, header: common.Header, proposalPayload: Uint8Array): Uint8Array {
  const response = new peer.Response();
  response.setStatus(200);
  const action = new peer.ChaincodeAction();
  action.setResults(readWriteSet(write));
  action.setResponse(response);
  action.setChaincodeId(chaincodeId(write));
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(
    createHash("sha256")
      .update(header.getChannelHeader_asU8())
      .update(header.getSignatureHeader_asU8())
      .update(proposalPayload)
      .digest(),
  );
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

function endorse(endorser: SigningIdentity, responsePayload: Uint8Array): peer.Endorsement {
  const identity = serialisedIdentity(endorser);
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(identity);
  endorsement.setSignature(lowSSignature(endorser.privateKeyPem, Buffer.concat([responsePayload, identity])));
  return endorsement;
}

function transactionBytes(
  header: common.Header,
  proposalPayload: Uint8Array,
  responsePayload: Uint8Array,
  endorsement: peer.Endorsement,
): Uint8Array {
  const endorsedAction = new peer.ChaincodeEndorsedAction();
  endorsedAction.setProposalResponsePayload(responsePayload);
  endorsedAction.addEndorsements(endorsement);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposalPayload);
  actionPayload.setAction(endorsedAction);
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(action);
  return transaction.serializeBinary();
}

function derSignature(r: bigint, s: bigint): Uint8Array {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
