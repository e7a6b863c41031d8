// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { type BlockContent, decodeBlockContent, type ReadVersion } from "../../blocks/block-content.js";
import type { Checkpoint, LedgerEvent, TransactionEvent } from "../../blocks/ledger-event.js";
import type { Database } from "../../database/database.js";
import type { Ledger, LedgerIdentity } from "../../ports/ledger.js";
import { mapInOrder } from "../batches.js";
import { readModelCaller } from "../queries/caller.js";
import type { KnownRecord } from "../proven.js";
import { knownRecords } from "./known-records.js";
import { lineOf, toldBlock } from "./told-lines.js";
import { provesIn, toldHashes, toldWrites, writtenValue } from "./told-writes.js";
import type { BlockPage, HistoryPage, HistoryStep, Place, ToldBlock, ToldTransaction } from "./told.js";

/** Blocks of a page, and states of a record in one answer, at most. */
export const BLOCKS_MAX = 50;
export const HISTORY_MAX = 25;

const READS_AT_A_TIME = 8;

/** What an explorer needs. */
export interface ExplorerOptions {
  readonly ledger: Pick<Ledger, "height" | "block" | "outcome">;
  readonly database: Database;
  readonly chaincodeName: string;
}

/**
 * Shows the channel as it is: blocks, transactions, and how a record came to be what it is. Each block is asked for in the caller's own
 * name, so that the channel's policy says who reads it; confidential parts are hashes in it, and stay so here.
 */
export class Explorer {
  readonly #options: ExplorerOptions;

  constructor(options: ExplorerOptions) {
    this.#options = options;
  }

  /**
   * Blocks, newest first.
   * @param before number that all of them are below; from the newest on where left out
   * @throws {LedgerError}
   */
  async blocks(identity: LedgerIdentity, before: number | undefined, pageSize: number): Promise<BlockPage> {
    const height = Number(await this.#options.ledger.height(identity));
    const first = Math.min(before ?? height, height) - 1;
    const numbers = Array.from({ length: Math.max(0, Math.min(pageSize, first + 1)) }, (_, at) => first - at);
    const items = await mapInOrder(numbers, READS_AT_A_TIME, async (number) =>
      toldBlock(await this.#content(identity, BigInt(number))),
    );
    return { height, items };
  }

  /**
   * A block.
   * @throws {LicetError} NOT_FOUND where the channel has none of the number.
   * @throws {LedgerError}
   */
  async block(identity: LedgerIdentity, number: number): Promise<ToldBlock> {
    return toldBlock(await this.#existing(identity, number));
  }

  /**
   * A transaction by its place.
   * @throws {LicetError} NOT_FOUND where no block holds it.
   * @throws {LedgerError}
   */
  async transaction(identity: LedgerIdentity, place: Place): Promise<ToldTransaction> {
    const content = await this.#existing(identity, place.block);
    const event = content.events[place.transaction];
    if (event === undefined)
      throw new LicetError("NOT_FOUND", `Block ${place.block} has ${content.events.length} transactions.`, {
        ...place,
      });
    const line = { ...lineOf(event, content), of: content.events.length };
    if (event.kind === "invalid") {
      const { chaincode, arguments: given } = event.call ?? {};
      return {
        ...line,
        ...(chaincode === undefined ? {} : { chaincode }),
        arguments: given ?? [],
        writes: [],
        hashes: [],
      };
    }
    if (event.kind !== "transaction") return { ...line, arguments: [], writes: [], hashes: [] };
    return { ...line, ...(await this.#inside(identity, event, content)) };
  }

  /**
   * Where a transaction stands.
   * @throws {LicetError} NOT_FOUND where no block holds it.
   * @throws {LedgerError}
   */
  async placeOf(identity: LedgerIdentity, transaction: string): Promise<Place> {
    const outcome = await this.#options.ledger.outcome(identity, transaction);
    const content = outcome && (await this.#content(identity, outcome.blockNumber));
    const found = content?.events.find(({ transactionId }) => transactionId === transaction)?.at;
    if (found === undefined) throw new LicetError("NOT_FOUND", "No block holds this transaction.", { transaction });
    return placeFrom(found);
  }

  /**
   * The states of a record, newest first: each transaction that wrote it says where it had been written before.
   * @param from where to go on, as the answer before says
   * @throws {LicetError} NOT_FOUND where no record of the reference is proven.
   * @throws {LedgerError}
   */
  async history(identity: LedgerIdentity, type: string, id: string, from: Place | undefined): Promise<HistoryPage> {
    const record = await this.#proven(identity, type, id);
    const key = `\u0000${type}\u0000${record.address}\u0000`;
    const items: HistoryStep[] = [];
    let next: Place | undefined = from ?? { block: record.block, transaction: record.transaction };
    let broken = false;
    while (next !== undefined && items.length < HISTORY_MAX) {
      // Only where a caller says to begin may be no block; what a transaction has read is in one.
      const content: BlockContent =
        items.length === 0
          ? await this.#existing(identity, next.block)
          : await this.#content(identity, BigInt(next.block));
      const step = stepOf(content, next, key);
      if (step === undefined) throw new LicetError("NOT_FOUND", "The record was not written there.", { ...next });
      items.push(step);
      const read: ReadVersion | undefined = content.surroundings[next.transaction]?.read.get(key);
      broken = read === undefined && !beginsAt(content.events[next.transaction], record);
      next = placeRead(read);
    }
    return { owner: record.owner, items, ...(next === undefined ? {} : { next }), broken };
  }

  async #proven(identity: LedgerIdentity, type: string, id: string): Promise<KnownRecord & Place> {
    const record = await this.#options.database.asCaller(readModelCaller(identity), (db) =>
      db.selectFrom("ledger.record").selectAll().where("type", "=", type).where("id", "=", id).executeTakeFirst(),
    );
    if (record === undefined) throw new LicetError("NOT_FOUND", "No record of this reference is proven.", { type, id });
    return record;
  }

  async #inside(
    identity: LedgerIdentity,
    event: TransactionEvent,
    content: BlockContent,
  ): Promise<Pick<ToldTransaction, "chaincode" | "arguments" | "payload" | "writes" | "hashes">> {
    const { database } = this.#options;
    const read = content.surroundings[event.at.transaction]?.read ?? new Map<string, ReadVersion>();
    const known = await database.asCaller(readModelCaller(identity), (db) => knownRecords(db, event));
    const wanted = event.writes.flatMap(({ key }) => {
      const at = read.get(key);
      return at === undefined || at === "absent" ? [] : [at.block];
    });
    const earlier = await this.#contents(identity, wanted);
    const { chaincode, arguments: given, announced } = event;
    return {
      chaincode,
      arguments: given,
      ...(announced?.state === "known" ? { payload: announced.payload } : {}),
      writes: toldWrites(event, { read, known, earlier }),
      hashes: toldHashes(event, known),
    };
  }

  async #contents(identity: LedgerIdentity, numbers: readonly bigint[]): Promise<Map<bigint, BlockContent>> {
    const different = [...new Set(numbers)];
    const contents = await mapInOrder(different, READS_AT_A_TIME, (number) => this.#content(identity, number));
    return new Map(contents.map((content) => [content.number, content]));
  }

  async #existing(identity: LedgerIdentity, number: number): Promise<BlockContent> {
    const height = await this.#options.ledger.height(identity);
    if (BigInt(number) >= height)
      throw new LicetError("NOT_FOUND", `The channel has ${height} blocks, from 0 on.`, { block: number });
    return this.#content(identity, BigInt(number));
  }

  async #content(identity: LedgerIdentity, number: bigint): Promise<BlockContent> {
    return decodeBlockContent(await this.#options.ledger.block(identity, number), this.#options.chaincodeName);
  }
}

function stepOf(content: BlockContent, place: Place, key: string): HistoryStep | undefined {
  const event = content.events[place.transaction];
  const write = event?.kind === "transaction" ? event.writes.find((one) => one.key === key) : undefined;
  if (event === undefined || write === undefined) return undefined;
  const value = writtenValue(write);
  return { ...lineOf(event, content), ...(value === undefined ? {} : { value }) };
}

function beginsAt(event: LedgerEvent | undefined, record: KnownRecord): boolean {
  return event?.kind === "transaction" && provesIn(event, record);
}

function placeRead(read: ReadVersion | undefined): Place | undefined {
  return read === undefined || read === "absent" ? undefined : placeFrom(read);
}

function placeFrom({ block, transaction }: Checkpoint): Place {
  return { block: Number(block), transaction };
}
