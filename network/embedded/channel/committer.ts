// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import { Code } from "../validation/codes.js";
import { validateBlock, type ValidationContext } from "../validation/block.js";
import type { PendingTransaction } from "../validation/transaction.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import {
  dataHash,
  encodeBlock,
  encodeMetadata,
  headerHash,
  lastConfigMetadata,
  METADATA_COMMIT_HASH,
  METADATA_COUNT,
  METADATA_LAST_CONFIG,
  METADATA_SIGNATURES,
  METADATA_TRANSACTIONS_FILTER,
  metadataValue,
  signatureMetadata,
  type BlockParts,
  type BlockSigner,
} from "../blocks/block.js";
import type { BlockFiles } from "../blocks/blockfile.js";
import type { Marks } from "../blocks/marks.js";
import type { BlockRecord } from "../blocks/record.js";
import type { Definitions } from "../state/definitions.js";
import { prepareTransaction, StoredBlock, type PreparedTransaction } from "../blocks/committed-block.js";
import { blockHashKey, blockKey, encodePlace, encodeTxRecord, historyKey, txKey, type Place } from "../state/keys.js";
import type { Absence } from "../state/absence.js";
import { PrivateUpdates, writesPrivateData, type WriteSets } from "../state/private-updates.js";
import { decodeRwset } from "../protocol/rwset-codec.js";
import type { TxRwset } from "../protocol/rwset.js";
import { savepointChange, type Savepoint } from "../state/savepoint.js";
import type { Change } from "../state/state.js";
import type { StateWriter } from "../state/state-writer.js";
import type { PersistentTransientStore } from "../state/transient.js";
import { BlockUpdates, nextCommitHash } from "../state/updates.js";

const EMPTY: Uint8Array = new Uint8Array(0);
const NONCE_BYTES = 24;
/** The configuration never changes, so it stays in block 0. */
const LAST_CONFIG = 0;
/** Blocks between two sweeps of private data whose transaction never came. */
const SWEEP_INTERVAL = 100;

export interface CommitterOptions {
  readonly state: StateWriter;
  readonly files: BlockFiles;
  readonly marks: Marks;
  readonly transient: PersistentTransientStore;
  /** Where private data is found while blocks are replayed; the transient store unless given. */
  readonly writeSets?: WriteSets;
  /** Why private data is missing that is not found. */
  readonly absence: Absence;
  readonly validation: ValidationContext & { readonly definitions: Definitions };
  readonly signer: BlockSigner;
  readonly limits: LedgerLimits;
}

/** A block whose verdict is known, on its way into the database. */
interface Outcome {
  readonly parts: BlockParts;
  readonly envelopeOffsets: readonly number[];
  readonly prepared: readonly (PreparedTransaction | undefined)[];
  /** Read/write set of each valid endorser transaction. */
  readonly rwsets: readonly (TxRwset | undefined)[];
  readonly codes: Uint8Array;
  readonly updates: BlockUpdates;
  readonly commitHash: Uint8Array;
}

/** How far the ledger had come when it was opened. */
export interface Progress {
  readonly savepoint: Savepoint | undefined;
  /** The block before which the state was last made durable; -1 where it never was. */
  readonly synced: number;
  /** See `Mark`. */
  readonly recordedFrom: number;
}

/** A block that is in the block files, on its way to being acknowledged. */
interface Written {
  readonly outcome: Outcome;
  readonly place: Place;
  readonly block: StoredBlock;
}

/**
 * Makes blocks and writes them: validate, make private data durable, append the block and wait for the disk, then change state, history
 * and indexes in one step, and mark the height. The block file is the truth; a state that is behind it is brought up by `replay`.
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #recordedFrom: number;
  #savepoint: Savepoint | undefined;
  #synced: number;
  /** What could not be brought to its end. */
  #unfinished: Written | undefined;

  constructor(options: CommitterOptions, { savepoint, synced, recordedFrom }: Progress) {
    this.#options = options;
    this.#savepoint = savepoint;
    this.#synced = synced;
    this.#recordedFrom = recordedFrom;
  }

  get savepoint(): Savepoint {
    if (this.#savepoint === undefined) throw new LedgerError("the channel has no blocks yet");
    return this.#savepoint;
  }

  /**
   * Validates the transactions and commits them as the next block. It is durable when the promise resolves.
   * @throws {WriteRefused} where it cannot be written; to be called again with the same transactions.
   */
  commit(pending: readonly PendingTransaction[]): Promise<StoredBlock> {
    return this.#options.state.holding(async () => {
      this.#unfinished ??= await this.#write(pending);
      const { outcome, place, block } = this.#unfinished;
      await this.#persist(outcome, place, (savepoint) => this.#mark(savepoint));
      this.#unfinished = undefined;
      return block;
    });
  }

  /** Makes the next block and appends it to the block files. */
  async #write(pending: readonly PendingTransaction[]): Promise<Written> {
    const { files, validation, signer, state, transient } = this.#options;
    const { height, hash, commitHash: previousCommitHash } = this.savepoint;
    const { codes, transactions, updates } = await validateBlock(height, pending, validation);
    const rwsets = transactions.map((tx, index) => (codes[index] === Code.VALID ? tx?.rwset : undefined));
    const commitHash = nextCommitHash(codes, updates.deterministicBytes(), previousCommitHash);
    const envelopes = pending.map(({ bytes }) => bytes);
    const header = { number: height, previousHash: hash, dataHash: dataHash(envelopes) };
    const metadata: Uint8Array[] = Array.from({ length: METADATA_COUNT }, () => EMPTY);
    metadata[METADATA_SIGNATURES] = signatureMetadata(header, LAST_CONFIG, signer, randomBytes(NONCE_BYTES));
    metadata[METADATA_LAST_CONFIG] = lastConfigMetadata(LAST_CONFIG);
    metadata[METADATA_TRANSACTIONS_FILTER] = codes;
    metadata[METADATA_COMMIT_HASH] = encodeMetadata(commitHash);
    const parts = { header, envelopes, metadata };
    const encoded = encodeBlock(parts);
    const prepared = pending.map(({ parsed }, index) => ({
      envelope: parsed,
      action: transactions[index]?.chaincodeAction,
    }));
    if (rwsets.some((rwset) => rwset !== undefined && writesPrivateData(rwset)) && !transient.isEmpty) {
      await state.sync(height);
      this.#synced = height;
    }
    const place = await files.append(encoded.bytes, height);
    const outcome = { ...encoded, parts, prepared, rwsets, codes, updates, commitHash };
    return { outcome, place, block: new StoredBlock(encoded.bytes, parts, prepared) };
  }

  /**
   * Writes block 0.
   * @throws {WriteRefused} where it cannot be written.
   */
  async commitGenesis(block: StoredBlock): Promise<void> {
    const place = await this.#options.files.append(block.bytes, 0);
    await this.replay({ bytes: block.bytes, place }, block);
  }

  /**
   * Marks the height that the ledger has.
   * @throws {WriteRefused} where the mark cannot be written.
   */
  markHeight(): Promise<void> {
    return this.#mark(this.#savepoint ?? { height: 0, hash: EMPTY });
  }

  #mark({ height, hash }: Pick<Savepoint, "height" | "hash">): Promise<void> {
    const { marks, files } = this.#options;
    const mark = { height, hash: Buffer.from(hash).toString("hex"), synced: this.#synced };
    return marks.write({ ...mark, recordedFrom: this.#recordedFrom, extents: files.extents });
  }

  /** Brings a block into the database that is in the block files already; its verdict stands. */
  async replay(record: BlockRecord, block: StoredBlock): Promise<void> {
    this.#checkNext(block);
    const { parts, codes } = block;
    const number = parts.header.number;
    const prepared = parts.envelopes.map(prepareTransaction);
    const updates = new BlockUpdates();
    const rwsets = prepared.map((transaction, index) => {
      if (codes[index] !== Code.VALID || transaction?.action === undefined) return undefined;
      const rwset = decodeRwset(transaction.action.results);
      updates.apply(rwset, { block: number, tx: index }, this.#options.validation.committed);
      return rwset;
    });
    const commitHash = metadataValue(parts.metadata[METADATA_COMMIT_HASH] ?? EMPTY);
    const { envelopeOffsets } = encodeBlock(parts);
    await this.#persist({ parts, envelopeOffsets, prepared, rwsets, codes, updates, commitHash }, record.place, () =>
      Promise.resolve(),
    );
  }

  #checkNext(block: StoredBlock): void {
    const expected = this.#savepoint?.height ?? 0;
    const { number, previousHash } = block.parts.header;
    const continues = Buffer.compare(previousHash, this.#savepoint?.hash ?? EMPTY) === 0;
    if (number !== expected || !continues) {
      throw new LedgerError(`block files hold block ${number} where block ${expected} should follow: they are damaged`);
    }
  }

  /** @param beside what is to be durable with the block, and takes its time at the disk while the state is written */
  async #persist(outcome: Outcome, place: Place, beside: (savepoint: Savepoint) => Promise<void>): Promise<void> {
    const { header } = outcome.parts;
    const { transient, state } = this.#options;
    const txIds = outcome.prepared.flatMap((tx) => (tx === undefined ? [] : [tx.envelope.channelHeader.txId]));
    const done = [...txIds, ...this.#abandoned(header.number)];
    const savepoint: Savepoint = {
      height: header.number + 1,
      hash: headerHash(header),
      previousHash: header.previousHash,
      commitHash: outcome.commitHash,
      place,
    };
    const marked = beside(savepoint);
    const applied = this.#changes(outcome, savepoint, done).then((changes) => state.apply(changes));
    for (const result of await Promise.allSettled([applied, marked])) {
      if (result.status === "rejected") throw result.reason;
    }
    transient.forget(done);
    this.#savepoint = savepoint;
  }

  async #changes(outcome: Outcome, savepoint: Savepoint, done: readonly string[]): Promise<Change[]> {
    const { place, hash } = savepoint;
    return [
      ...outcome.updates.changes(),
      ...(await this.#privateChanges(outcome)),
      ...this.#indexChanges(outcome, place, hash),
      ...this.#options.transient.changesFor(done),
      savepointChange(savepoint),
    ];
  }

  #abandoned(number: number): string[] {
    const { transient, limits } = this.#options;
    return number % SWEEP_INTERVAL === 0 ? transient.olderThan(number - limits.transientRetentionBlocks) : [];
  }

  async #privateChanges({ parts, rwsets, prepared, updates }: Outcome): Promise<Change[]> {
    const { transient, writeSets = transient, absence, validation } = this.#options;
    const block = parts.header.number;
    const changes = new PrivateUpdates(validation.definitions, writeSets, validation.committed, absence);
    await changes.expire(block, updates);
    for (const [index, rwset] of rwsets.entries()) {
      if (rwset === undefined || rwset.every((ns) => ns.collections.length === 0)) continue;
      const txId = prepared[index]?.envelope.channelHeader.txId ?? "";
      await changes.apply(txId, rwset, { block, tx: index }, updates);
    }
    return changes.changes();
  }

  #indexChanges(outcome: Outcome, place: Place, hash: Uint8Array): Change[] {
    const { number } = outcome.parts.header;
    const numberBytes = blockKey(number);
    const changes: Change[] = [
      { key: numberBytes, value: encodePlace(place) },
      { key: blockHashKey(hash), value: numberBytes.subarray(1) },
    ];
    const seen = new Set<string>();
    for (const [index, transaction] of outcome.prepared.entries()) {
      const envelopePlace = this.#envelopePlace(outcome, place, index);
      const txId = transaction?.envelope.channelHeader.txId ?? "";
      if (this.#isNew(txId, seen)) {
        const record = { code: outcome.codes[index] ?? 0, block: number, tx: index, place: envelopePlace };
        changes.push({ key: txKey(txId), value: encodeTxRecord(record) });
      }
      const value = encodePlace(envelopePlace);
      for (const ns of outcome.rwsets[index] ?? []) {
        for (const { key } of ns.writes) {
          changes.push({ key: historyKey(ns.namespace, key, { block: number, tx: index }), value });
        }
      }
    }
    return changes;
  }

  /** An id's first appearance is the one that is found by it. */
  #isNew(txId: string, seen: Set<string>): boolean {
    if (txId === "" || seen.has(txId)) return false;
    seen.add(txId);
    return this.#options.validation.committed.transaction(txId) === undefined;
  }

  #envelopePlace({ envelopeOffsets, parts }: Outcome, block: Place, index: number): Place {
    const offset = block.offset + (envelopeOffsets[index] ?? 0);
    return { file: block.file, offset, length: parts.envelopes[index]?.length ?? 0 };
  }
}
