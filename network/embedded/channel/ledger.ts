// SPDX-License-Identifier: Apache-2.0

import type { common } from "@hyperledger/fabric-protos";
import { isDeletion } from "../protocol/rwset.js";
import type { CommittedBlock } from "../blocks/committed.js";
import type { ChainInfo, ChannelLedger, TransactionStatus } from "./api.js";
import type { Policy } from "../policy/policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import type { ChaincodeDefinition, Collection } from "../state/definition.js";
import type { HistoryEntry, Simulator } from "../state/simulation.js";
import type { BlockStore } from "../blocks/blockstore.js";
import type { StoredBlock } from "../blocks/committed-block.js";
import type { Definitions } from "../state/definitions.js";
import { parseEnvelope, readResults } from "../protocol/envelope.js";
import { decodePlace, historyRange, readWriteSetKey, writeSetRange } from "../state/keys.js";
import { KeyHistory } from "../state/ranges.js";
import type { PrivateCollectionWrites } from "../protocol/rwset.js";
import { encodePrivateWrites } from "../protocol/rwset-codec.js";
import type { Savepoint } from "../state/savepoint.js";
import { LedgerSimulator } from "../state/simulator.js";
import { StateReader, type Database } from "../state/state.js";
import { Waiters } from "./waiters.js";

export interface LedgerOptions {
  readonly channelId: string;
  readonly database: Database;
  readonly blocks: BlockStore;
  readonly definitions: Definitions;
  readonly config: common.Config;
  readonly limits: LedgerLimits;
  readonly savepoint: () => Savepoint;
}

/** Answers questions about what is committed, and tells of what commits. */
export class CommittedLedger implements ChannelLedger {
  readonly channelId: string;
  readonly #options: LedgerOptions;
  readonly #reader: StateReader;
  readonly #transactionWaiters = new Waiters<string, TransactionStatus>();
  readonly #blockWaiters = new Waiters<bigint, CommittedBlock>();
  readonly #listeners = new Set<(block: CommittedBlock) => void>();
  #closed: LedgerError | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.channelId = options.channelId;
    this.#reader = new StateReader(options.database);
  }

  info(): ChainInfo {
    const { height, hash, previousHash } = this.#options.savepoint();
    return { height: BigInt(height), currentBlockHash: hash, previousBlockHash: previousHash };
  }

  block(number: bigint): Promise<CommittedBlock | undefined> {
    return this.#options.blocks.block(Number(number));
  }

  blockByHash(hash: Uint8Array): Promise<CommittedBlock | undefined> {
    return this.#options.blocks.blockByHash(hash);
  }

  async blockByTxId(txId: string): Promise<CommittedBlock | undefined> {
    const record = this.#reader.transaction(txId);
    return record === undefined ? undefined : this.#options.blocks.block(record.block);
  }

  async transaction(txId: string): Promise<{ envelope: Uint8Array; validationCode: number } | undefined> {
    const record = this.#reader.transaction(txId);
    if (record === undefined) return undefined;
    return { envelope: await this.#options.blocks.read(record.place), validationCode: record.code };
  }

  transactionStatus(txId: string): TransactionStatus | undefined {
    const record = this.#reader.transaction(txId);
    // What the database holds and the savepoint in memory does not is still being announced.
    if (record === undefined || record.block >= this.#options.savepoint().height) return undefined;
    return { code: record.code, block: BigInt(record.block) };
  }

  async awaitTransaction(txId: string, signal?: AbortSignal): Promise<TransactionStatus> {
    if (this.#closed !== undefined) throw this.#closed;
    return this.transactionStatus(txId) ?? (await this.#transactionWaiters.wait(txId, signal));
  }

  async awaitBlock(number: bigint, signal?: AbortSignal): Promise<CommittedBlock> {
    if (this.#closed !== undefined) throw this.#closed;
    if (number >= this.info().height) return this.#blockWaiters.wait(number, signal);
    const block = await this.block(number);
    if (block === undefined) throw new LedgerError(`block ${number} cannot be found`);
    return block;
  }

  onCommit(listener: (block: CommittedBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async blockPrivateData(number: bigint, mspId: string): Promise<ReadonlyMap<number, Uint8Array>> {
    const range = writeSetRange(mspId, Number(number));
    const byTransaction = new Map<number, PrivateCollectionWrites[]>();
    for await (const [key, rwset] of this.#reader.scan(range)) {
      const { tx, namespace, collection } = readWriteSetKey(key, range.prefix);
      byTransaction.set(tx, [...(byTransaction.get(tx) ?? []), { namespace, collection, rwset }]);
    }
    return new Map([...byTransaction].map(([tx, writes]) => [tx, encodePrivateWrites(writes)]));
  }

  newSimulator(mspId: string, txId: string): Simulator {
    if (this.#closed !== undefined) throw this.#closed;
    const { database, definitions, limits } = this.#options;
    const snapshot = database.snapshot();
    return new LedgerSimulator({
      mspId,
      txId,
      snapshot,
      definitions,
      height: this.info().height,
      reader: new StateReader(database, snapshot),
      totalQueryLimit: limits.totalQueryLimit,
      history: (ns, key, reader) => new KeyHistory(this.#history(ns, key, reader), limits.totalQueryLimit),
    });
  }

  definitions(): readonly ChaincodeDefinition[] {
    return this.#options.definitions.all();
  }

  definition(chaincode: string): ChaincodeDefinition | undefined {
    return this.#options.definitions.definition(chaincode);
  }

  endorsementPolicy(chaincode: string): Policy | undefined {
    return this.#options.definitions.endorsementPolicy(chaincode);
  }

  collection(chaincode: string, name: string): Collection | undefined {
    return this.#options.definitions.collection(chaincode, name);
  }

  async configBlock(): Promise<CommittedBlock> {
    const block = await this.block(0n);
    if (block === undefined) throw new LedgerError("the channel has no block 0");
    return block;
  }

  channelConfig(): common.Config {
    return this.#options.config;
  }

  /** Tells everybody who waits about a block that is durable now. */
  announce(block: StoredBlock): void {
    this.#options.blocks.remember(block);
    for (const { txId } of block.transactions) {
      const status = txId === "" ? undefined : this.transactionStatus(txId);
      if (status !== undefined) this.#transactionWaiters.settle(txId, status);
    }
    this.#blockWaiters.settle(block.number, block);
    for (const listener of this.#listeners) {
      try {
        listener(block);
      } catch (error) {
        // A faulty listener must not keep the others from hearing of the block, nor go unnoticed.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** Ends all waiting. */
  close(reason: LedgerError): void {
    this.#closed = reason;
    this.#transactionWaiters.rejectAll(reason);
    this.#blockWaiters.rejectAll(reason);
    this.#listeners.clear();
  }

  async *#history(ns: string, key: string, reader: StateReader): AsyncGenerator<HistoryEntry, void> {
    for await (const [, place] of reader.scan(historyRange(ns, key))) {
      const envelope = parseEnvelope(await this.#options.blocks.read(decodePlace(place)));
      const { rwset } = readResults(envelope);
      const write = rwset.find(({ namespace }) => namespace === ns)?.writes.find((candidate) => candidate.key === key);
      if (write === undefined)
        throw new LedgerError(`history of ${ns}:${key} names a transaction that does not write it`);
      const { txId, timestamp } = envelope.channelHeader;
      yield { txId, timestamp, value: write.value, isDelete: isDeletion(write) };
    }
  }
}
