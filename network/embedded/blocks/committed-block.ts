// SPDX-License-Identifier: Apache-2.0

import { common } from "@hyperledger/fabric-protos";
import type { CommittedBlock, CommittedTransaction, TransactionEvent } from "./committed.js";
import { headerHash, METADATA_TRANSACTIONS_FILTER, type BlockParts } from "./block.js";
import {
  parseChaincodeAction,
  parseChaincodeEvent,
  parseEndorsedAction,
  parseEnvelope,
  parseHeaderExtension,
  splitTransaction,
  type ChaincodeAction,
  type ParsedEnvelope,
} from "../protocol/envelope.js";

const { HeaderType } = common;
const EMPTY: Uint8Array = new Uint8Array(0);

/** What is known of an envelope that cannot be parsed. */
const UNREADABLE = {
  txId: "",
  type: 0,
  timestamp: { seconds: 0n, nanos: 0 },
  chaincode: undefined,
  event: undefined,
  creator: EMPTY,
};

/** Parts of a transaction that have been parsed already. */
export interface PreparedTransaction {
  readonly envelope: ParsedEnvelope;
  readonly action: ChaincodeAction | undefined;
}

/** Parses what can be parsed: invalid transactions are on the ledger as well, whatever their bytes. */
export function prepareTransaction(bytes: Uint8Array): PreparedTransaction | undefined {
  try {
    const envelope = parseEnvelope(bytes);
    return { envelope, action: readAction(envelope) };
  } catch {
    return undefined;
  }
}

function readAction(envelope: ParsedEnvelope): ChaincodeAction | undefined {
  if (envelope.channelHeader.type !== HeaderType.ENDORSER_TRANSACTION) return undefined;
  try {
    const [first] = splitTransaction(envelope.data);
    return first === undefined ? undefined : parseChaincodeAction(parseEndorsedAction(first).extension);
  } catch {
    return undefined;
  }
}

function readEvent(events: Uint8Array): TransactionEvent | undefined {
  if (events.length === 0) return undefined;
  try {
    return parseChaincodeEvent(events);
  } catch {
    return undefined;
  }
}

function readChaincode(extension: Uint8Array): string | undefined {
  try {
    return parseHeaderExtension(extension)?.name;
  } catch {
    return undefined;
  }
}

/** A block with its transactions taken apart when somebody asks. */
export class StoredBlock implements CommittedBlock {
  readonly number: bigint;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
  readonly parts: BlockParts;
  readonly #prepared: readonly (PreparedTransaction | undefined)[] | undefined;
  #transactions: readonly CommittedTransaction[] | undefined;
  #decoded: common.Block | undefined;

  constructor(bytes: Uint8Array, parts: BlockParts, prepared?: readonly (PreparedTransaction | undefined)[]) {
    this.bytes = bytes;
    this.parts = parts;
    this.number = BigInt(parts.header.number);
    this.hash = headerHash(parts.header);
    this.#prepared = prepared;
  }

  /** Validation code of each transaction. */
  get codes(): Uint8Array {
    return this.parts.metadata[METADATA_TRANSACTIONS_FILTER] ?? EMPTY;
  }

  get transactions(): readonly CommittedTransaction[] {
    this.#transactions ??= this.parts.envelopes.map((envelope, index) => this.#transaction(envelope, index));
    return this.#transactions;
  }

  decoded(): common.Block {
    this.#decoded ??= common.Block.deserializeBinary(this.bytes);
    return this.#decoded;
  }

  #transaction(bytes: Uint8Array, index: number): CommittedTransaction {
    const place = { index, envelope: bytes, code: this.codes[index] ?? 0 };
    const prepared = this.#prepared === undefined ? prepareTransaction(bytes) : this.#prepared[index];
    if (prepared === undefined) return { ...UNREADABLE, ...place };
    const { envelope, action = readAction(envelope) } = prepared;
    const { txId, type, timestamp, extension } = envelope.channelHeader;
    return {
      ...place,
      txId,
      type,
      timestamp,
      chaincode: readChaincode(extension),
      event: action === undefined ? undefined : readEvent(action.events),
      creator: envelope.signatureHeader.creator,
    };
  }
}
