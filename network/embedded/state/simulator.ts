// SPDX-License-Identifier: Apache-2.0

import { LedgerError } from "../protocol/ledger-error.js";
import type {
  HistoryResults,
  KeyValue,
  Metadata,
  RangeOptions,
  RangeResults,
  SimulationResult,
  Simulator,
} from "./simulation.js";
import { notAvailable, rangeNotAvailable } from "./absence.js";
import type { Definitions } from "./definitions.js";
import { InterestBuilder } from "./interest.js";
import { decodeVersioned, privateRange, type VersionedValue } from "./keys.js";
import { LIFECYCLE_NAMESPACE } from "./lifecycle.js";
import { KeyHistory, PrivateRange, StateRange } from "./ranges.js";
import { hashOfKey, RwsetBuilder } from "./rwset-builder.js";
import { sameVersion, type KvRead } from "../protocol/rwset.js";
import { readMetadata, StateReader, type Snapshot } from "./state.js";

const EMPTY: Uint8Array = new Uint8Array(0);

/** What a simulator works on. */
export interface SimulationContext {
  readonly mspId: string;
  readonly txId: string;
  readonly height: bigint;
  readonly reader: StateReader;
  readonly snapshot: Snapshot;
  readonly definitions: Definitions;
  readonly totalQueryLimit: number;
  readonly history: (ns: string, key: string, reader: StateReader) => HistoryResults;
}

/** Empty values and absent keys look the same to chaincode. */
function valueOf(entry: VersionedValue | undefined): Uint8Array | undefined {
  return entry?.value;
}

/** Executes a transaction on a snapshot and records what it read and wrote. */
export class LedgerSimulator implements Simulator {
  readonly height: bigint;
  readonly #context: SimulationContext;
  readonly #reader: StateReader;
  readonly #rwset = new RwsetBuilder();
  readonly #interest = new InterestBuilder();
  readonly #ranges: { readonly ns: string; readonly range: StateRange }[] = [];
  readonly #open: { close(): Promise<void> }[] = [];
  #closed = false;
  #finished = false;
  #hasWritten = false;
  #hasQueriedPages = false;
  #hasQueriedPrivate = false;

  constructor(context: SimulationContext) {
    this.#context = context;
    this.#reader = context.reader;
    this.height = context.height;
  }

  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  readDefinition(chaincode: string): void {
    this.#checkOpen();
    this.#readDefinition(this.#context.definitions.reads.executed(chaincode));
  }

  // ------------------------------------------------------------------------------------------------------------ public state

  getState(ns: string, key: string): Uint8Array | undefined {
    return valueOf(this.#readState(ns, key));
  }

  getStateMetadata(ns: string, key: string): Metadata | undefined {
    const entry = this.#readState(ns, key);
    return entry === undefined ? undefined : readMetadata(entry.metadata);
  }

  putState(ns: string, key: string, value: Uint8Array): void {
    this.#checkWrite();
    this.#rwset.write(ns, key, value);
    this.#noteStateWrite(ns, key);
  }

  deleteState(ns: string, key: string): void {
    this.putState(ns, key, EMPTY);
  }

  putStateMetadata(ns: string, key: string, metadata: Metadata): void {
    this.#checkWrite();
    this.#rwset.metadataWrite(ns, key, metadata);
    this.#noteStateWrite(ns, key);
  }

  rangeQuery(ns: string, start: string, end: string, options: RangeOptions = {}): RangeResults {
    this.#checkOpen();
    const { pageSize, bookmark } = options;
    if (pageSize !== undefined) this.#checkPagedQuery();
    const from = bookmark === undefined || bookmark === "" ? start : bookmark;
    const entries = this.#reader.range(ns, from, end);
    const range = new StateRange(entries, from, end, { total: this.#context.totalQueryLimit, pageSize });
    this.#ranges.push({ ns, range });
    this.#open.push(range);
    return range;
  }

  history(ns: string, key: string): HistoryResults {
    this.#checkOpen();
    const history: KeyHistory | HistoryResults = this.#context.history(ns, key, this.#reader);
    this.#open.push(history);
    return history;
  }

  // ------------------------------------------------------------------------------------------------------------ private data

  getPrivateData(ns: string, collection: string, key: string): Uint8Array | undefined {
    this.#checkCollection(ns, collection);
    const plain = this.#reader.private(this.#context.mspId, ns, collection, key);
    const keyHash = hashOfKey(key);
    const hashed = this.#reader.hashed(ns, collection, keyHash);
    if (!sameVersion(plain?.version, hashed?.version)) {
      const absence = this.#reader.absence({ mspId: this.#context.mspId, namespace: ns, collection, keyHash });
      throw new LedgerError(notAvailable(hashed?.version, plain?.version, absence));
    }
    this.#rwset.hashedRead(ns, collection, key, hashed?.version);
    this.#interest.privateRead(ns, collection);
    return valueOf(plain);
  }

  getPrivateDataHash(ns: string, collection: string, key: string): Uint8Array | undefined {
    return valueOf(this.#readHash(ns, collection, key));
  }

  getPrivateDataMetadata(ns: string, collection: string, key: string): Metadata | undefined {
    const entry = this.#readHash(ns, collection, key);
    return entry === undefined ? undefined : readMetadata(entry.metadata);
  }

  putPrivateData(ns: string, collection: string, key: string, value: Uint8Array): void {
    this.#checkCollection(ns, collection);
    this.#checkWrite();
    this.#rwset.privateWrite(ns, collection, key, value);
    this.#notePrivateWrite(ns, collection, key);
  }

  deletePrivateData(ns: string, collection: string, key: string): void {
    this.putPrivateData(ns, collection, key, EMPTY);
  }

  purgePrivateData(ns: string, collection: string, key: string): void {
    this.#checkCollection(ns, collection);
    this.#checkWrite();
    this.#rwset.privateWrite(ns, collection, key, EMPTY, true);
    this.#notePrivateWrite(ns, collection, key);
  }

  putPrivateDataMetadata(ns: string, collection: string, key: string, metadata: Metadata): void {
    this.#checkCollection(ns, collection);
    this.#checkWrite();
    this.#rwset.privateMetadataWrite(ns, collection, key, metadata);
    this.#notePrivateWrite(ns, collection, key);
  }

  privateRange(ns: string, collection: string, start: string, end: string): RangeResults {
    if (this.#hasWritten) {
      throw this.#unsupported("Queries on pvt data is supported only in a read-only transaction");
    }
    this.#hasQueriedPrivate = true;
    this.#checkCollection(ns, collection);
    const range = new PrivateRange(this.#privateEntries(ns, collection, start, end), this.#context.totalQueryLimit);
    this.#open.push(range);
    return range;
  }

  // --------------------------------------------------------------------------------------------------------------------- end

  finish(): SimulationResult {
    this.#checkOpen();
    if (this.#finished) {
      throw new LedgerError("this function should only be called once on a transaction simulator instance");
    }
    this.#finished = true;
    for (const { ns, range } of this.#ranges) this.#rwset.rangeQuery(ns, range.info());
    const { publicRwset, privateRwset, namespaces } = this.#rwset.finish();
    const interest = this.#interest.finish(namespaces);
    this.close();
    return { publicRwset, privateRwset, interest };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.#release();
  }

  async #release(): Promise<void> {
    for (const resource of this.#open) await resource.close().catch(ignoreClosed);
    await this.#context.snapshot.close().catch(ignoreClosed);
  }

  // ----------------------------------------------------------------------------------------------------------------- helpers

  #readState(ns: string, key: string): VersionedValue | undefined {
    this.#checkOpen();
    const entry = this.#reader.state(ns, key);
    this.#rwset.read(ns, key, entry?.version);
    return entry;
  }

  #readDefinition(reads: readonly KvRead[]): void {
    for (const { key, version } of reads) this.#rwset.read(LIFECYCLE_NAMESPACE, key, version);
  }

  #readHash(ns: string, collection: string, key: string): VersionedValue | undefined {
    this.#checkCollection(ns, collection);
    const entry = this.#reader.hashed(ns, collection, hashOfKey(key));
    this.#rwset.hashedRead(ns, collection, key, entry?.version);
    return entry;
  }

  async *#privateEntries(ns: string, collection: string, start: string, end: string): AsyncGenerator<KeyValue, void> {
    const { mspId } = this.#context;
    if (await this.#reader.isAnyLost(mspId, ns, collection)) throw new LedgerError(rangeNotAvailable(collection));
    const range = privateRange(mspId, ns, collection, start, end);
    for await (const [key, value] of this.#reader.scan(range)) {
      yield { key: key.toString("utf8", range.prefix), value: decodeVersioned(value).value };
    }
  }

  #noteStateWrite(ns: string, key: string): void {
    const entry = this.#reader.state(ns, key);
    this.#interest.write(ns, "", entry === undefined ? undefined : readMetadata(entry.metadata));
  }

  #notePrivateWrite(ns: string, collection: string, key: string): void {
    const entry = this.#reader.hashed(ns, collection, hashOfKey(key));
    this.#interest.write(ns, collection, entry === undefined ? undefined : readMetadata(entry.metadata));
  }

  #checkCollection(ns: string, collection: string): void {
    const { definitions } = this.#context;
    definitions.requireCollection(ns, collection);
    this.#checkOpen();
    this.#readDefinition(definitions.reads.collections(ns));
  }

  #checkOpen(): void {
    if (this.#closed) throw new LedgerError("this instance should not be used after calling Done()");
  }

  #checkWrite(): void {
    this.#checkOpen();
    if (this.#hasQueriedPrivate) {
      throw this.#unsupported("Transaction has already performed queries on pvt data. Writes are not allowed");
    }
    if (this.#hasQueriedPages) {
      throw this.#unsupported("Transaction has already performed a paginated query. Writes are not allowed");
    }
    this.#hasWritten = true;
  }

  #checkPagedQuery(): void {
    if (this.#hasWritten) {
      throw this.#unsupported("Paginated queries are supported only in a read-only transaction");
    }
    this.#hasQueriedPages = true;
  }

  /** Fabric's wording, its spelling included: clients match on it. */
  #unsupported(reason: string): LedgerError {
    return new LedgerError(`txid [${this.#context.txId}]: unsuppored transaction. ${reason}`);
  }
}

/** Closing the database closes what is open on it; doing so twice is no fault. */
function ignoreClosed(): void {
  return undefined;
}
