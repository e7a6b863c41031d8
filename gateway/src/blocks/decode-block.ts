// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from "@hyperledger/fabric-protos";
import {
  endorsedAction,
  type EndorsedAction,
  openEnvelope,
  type OpenedEnvelope,
  validationCodeName,
} from "../protocol/envelope.js";
import { headerTime } from "../protocol/header-time.js";
import { type Announcement, readAnnouncement } from "./announcement.js";
import { attempt } from "./attempt.js";
import type {
  ChaincodeCall,
  EventBase,
  InvalidEvent,
  LedgerEvent,
  PrivateWrite,
  PublicWrite,
  TransactionEvent,
} from "./ledger-event.js";
import { namedParts } from "./named-parts.js";

/** What a block tells, transaction by transaction. */
export interface DecodedBlock {
  readonly number: bigint;
  readonly events: readonly LedgerEvent[];
}

/** A block that a peer cannot have given: it has no number, or no validation code for a transaction. */
export class BlockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BlockError";
  }
}

const VALID = "VALID";
const IMPLICIT_COLLECTION = "_implicit_org_";

/**
 * Decodes a block as a peer gives it: `common.Block` in protobuf, with the validation codes in its metadata.
 * @param chaincodeName name under which Licet's chaincode is on the channel; events of others are told as unknown
 * @throws {BlockError} where it is no such block.
 */
export function decodeBlock(bytes: Uint8Array, chaincodeName: string): DecodedBlock {
  const block = common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  if (header === undefined) throw new BlockError("The block has no header.");
  const number = BigInt(header.getNumber());
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const codes = codesOf(block, number, envelopes.length);
  const events = envelopes.map((envelope, transaction) =>
    eventOf(envelope, { block: number, transaction }, codes[transaction] ?? "", chaincodeName),
  );
  return { number, events };
}

/** Validation codes by index; the block that a channel begins with carries none, and is its configuration. */
function codesOf(block: common.Block, number: bigint, count: number): string[] {
  const filter = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  if (number === 0n && (filter === undefined || filter.length === 0)) return Array.from({ length: count }, () => VALID);
  if (filter?.length !== count) throw new BlockError(`Block ${number} has not one validation code a transaction.`);
  return [...filter].map(validationCodeName);
}

function eventOf(bytes: Uint8Array, at: EventBase["at"], validationCode: string, chaincodeName: string): LedgerEvent {
  if (validationCode !== VALID) return { kind: "invalid", ...readable(bytes), at, validationCode };
  const opened = openEnvelope(common.Envelope.deserializeBinary(bytes));
  const base: EventBase = { ...headerOf(opened), at, validationCode };
  const type = opened.channelHeader.getType();
  if (type === common.HeaderType.CONFIG) {
    const config = common.ConfigEnvelope.deserializeBinary(opened.data).getConfig();
    return { kind: "configuration", ...base, sequence: BigInt(config?.getSequence() ?? 0) };
  }
  if (type !== common.HeaderType.ENDORSER_TRANSACTION) return { kind: "other", ...base, type: headerTypeName(type) };
  const endorsed = endorsedAction(opened.data);
  if (endorsed === undefined) throw new BlockError(`Transaction ${base.transactionId} is valid and has no action.`);
  return transactionOf(base, endorsed, chaincodeName);
}

const TRANSACTION_ID = /^[0-9a-f]{64}$/;

type Header = Pick<EventBase, "transactionId" | "timestamp" | "creator">;

/** What can be read of an invalid transaction: whoever sends nonsense has it in a block too. */
function readable(bytes: Uint8Array): Header & Pick<InvalidEvent, "call"> {
  const opened = attempt(() => openEnvelope(common.Envelope.deserializeBinary(bytes)));
  const header = opened && attempt(() => headerOf(opened));
  const endorsed = opened && attempt(() => endorsedAction(opened.data));
  return {
    ...(header ?? { transactionId: "", timestamp: undefined, creator: "" }),
    call: endorsed && attempt(() => callOf(endorsed)),
  };
}

function headerOf({ channelHeader, creator }: OpenedEnvelope): Header {
  // The id of an invalid transaction may be any text.
  const id = channelHeader.getTxId();
  return { transactionId: TRANSACTION_ID.test(id) ? id : "", timestamp: headerTime(channelHeader), creator };
}

function headerTypeName(type: number): string {
  return Object.entries(common.HeaderType).find(([, value]) => value === type)?.[0] ?? type.toString();
}

function transactionOf(base: EventBase, endorsed: EndorsedAction, chaincodeName: string): TransactionEvent {
  const { action, endorsers } = endorsed;
  const call = callOf(endorsed);
  const announced = announcementOf(action, call.chaincode === chaincodeName ? call.name : "");
  const rwset = namespaceOf(action, chaincodeName);
  const writes = rwset === undefined ? [] : publicWritesOf(rwset);
  const parts = namedParts(writes, announced);
  const privateWrites = (rwset?.getCollectionHashedRwsetList() ?? []).flatMap((collection) =>
    privateWritesOf(collection).map((write) => ({ ...write, part: parts.get(write.keyHash) })),
  );
  return { kind: "transaction", ...base, ...call, endorsers, announced, writes, privateWrites };
}

function callOf({ proposal }: EndorsedAction): ChaincodeCall {
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  const [name = "", ...rest] = (spec?.getInput()?.getArgsList_asU8() ?? []).map(textOf);
  return { chaincode: spec?.getChaincodeId()?.getName() ?? "", name, arguments: rest };
}

function announcementOf(action: peer.ChaincodeAction, transaction: string): Announcement | undefined {
  const bytes = action.getEvents_asU8();
  if (bytes.length === 0) return undefined;
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  if (event.getEventName() === "") return undefined;
  return readAnnouncement(transaction, event.getEventName(), event.getPayload_asU8());
}

/** What the transaction reads and writes of Licet's, whichever chaincode was called: one may call another. */
function namespaceOf(action: peer.ChaincodeAction, chaincode: string): ledger.rwset.NsReadWriteSet | undefined {
  const rwset = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  return rwset.getNsRwsetList().find((namespace) => namespace.getNamespace() === chaincode);
}

function publicWritesOf(namespace: ledger.rwset.NsReadWriteSet): PublicWrite[] {
  const rwset = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
  return rwset.getWritesList().map((write) => ({
    key: write.getKey(),
    composite: compositeKey(write.getKey()),
    value: write.getIsDelete() ? undefined : write.getValue_asU8(),
  }));
}

/** Fabric's composite key: U+0000, object type, U+0000, attribute, U+0000, and so on. */
function compositeKey(key: string): PublicWrite["composite"] {
  if (!key.startsWith("\u0000")) return undefined;
  const [type = "", ...attributes] = key.slice(1).split("\u0000");
  return { type, attributes: attributes.slice(0, -1) };
}

function privateWritesOf(collection: ledger.rwset.CollectionHashedReadWriteSet): Omit<PrivateWrite, "part">[] {
  const name = collection.getCollectionName();
  const organisation = name.startsWith(IMPLICIT_COLLECTION) ? name.slice(IMPLICIT_COLLECTION.length) : undefined;
  const rwset = ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8());
  return rwset.getHashedWritesList().map((write) => ({
    collection: name,
    organisation,
    keyHash: hexOf(write.getKeyHash_asU8()),
    valueHash: write.getIsDelete() || write.getIsPurge() ? undefined : hexOf(write.getValueHash_asU8()),
  }));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
