// SPDX-License-Identifier: Apache-2.0
import { bytes, codec, optionalBytes, partOr, string, uint } from "../protocol/message.js";
import { WireWriter } from "../protocol/wire.js";

/** protos.ChaincodeMessage.Type, as far as a peer and a chaincode exchange them. */
export const MessageType = {
  REGISTER: 1,
  REGISTERED: 2,
  INIT: 3,
  READY: 4,
  TRANSACTION: 5,
  COMPLETED: 6,
  ERROR: 7,
  GET_STATE: 8,
  PUT_STATE: 9,
  DEL_STATE: 10,
  INVOKE_CHAINCODE: 11,
  RESPONSE: 13,
  GET_STATE_BY_RANGE: 14,
  GET_QUERY_RESULT: 15,
  QUERY_STATE_NEXT: 16,
  QUERY_STATE_CLOSE: 17,
  KEEPALIVE: 18,
  GET_HISTORY_FOR_KEY: 19,
  GET_STATE_METADATA: 20,
  PUT_STATE_METADATA: 21,
  GET_PRIVATE_DATA_HASH: 22,
  PURGE_PRIVATE_DATA: 23,
} as const;

const NAMES = new Map<number, string>(Object.entries(MessageType).map(([name, value]) => [value, name]));

/** Name of a message type, as it appears in error messages. */
export function messageTypeName(type: number): string {
  return NAMES.get(type) ?? String(type);
}

/** protos.ChaincodeMessage as a chaincode sends it. */
export interface ChaincodeMessage {
  readonly type: number;
  readonly payload: Buffer;
  readonly txId: string;
  readonly channelId: string;
  /** Serialised protos.ChaincodeEvent. */
  readonly event: Buffer | undefined;
  /** The message as received. */
  readonly raw: Buffer;
}

const decodeFields = codec<Omit<ChaincodeMessage, "raw">>({
  type: uint(1),
  payload: bytes(3),
  txId: string(4),
  event: optionalBytes(6),
  channelId: string(7),
});

export function decodeMessage(raw: Buffer): ChaincodeMessage {
  return { ...decodeFields(raw), raw };
}

/** What a peer sends; `proposal` is a serialised SignedProposal. */
export interface OutgoingMessage {
  readonly type: number;
  readonly payload?: Uint8Array | undefined;
  readonly txId?: string;
  readonly channelId?: string;
  readonly proposal?: Uint8Array;
}

export function encodeMessage(message: OutgoingMessage): Buffer {
  const { payload, proposal, txId = "", channelId = "" } = message;
  const writer = new WireWriter().uint(1, message.type).bytes(3, payload).string(4, txId);
  if (proposal) writer.message(5, proposal);
  return writer.string(7, channelId).finish();
}

/** The fields that requests about one key or collection share: protos.GetState, PutState, DelState, PurgePrivateState. */
export interface KeyRequest {
  readonly key: string;
  readonly value: Buffer;
  readonly collection: string;
}

const NO_VALUE = Buffer.alloc(0);
const decodeGetFields = codec({ key: string(1), collection: string(2) });

export function decodeGet(payload: Buffer): KeyRequest {
  return { ...decodeGetFields(payload), value: NO_VALUE };
}

export const decodePut = codec<KeyRequest>({ key: string(1), value: bytes(2), collection: string(3) });

/** protos.PutStateMetadata. */
export interface PutMetadataRequest {
  readonly key: string;
  readonly collection: string;
  readonly metakey: string;
  readonly value: Buffer;
}

const decodeMetadataFields = codec({
  key: string(1),
  collection: string(3),
  entry: partOr(4, decodePut(NO_VALUE), decodePut),
});

export function decodePutMetadata(payload: Buffer): PutMetadataRequest {
  const { key, collection, entry } = decodeMetadataFields(payload);
  return { key, collection, metakey: entry.key, value: entry.value };
}

/** protos.StateMetadataResult. */
export function encodeMetadata(metadata: ReadonlyMap<string, Uint8Array> | undefined): Buffer {
  const writer = new WireWriter();
  for (const [metakey, value] of metadata ?? [])
    writer.message(1, new WireWriter().string(1, metakey).bytes(2, value).finish());
  return writer.finish();
}
