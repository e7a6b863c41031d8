// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { common, msp, peer } from "@hyperledger/fabric-protos";
import { DER_OCTET_STRING, DER_SEQUENCE, writeDer, writeDerInteger } from "@licet/embedded-network/protocol/der";
import type { Observation } from "./observation.js";
import { describeRwset, type DescribeVersion } from "./rwset.js";

/** Name of a validation code, such as MVCC_READ_CONFLICT. */
export function validationCodeName(code: number): string {
  const entry = Object.entries(peer.TxValidationCode).find(([, value]) => value === code);
  return entry === undefined ? String(code) : entry[0];
}

function nameOf(map: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(map).find((name) => map[name] === value) ?? String(value);
}

/** The hash of a block header: SHA-256 over its ASN.1 DER form. */
export function blockHeaderHash(header: common.BlockHeader): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(header.getNumber()));
  const form = writeDer(
    DER_SEQUENCE,
    writeDerInteger(number),
    writeDer(DER_OCTET_STRING, header.getPreviousHash_asU8()),
    writeDer(DER_OCTET_STRING, header.getDataHash_asU8()),
  );
  return createHash("sha256").update(form).digest();
}

/** The hash of a block's data: SHA-256 over its envelopes, one after the other. */
export function blockDataHash(data: common.BlockData): Buffer {
  const hash = createHash("sha256");
  for (const envelope of data.getDataList_asU8()) hash.update(envelope);
  return hash.digest();
}

function mspIdOf(creator: Uint8Array): string {
  return msp.SerializedIdentity.deserializeBinary(creator).getMspid();
}

function describeAction(action: peer.TransactionAction, version: DescribeVersion) {
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(payload.getChaincodeProposalPayload_asU8());
  const input = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec()?.getInput();
  const described = describeResult(endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(), version);
  return {
    chaincode: described.chaincode,
    args: input?.getArgsList_asU8().map((arg) => Buffer.from(arg).toString("utf8")),
    transientInBlock: proposal.getTransientmapMap().getLength(),
    response: described.response,
    event: described.event,
    endorsers: (endorsed?.getEndorsementsList() ?? []).map((e) => mspIdOf(e.getEndorser_asU8())).sort(),
    rwset: described.rwset,
  };
}

function describeResult(responsePayload: Uint8Array, version: DescribeVersion) {
  const extension = peer.ProposalResponsePayload.deserializeBinary(responsePayload).getExtension_asU8();
  const result = peer.ChaincodeAction.deserializeBinary(extension);
  const response = result.getResponse();
  const event = result.getEvents_asU8();
  return {
    chaincode: `${result.getChaincodeId()?.getName()}:${result.getChaincodeId()?.getVersion()}`,
    response: [response?.getStatus() ?? 0, response?.getMessage() ?? "", text(response?.getPayload_asU8())],
    event: event.length === 0 ? null : describeEvent(peer.ChaincodeEvent.deserializeBinary(event)),
    rwset: describeRwset(result.getResults_asU8(), version),
  };
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}

/** Describes a chaincode event as the ledger keeps it. */
export function describeEvent(event: peer.ChaincodeEvent): Observation {
  const { chaincodeId, txId, eventName } = event.toObject();
  return { chaincode: chaincodeId, txId, name: eventName, payload: text(event.getPayload_asU8()) };
}

function describeEnvelope(bytes: Uint8Array, version: DescribeVersion) {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const described = describeMessage(envelope.getPayload_asU8(), version);
  return { ...described, signed: envelope.getSignature_asU8().length > 0 };
}

/** The read/write set of a transaction that is not ordered yet, from the payload that its creator signs. */
export function describePayload(payload: Uint8Array, version: DescribeVersion): { readonly rwset: Observation } {
  return { rwset: describeMessage(payload, version).actions[0]?.rwset ?? null };
}

function describeMessage(bytes: Uint8Array, version: DescribeVersion) {
  const payload = common.Payload.deserializeBinary(bytes);
  const header = payload.getHeader();
  const channel = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array());
  const signature = common.SignatureHeader.deserializeBinary(header?.getSignatureHeader_asU8() ?? new Uint8Array());
  const isTransaction = channel.getType() === common.HeaderType.ENDORSER_TRANSACTION;
  const actions = isTransaction
    ? peer.Transaction.deserializeBinary(payload.getData_asU8())
        .getActionsList()
        .map((action) => describeAction(action, version))
    : [];
  return {
    type: nameOf({ ...common.HeaderType }, channel.getType()),
    channel: channel.getChannelId(),
    txId: channel.getTxId(),
    creator: mspIdOf(signature.getCreator_asU8()),
    actions,
  };
}

/** The validation code of each transaction of a block, from its metadata. */
export function validationCodes(block: common.Block): string[] {
  const flags = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  return [...(flags ?? [])].map(validationCodeName);
}

/** A transaction as it lies in a block. */
export interface CommittedTransaction {
  readonly txId: string;
  readonly code: string;
  readonly rwset: Observation;
  /** The event it keeps, whether or not it is valid. */
  readonly event: Observation;
}

/** The transactions of a block: what each did, and the code it was given. */
export function transactionsOf(block: common.Block, version: DescribeVersion): CommittedTransaction[] {
  const codes = validationCodes(block);
  return (block.getData()?.getDataList_asU8() ?? []).map((bytes, index) => {
    const { txId, actions } = describeEnvelope(bytes, version);
    const { rwset = null, event = null } = actions[0] ?? {};
    return { txId, code: codes[index] ?? "none", rwset, event };
  });
}

/** Describes the transactions of a block: what each says, and the code it was given. */
export function describeTransactions(block: common.Block, version: DescribeVersion): Observation {
  const codes = validationCodes(block);
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.map((bytes, index) => {
    return { code: codes[index] ?? "none", transaction: describeEnvelope(bytes, version) };
  });
}

/** Describes the form of a block: its header against its data and its predecessor, and which metadata it carries. */
export function describeForm(block: common.Block, previous: common.Block | undefined): Observation {
  const header = block.getHeader();
  const data = block.getData();
  const previousHeader = previous?.getHeader();
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const signatures = common.Metadata.deserializeBinary(metadata[common.BlockMetadataIndex.SIGNATURES] ?? Buffer.of());
  const lastConfig = common.OrdererBlockMetadata.deserializeBinary(signatures.getValue_asU8()).getLastConfig();
  const commit = common.Metadata.deserializeBinary(metadata[common.BlockMetadataIndex.COMMIT_HASH] ?? Buffer.of());
  return {
    dataHash: header !== undefined && data !== undefined && blockDataHash(data).equals(header.getDataHash_asU8()),
    previousHash:
      header !== undefined &&
      previousHeader !== undefined &&
      blockHeaderHash(previousHeader).equals(header.getPreviousHash_asU8()),
    metadataEntries: metadata.length,
    filled: metadata.map((entry) => entry.length > 0),
    ordererSignatures: signatures.getSignaturesList().length,
    lastConfigIsKnown: lastConfig !== undefined,
    commitHashBytes: commit.getValue_asU8().length,
  };
}
