// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { decodeRwset } from "./rwset-decode.js";
import type { TxRwset } from "./rwset.js";
import { WireError, WireReader } from "./wire.js";

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

const EMPTY: Uint8Array = new Uint8Array(0);
const NO_TIME: Timestamp = { seconds: 0n, nanos: 0 };

/**
 * The parts of a common.Envelope.
 * @throws {WireError}
 */
export function splitEnvelope(bytes: Uint8Array): { payload: Uint8Array; signature: Uint8Array } {
  let payload: Uint8Array = EMPTY;
  let signature: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) payload = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
  }
  return { payload, signature };
}

/**
 * The parts of a common.Payload; headers undefined where it has none.
 * @throws {WireError}
 */
export function splitPayload(bytes: Uint8Array): {
  channelHeader: Uint8Array | undefined;
  signatureHeader: Uint8Array | undefined;
  data: Uint8Array;
} {
  let channelHeader: Uint8Array | undefined;
  let signatureHeader: Uint8Array | undefined;
  let data: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) data = reader.bytes();
    if (reader.field !== 1) continue;
    const header = new WireReader(reader.bytes());
    channelHeader = EMPTY;
    signatureHeader = EMPTY;
    while (header.next()) {
      if (header.field === 1) channelHeader = header.bytes();
      else if (header.field === 2) signatureHeader = header.bytes();
    }
  }
  return { channelHeader, signatureHeader, data };
}

function parseTimestamp(bytes: Uint8Array): Timestamp {
  let { seconds, nanos } = NO_TIME;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) seconds = reader.int64();
    else if (reader.field === 2) nanos = Number(reader.int64());
  }
  return { seconds, nanos };
}

/** @throws {WireError} */
export function parseChannelHeader(bytes: Uint8Array): ChannelHeader {
  const header = {
    bytes,
    type: 0,
    version: 0,
    timestamp: NO_TIME,
    channelId: "",
    txId: "",
    epoch: 0,
    extension: EMPTY,
  };
  const reader = new WireReader(bytes);
  const take: Record<number, () => void> = {
    1: () => (header.type = reader.uint()),
    2: () => (header.version = reader.uint()),
    3: () => (header.timestamp = parseTimestamp(reader.bytes())),
    4: () => (header.channelId = reader.string()),
    5: () => (header.txId = reader.string()),
    6: () => (header.epoch = reader.uint()),
    7: () => (header.extension = reader.bytes()),
  };
  while (reader.next()) take[reader.field]?.();
  return header;
}

/** @throws {WireError} */
export function parseSignatureHeader(bytes: Uint8Array): SignatureHeader {
  let creator: Uint8Array = EMPTY;
  let nonce: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) creator = reader.bytes();
    else if (reader.field === 2) nonce = reader.bytes();
  }
  return { bytes, creator, nonce };
}

/**
 * Parses an envelope down to its headers.
 * @throws {WireError} also where a header is missing.
 */
export function parseEnvelope(bytes: Uint8Array): ParsedEnvelope {
  const { payload, signature } = splitEnvelope(bytes);
  const { channelHeader, signatureHeader, data } = splitPayload(payload);
  if (channelHeader === undefined || signatureHeader === undefined) throw new WireError("nil header");
  return {
    bytes,
    payload,
    signature,
    data,
    channelHeader: parseChannelHeader(channelHeader),
    signatureHeader: parseSignatureHeader(signatureHeader),
  };
}

/**
 * Header and payload of each action of a peer.Transaction.
 * @throws {WireError}
 */
export function splitTransaction(data: Uint8Array): { header: Uint8Array; payload: Uint8Array }[] {
  const actions: { header: Uint8Array; payload: Uint8Array }[] = [];
  const reader = new WireReader(data);
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const action = { header: EMPTY, payload: EMPTY };
    const inner = new WireReader(reader.bytes());
    while (inner.next()) {
      if (inner.field === 1) action.header = inner.bytes();
      else if (inner.field === 2) action.payload = inner.bytes();
    }
    actions.push(action);
  }
  return actions;
}

function parseEndorsement(bytes: Uint8Array): Endorsement {
  let endorser: Uint8Array = EMPTY;
  let signature: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) endorser = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
  }
  return { endorser, signature };
}

/**
 * Parses one action: ChaincodeActionPayload and ProposalResponsePayload.
 * @throws {WireError}
 */
export function parseEndorsedAction(action: { header: Uint8Array; payload: Uint8Array }): EndorsedAction {
  const parsed = {
    header: action.header,
    proposalPayload: EMPTY,
    proposalResponsePayload: EMPTY,
    endorsements: [] as Endorsement[],
  };
  let endorsedAction: Uint8Array | undefined;
  const payload = new WireReader(action.payload);
  while (payload.next()) {
    if (payload.field === 1) parsed.proposalPayload = payload.bytes();
    else if (payload.field === 2) endorsedAction = payload.bytes();
  }
  if (endorsedAction === undefined) throw new WireError("nil action");
  const endorsed = new WireReader(endorsedAction);
  while (endorsed.next()) {
    if (endorsed.field === 1) parsed.proposalResponsePayload = endorsed.bytes();
    else if (endorsed.field === 2) parsed.endorsements.push(parseEndorsement(endorsed.bytes()));
  }
  return { ...parsed, ...parseProposalResponsePayload(parsed.proposalResponsePayload) };
}

function parseProposalResponsePayload(bytes: Uint8Array): Pick<EndorsedAction, "proposalHash" | "extension"> {
  let proposalHash = EMPTY;
  let extension = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) proposalHash = reader.bytes();
    else if (reader.field === 2) extension = reader.bytes();
  }
  return { proposalHash, extension };
}

/**
 * Name and version of a peer.ChaincodeID (path 1, name 2, version 3).
 * @throws {WireError}
 */
export function parseChaincodeId(bytes: Uint8Array): ChaincodeId {
  let name = "";
  let version = "";
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) name = reader.string();
    else if (reader.field === 3) version = reader.string();
  }
  return { name, version };
}

/** @throws {WireError} */
export function parseChaincodeAction(bytes: Uint8Array): ChaincodeAction {
  let results: Uint8Array = EMPTY;
  let events: Uint8Array = EMPTY;
  let chaincodeId: ChaincodeId | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) results = reader.bytes();
    else if (reader.field === 2) events = reader.bytes();
    else if (reader.field === 4) chaincodeId = parseChaincodeId(reader.bytes());
  }
  return { results, events, chaincodeId };
}

/** @throws {WireError} */
export function parseChaincodeEvent(bytes: Uint8Array): ChaincodeEvent {
  const event = { chaincodeId: "", txId: "", name: "", payload: EMPTY };
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) event.chaincodeId = reader.string();
    else if (reader.field === 2) event.txId = reader.string();
    else if (reader.field === 3) event.name = reader.string();
    else if (reader.field === 4) event.payload = reader.bytes();
  }
  return event;
}

/**
 * The chaincode a proposal addresses: ChaincodeHeaderExtension.chaincode_id. Undefined where absent.
 * @throws {WireError}
 */
export function parseHeaderExtension(bytes: Uint8Array): ChaincodeId | undefined {
  let chaincodeId: ChaincodeId | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) chaincodeId = parseChaincodeId(reader.bytes());
  }
  return chaincodeId;
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
