// SPDX-License-Identifier: Apache-2.0

import { common } from "@hyperledger/fabric-protos";
import { MspError, type MspManager } from "../identity/identity.js";
import {
  computeProposalHash,
  computeTxId,
  parseChaincodeAction,
  parseChaincodeEvent,
  parseChannelHeader,
  parseEndorsedAction,
  parseHeaderExtension,
  parseSignatureHeader,
  splitEnvelope,
  splitPayload,
  splitTransaction,
  type ChaincodeAction,
  type ChannelHeader,
  type EndorsedAction,
  type ParsedEnvelope,
  type SignatureHeader,
} from "../protocol/envelope.js";
import { decodeRwset } from "../protocol/rwset-codec.js";
import type { TxRwset } from "../protocol/rwset.js";
import { WireError } from "../protocol/wire.js";
import { Code, type ValidationCode } from "./codes.js";

const { HeaderType } = common;
const KNOWN_TYPES: ReadonlySet<number> = new Set([
  HeaderType.ENDORSER_TRANSACTION,
  HeaderType.CONFIG_UPDATE,
  HeaderType.CONFIG,
]);

/** An envelope on its way into a block. */
export interface PendingTransaction {
  readonly bytes: Uint8Array;
  /** The envelope as the orderer has parsed it. */
  readonly parsed: ParsedEnvelope;
  /** The orderer has verified the creator's identity and signature over exactly these bytes. */
  readonly creatorVerified: boolean;
}

/** An endorser transaction whose form is right. */
export interface EndorserTransaction {
  readonly envelope: ParsedEnvelope;
  readonly action: EndorsedAction;
  readonly chaincodeAction: ChaincodeAction;
  /** Name of the chaincode the proposal addressed. */
  readonly chaincode: string;
  readonly rwset: TxRwset;
}

/** Why a transaction is invalid; carries the validation code. */
export class InvalidTransaction extends Error {
  override readonly name = "InvalidTransaction";

  constructor(
    readonly code: ValidationCode,
    message: string,
  ) {
    super(message);
  }
}

/** Runs a step and turns its parse errors into the given code. */
function step<T>(code: ValidationCode, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WireError) throw new InvalidTransaction(code, error.message);
    throw error;
  }
}

function checkHeaders(channelHeader: ChannelHeader, signatureHeader: SignatureHeader): void {
  const refuse = (message: string): never => {
    throw new InvalidTransaction(Code.BAD_COMMON_HEADER, message);
  };
  if (!KNOWN_TYPES.has(channelHeader.type)) refuse(`invalid header type ${channelHeader.type}`);
  if (channelHeader.epoch !== 0) refuse(`invalid Epoch in ChannelHeader. Expected 0, got [${channelHeader.epoch}]`);
  if (signatureHeader.nonce.length === 0) refuse("invalid nonce specified in the header");
  if (signatureHeader.creator.length === 0) refuse("invalid creator specified in the header");
}

/**
 * Parses an envelope to its headers as the committer does.
 * @throws {InvalidTransaction} with the code of the first fault.
 */
export function parseHeaders(bytes: Uint8Array): ParsedEnvelope {
  const { payload, signature } = step(Code.INVALID_OTHER_REASON, () => splitEnvelope(bytes));
  const { header, data } = step(Code.BAD_PAYLOAD, () => splitPayload(payload));
  return step(Code.BAD_COMMON_HEADER, () => {
    if (header === undefined) throw new WireError("nil header");
    const channelHeader = parseChannelHeader(header.channelHeader);
    const signatureHeader = parseSignatureHeader(header.signatureHeader);
    return { bytes, payload, signature, data, channelHeader, signatureHeader };
  });
}

/**
 * Checks that the creator is a member of the channel and signed the payload.
 * @throws {InvalidTransaction}
 */
export function checkCreator(msps: MspManager, envelope: ParsedEnvelope): void {
  const refuse = (message: string): never => {
    throw new InvalidTransaction(Code.BAD_CREATOR_SIGNATURE, message);
  };
  try {
    const creator = msps.deserialise(envelope.signatureHeader.creator);
    if (!msps.verify(creator, envelope.payload, envelope.signature)) refuse("creator's signature is not valid");
  } catch (error) {
    if (error instanceof MspError) refuse(error.message);
    throw error;
  }
}

function checkTxId({ channelHeader, signatureHeader }: ParsedEnvelope): void {
  const expected = computeTxId(signatureHeader.nonce, signatureHeader.creator);
  if (channelHeader.txId !== expected) {
    throw new InvalidTransaction(Code.BAD_PROPOSAL_TXID, `invalid txid ${channelHeader.txId}, expected ${expected}`);
  }
}

function parseOnlyAction(envelope: ParsedEnvelope): EndorsedAction {
  const invalid = Code.INVALID_ENDORSER_TRANSACTION;
  return step(invalid, () => {
    const actions = splitTransaction(envelope.data);
    const [first] = actions;
    if (actions.length !== 1 || first === undefined) {
      throw new WireError(`only one action per transaction is supported, tx contains ${actions.length}`);
    }
    const header = parseSignatureHeader(first.header);
    if (header.nonce.length === 0 || header.creator.length === 0) throw new WireError("invalid action header");
    const action = parseEndorsedAction(first);
    const hash = computeProposalHash(envelope.channelHeader.bytes, action.header, action.proposalPayload);
    if (Buffer.compare(hash, action.proposalHash) !== 0) throw new WireError("proposal hash does not match");
    return action;
  });
}

function checkChaincode(envelope: ParsedEnvelope, action: ChaincodeAction): string {
  const addressed = step(Code.BAD_HEADER_EXTENSION, () => parseHeaderExtension(envelope.channelHeader.extension));
  const executed = action.chaincodeId;
  if (addressed === undefined || executed === undefined) {
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, "transaction without chaincode id");
  }
  if (addressed.name === "" || addressed.name !== executed.name) {
    const message = `inconsistent ccid info (${addressed.name}/${executed.name})`;
    throw new InvalidTransaction(Code.INVALID_CHAINCODE, message);
  }
  if (executed.version === "") throw new InvalidTransaction(Code.INVALID_CHAINCODE, "invalid chaincode version");
  return addressed.name;
}

function checkEvent(chaincode: string, action: ChaincodeAction): void {
  if (action.events.length === 0) return;
  const event = step(Code.INVALID_OTHER_REASON, () => parseChaincodeEvent(action.events));
  if (event.chaincodeId !== chaincode) {
    const message = "chaincode event chaincode id does not match chaincode action chaincode id";
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, message);
  }
}

function parseRwset(results: Uint8Array): TxRwset {
  const rwset = step(Code.BAD_RWSET, () => decodeRwset(results));
  const names = new Set(rwset.map((ns) => ns.namespace));
  if (names.size !== rwset.length) {
    throw new InvalidTransaction(Code.ILLEGAL_WRITESET, "duplicate namespace in txRWSet");
  }
  return rwset;
}

/**
 * Form of the transaction up to the point where the ledger is asked.
 * @throws {InvalidTransaction}
 */
export function checkForm(msps: MspManager, pending: PendingTransaction): EndorsedAction {
  const envelope = pending.parsed;
  checkHeaders(envelope.channelHeader, envelope.signatureHeader);
  if (!pending.creatorVerified) checkCreator(msps, envelope);
  if (envelope.channelHeader.type !== HeaderType.ENDORSER_TRANSACTION) {
    throw new InvalidTransaction(Code.UNSUPPORTED_TX_PAYLOAD, "only endorser transactions can be ordered");
  }
  checkTxId(envelope);
  return parseOnlyAction(envelope);
}

/**
 * What the transaction claims to have executed.
 * @throws {InvalidTransaction}
 */
export function checkContent(envelope: ParsedEnvelope, action: EndorsedAction): EndorserTransaction {
  const chaincodeAction = step(Code.BAD_RESPONSE_PAYLOAD, () => parseChaincodeAction(action.extension));
  const rwset = parseRwset(chaincodeAction.results);
  const chaincode = checkChaincode(envelope, chaincodeAction);
  checkEvent(chaincode, chaincodeAction);
  return { envelope, action, chaincodeAction, chaincode, rwset };
}
