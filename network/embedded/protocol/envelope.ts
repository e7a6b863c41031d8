// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { bytes, codec, int64, list, part, partOr, string, uint } from "./message.js";
import { decodeRwset } from "./rwset-codec.js";
import type { TxRwset } from "./rwset.js";
import { WireError } from "./wire.js";

/** Point in time as a client wrote it. */
export interface Timestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}

export interface ChannelHeader {
  readonly bytes: Uint8Array;
  readonly type: number;
  readonly version: number;
  readonly timestamp: Timestamp;
  readonly channelId: string;
  readonly txId: string;
  readonly epoch: number;
  readonly extension: Uint8Array;
}

export interface SignatureHeader {
  readonly bytes: Uint8Array;
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
}

/** An envelope with its headers; what it carries is parsed at the first use of `endorsed`. */
export interface ParsedEnvelope {
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly channelHeader: ChannelHeader;
  readonly signatureHeader: SignatureHeader;
  /** Payload.data. */
  readonly data: Uint8Array;
}

export interface ChaincodeId {
  readonly name: string;
  readonly version: string;
}

export interface ChaincodeEvent {
  readonly chaincodeId: string;
  readonly txId: string;
  readonly name: string;
  readonly payload: Uint8Array;
}

export interface ChaincodeAction {
  readonly results: Uint8Array;
  readonly events: Uint8Array;
  readonly chaincodeId: ChaincodeId | undefined;
}

export interface Endorsement {
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** The one action of an endorser transaction. */
export interface EndorsedAction {
  /** SignatureHeader of the action, serialised. */
  readonly header: Uint8Array;
  readonly proposalPayload: Uint8Array;
  readonly proposalResponsePayload: Uint8Array;
  readonly proposalHash: Uint8Array;
  /** Serialised ChaincodeAction. */
  readonly extension: Uint8Array;
  readonly endorsements: readonly Endorsement[];
}

const NO_TIME: Timestamp = { seconds: 0n, nanos: 0 };
const decodeTimestamp = codec({ seconds: int64(1), nanos: int64(2) });

function parseTimestamp(own: Uint8Array): Timestamp {
  const { seconds, nanos } = decodeTimestamp(own);
  return { seconds, nanos: Number(nanos) };
}

/** The parts of a common.Envelope. */
export const splitEnvelope = codec({ payload: bytes(1), signature: bytes(2) });

const decodeHeader = codec({ channelHeader: bytes(1), signatureHeader: bytes(2) });

/** The parts of a common.Payload; header undefined where it has none. */
export const splitPayload = codec({ header: part(1, decodeHeader), data: bytes(2) });

const decodeChannelHeader = codec<Omit<ChannelHeader, "bytes">>({
  type: uint(1),
  version: uint(2),
  timestamp: partOr(3, NO_TIME, parseTimestamp),
  channelId: string(4),
  txId: string(5),
  epoch: uint(6),
  extension: bytes(7),
});

/** @throws {WireError} */
export function parseChannelHeader(own: Uint8Array): ChannelHeader {
  return { bytes: own, ...decodeChannelHeader(own) };
}

const decodeSignatureHeader = codec({ creator: bytes(1), nonce: bytes(2) });

/** @throws {WireError} */
export function parseSignatureHeader(own: Uint8Array): SignatureHeader {
  return { bytes: own, ...decodeSignatureHeader(own) };
}

/**
 * Parses an envelope down to its headers.
 *
 * @throws {WireError} also where a header is missing.
 */
export function parseEnvelope(own: Uint8Array): ParsedEnvelope {
  const { payload, signature } = splitEnvelope(own);
  const { header, data } = splitPayload(payload);
  if (header === undefined) throw new WireError("nil header");
  return {
    bytes: own,
    payload,
    signature,
    data,
    channelHeader: parseChannelHeader(header.channelHeader),
    signatureHeader: parseSignatureHeader(header.signatureHeader),
  };
}

const decodeTransaction = codec({ actions: list(1, codec({ header: bytes(1), payload: bytes(2) })) });

/**
 * Header and payload of each action of a peer.Transaction.
 *
 * @throws {WireError}
 */
export function splitTransaction(data: Uint8Array): readonly { header: Uint8Array; payload: Uint8Array }[] {
  return decodeTransaction(data).actions;
}

const decodeEndorsedAction = codec({
  proposalResponsePayload: bytes(1),
  endorsements: list(2, codec<Endorsement>({ endorser: bytes(1), signature: bytes(2) })),
});
const decodeActionPayload = codec({ proposalPayload: bytes(1), action: part(2, decodeEndorsedAction) });
const decodeResponsePayload = codec({ proposalHash: bytes(1), extension: bytes(2) });

/**
 * Parses one action: ChaincodeActionPayload and ProposalResponsePayload.
 *
 * @throws {WireError}
 */
export function parseEndorsedAction({ header, payload }: { header: Uint8Array; payload: Uint8Array }): EndorsedAction {
  const { proposalPayload, action } = decodeActionPayload(payload);
  if (action === undefined) throw new WireError("nil action");
  return { header, proposalPayload, ...action, ...decodeResponsePayload(action.proposalResponsePayload) };
}

/** Name and version of a peer.ChaincodeID (path 1, name 2, version 3). */
export const parseChaincodeId = codec<ChaincodeId>({ name: string(2), version: string(3) });

export const parseChaincodeAction = codec<ChaincodeAction>({
  results: bytes(1),
  events: bytes(2),
  chaincodeId: part(4, parseChaincodeId),
});

export const parseChaincodeEvent = codec<ChaincodeEvent>({
  chaincodeId: string(1),
  txId: string(2),
  name: string(3),
  payload: bytes(4),
});

const decodeHeaderExtension = codec({ chaincodeId: part(2, parseChaincodeId) });

/**
 * The chaincode a proposal addresses: ChaincodeHeaderExtension.chaincode_id. Undefined where absent.
 *
 * @throws {WireError}
 */
export function parseHeaderExtension(own: Uint8Array): ChaincodeId | undefined {
  return decodeHeaderExtension(own).chaincodeId;
}

/** Fabric's transaction id: hex SHA-256 of nonce and creator. */
export function computeTxId(nonce: Uint8Array, creator: Uint8Array): string {
  return createHash("sha256").update(nonce).update(creator).digest("hex");
}

/**
 * Hash that ties endorsements to the proposal: SHA-256 over channel header, signature header and the chaincode proposal payload, which
 * in a transaction carries no transient map.
 */
export function computeProposalHash(
  channelHeader: Uint8Array,
  signatureHeader: Uint8Array,
  proposalPayload: Uint8Array,
): Uint8Array {
  return createHash("sha256").update(channelHeader).update(signatureHeader).update(proposalPayload).digest();
}

/** What an endorser transaction does to the ledger, found without any checks: for blocks that have been validated. */
export function readResults(envelope: ParsedEnvelope): { action: ChaincodeAction; rwset: TxRwset } {
  const [first] = splitTransaction(envelope.data);
  if (first === undefined) throw new WireError("transaction without action");
  const action = parseChaincodeAction(parseEndorsedAction(first).extension);
  return { action, rwset: decodeRwset(action.results) };
}
