// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { type AsOf, asOf, type Moment, type NewestBlock } from "./as-of.js";
import type { ReadModelCaller } from "./caller.js";
import type { ListFilters } from "./filters.js";
import { requireKnownValues } from "./known-values.js";
import { type ListDefinition, type ListName, LISTS } from "./lists.js";
import { bookmarkAfter, type Order, placeOf, type Question } from "./position.js";
import { type QueueName, sourcesOfQueue } from "./queues.js";
import { ReachedBlock } from "./reached.js";
import { type Row, rowsOf } from "./rows.js";
import { findAnywhere, type MatchedBy } from "./search.js";
import { type Coverage, coverageInOrder, coverageOfContent, coverageOfList } from "./searched.js";
import { countRecords, type Counted, countSome, type FoundRecord, selectRecords, type Source } from "./select.js";
import { sourcesOfList } from "./sources.js";

/** Up to how many records are counted exactly; fewer where each takes a look into another table. */
export const COUNT_MAX = 1_000;

/** Records of each list that one search shows at most. */
export const HITS_MAX = 20;

/** Rows that an export reads in one transaction. */
export const EXPORT_PAGE_ROWS = 500;

/** Rows of one export at most. */
export const EXPORT_ROWS_MAX = 100_000;

/** Which page of a list, and how recent it has to be. */
export interface Paging {
  readonly order: Order;
  readonly pageSize: number;
  readonly bookmark: string;
}

/** How many there are: exactly, or more than a number up to which they were counted. */
export type Total = { readonly exactly: number } | { readonly moreThan: number };

/** A page of a list. */
export interface Page {
  readonly asOf: AsOf;
  readonly total: Total;
  readonly coverage: Coverage;
  readonly items: readonly Row[];
  readonly bookmark: string;
}

/** Records of one list that a search found. */
export interface SearchGroup {
  readonly list: ListName;
  readonly title: string;
  readonly hits: readonly (Row & { readonly matched: readonly MatchedBy[]; readonly verify?: string })[];
  /** Whether there are more of them; the list shows them all. */
  readonly more: boolean;
}

/** What the one box answers: about references, whose existence is public, and about content, which is not. */
export interface SearchAnswer {
  readonly asOf: AsOf;
  readonly groups: readonly SearchGroup[];
  readonly more: boolean;
  readonly asReference: { readonly outcome: "found" | "not-found" };
  readonly asContent: {
    readonly outcome: "found" | "not-disclosed";
    readonly sentence: string;
    /** Whether parts that your organisation is to hold have not come yet. */
    readonly pending: boolean;
  };
}

/** An export: how many rows it will have, and the rows as they are read. */
export interface Export {
  readonly asOf: AsOf;
  readonly total: number;
  /** Whether there are more than one export takes. */
  readonly cut: boolean;
  readonly coverage: Coverage;
  readonly pages: () => AsyncGenerator<readonly Row[]>;
}

const TYPE_OF_BESIDE = new Map<string, ReadonlySet<string>>();
for (const list of Object.values(LISTS) as readonly ListDefinition[]) {
  TYPE_OF_BESIDE.set(list.type, new Set([...(TYPE_OF_BESIDE.get(list.type) ?? []), ...list.beside]));
}

function besideOf(type: string): readonly string[] {
  return [...(TYPE_OF_BESIDE.get(type) ?? [])];
}

/** Answers from the projection of the ledger: lists, working lists, the one box. Each answer sees what is for its asker. */
export class ReadModel {
  readonly #database: Database;
  readonly #ledger: NewestBlock;
  readonly #now: () => Date;
  readonly #reached: ReachedBlock;

  constructor(database: Database, ledger: NewestBlock, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#ledger = ledger;
    this.#reached = new ReachedBlock(database);
    this.#now = now;
  }

  /**
   * Waits until a block is in the read model, so that whoever wrote in it reads what they wrote.
   * @throws {GatewayError} READ_MODEL_BEHIND where it does not come in time.
   */
  async reach(block: number): Promise<void> {
    await this.#reached.wait(block);
  }

  /**
   * A page of a list.
   * @throws {LicetError} INVALID_INPUT for a status or kind that no record of the list can have.
   * @throws {GatewayError} BOOKMARK_NOT_VALID.
   */
  async list(caller: ReadModelCaller, name: ListName, filters: ListFilters, paging: Paging): Promise<Page> {
    const list: ListDefinition = LISTS[name];
    requireKnownValues(list, filters);
    const moment = await this.#moment();
    const sources = (db: Kysely<Tables>): Promise<Source[]> => sourcesOfList(db, list, filters, moment.now);
    const question = { list: name, filters: filters as JsonValue };
    return this.#page(caller, { sources, question, coverage: coverageOfList(caller, list, filters), paging, moment });
  }

  /**
   * A page of a working list.
   * @throws {GatewayError} BOOKMARK_NOT_VALID.
   */
  async queue(caller: ReadModelCaller, name: QueueName, paging: Paging): Promise<Page> {
    const moment = await this.#moment();
    const sources = (): Source[] => sourcesOfQueue(name, caller, moment.now);
    const coverage = coverageOfList(caller, LISTS.holds, {});
    return this.#page(caller, { sources, question: { queue: name }, coverage, paging, moment });
  }

  /** What a text leads to, whatever it is: a reference, a mark of goods or parties, words of a name. */
  async search(caller: ReadModelCaller, text: string): Promise<SearchAnswer> {
    const moment = await this.#moment();
    return this.#database.asCaller(caller, async (db) => {
      const { leads, more } = await findAnywhere(db, text);
      const groups: SearchGroup[] = [];
      for (const [list, matches] of leads) groups.push(await this.#group(db, caller, list, matches, moment.now));
      const shown = groups.filter(({ hits }) => hits.length > 0);
      const matched = shown.flatMap(({ hits }) => hits.flatMap((hit) => hit.matched));
      return {
        asOf: await asOf(db, moment),
        groups: shown,
        more,
        asReference: { outcome: matched.includes("reference") ? "found" : "not-found" },
        asContent: {
          outcome: matched.some((by) => by !== "reference") ? "found" : "not-disclosed",
          sentence: coverageOfContent(caller).sentence,
          pending: await hasPending(db),
        },
      };
    });
  }

  /**
   * A list as it is exported: in the order of references, which no change moves while it is read.
   * @throws {LicetError} as `list`.
   */
  async export(caller: ReadModelCaller, name: ListName, filters: ListFilters): Promise<Export> {
    const list: ListDefinition = LISTS[name];
    requireKnownValues(list, filters);
    const moment = await this.#moment();
    const { now } = moment;
    const sources = (db: Kysely<Tables>): Promise<Source[]> => sourcesOfList(db, list, filters, now);
    const { total, at } = await this.#database.asCaller(caller, async (db) => ({
      total: await countRecords(db, await sources(db), EXPORT_ROWS_MAX),
      at: await asOf(db, moment),
    }));
    return {
      asOf: at,
      total: Math.min(total, EXPORT_ROWS_MAX),
      cut: total > EXPORT_ROWS_MAX,
      coverage: coverageOfList(caller, list, filters),
      pages: () => this.#exportPages(caller, sources, now),
    };
  }

  /** The ledger is asked before the database, whose connection is not kept waiting for a peer. */
  async #moment(): Promise<Moment> {
    return { newestBlock: await this.#ledger.newestBlock(), now: this.#now() };
  }

  async *#exportPages(
    caller: ReadModelCaller,
    sources: (db: Kysely<Tables>) => Promise<Source[]>,
    now: Date,
  ): AsyncGenerator<readonly Row[]> {
    let after: readonly (string | number)[] | undefined;
    for (let rows = 0; rows < EXPORT_ROWS_MAX; rows += EXPORT_PAGE_ROWS) {
      const selection = { order: "reference", after, limit: EXPORT_PAGE_ROWS, now } as const;
      const page = await this.#database.asCaller(caller, async (db) =>
        rowsOf(db, caller, await selectRecords(db, { ...selection, sources: await sources(db) }), besideOf),
      );
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < EXPORT_PAGE_ROWS) return;
      after = [last.type, last.id];
    }
  }

  #page(
    caller: ReadModelCaller,
    asked: {
      readonly sources: (db: Kysely<Tables>) => readonly Source[] | Promise<readonly Source[]>;
      readonly question: Question;
      readonly coverage: Coverage;
      readonly paging: Paging;
      readonly moment: Moment;
    },
  ): Promise<Page> {
    const { coverage, moment } = asked;
    const { order, pageSize, bookmark } = asked.paging;
    const question = { ...asked.question, order, caller: caller.person };
    const after = placeOf(order, bookmark, question);
    return this.#database.asCaller(caller, async (db) => {
      const sources = await asked.sources(db);
      const found = await selectRecords(db, { sources, order, after, limit: pageSize + 1, now: moment.now });
      const shown = found.slice(0, pageSize);
      const last = shown.at(-1);
      const isWhole = after === undefined && found.length <= pageSize;
      const counted = isWhole ? undefined : await countSome(db, { sources, order }, COUNT_MAX);
      return {
        asOf: await asOf(db, moment),
        total: totalOf(found, pageSize, counted),
        coverage: coverageInOrder(order, coverage),
        items: await rowsOf(db, caller, shown, besideOf),
        bookmark: found.length > pageSize && last !== undefined ? bookmarkAfter(order, last, question) : "",
      };
    });
  }

  async #group(
    db: Kysely<Tables>,
    caller: ReadModelCaller,
    name: ListName,
    matches: ReadonlyMap<string, ReadonlySet<MatchedBy>>,
    now: Date,
  ): Promise<SearchGroup> {
    const { type, title }: ListDefinition = LISTS[name];
    const conditions = [sql`r.type = ${type}`, sql`r.id = any(${[...matches.keys()]}::text[])`];
    const sources = [{ type, conditions }];
    const found = await selectRecords(db, { sources, order: "newest", after: undefined, limit: HITS_MAX + 1, now });
    const rows = await rowsOf(db, caller, found.slice(0, HITS_MAX), besideOf);
    const hits = rows.map((row) => ({ ...row, ...verifyOf(row), matched: [...(matches.get(row.id) ?? [])].sort() }));
    return { list: name, title, hits, more: found.length > HITS_MAX };
  }
}

/** A first page that is not full holds everything; else as many as were counted, and those that the page shows. */
function totalOf(found: readonly FoundRecord[], pageSize: number, counted: Counted | undefined): Total {
  if (counted === undefined) return { exactly: found.length };
  if (!counted.more) return { exactly: counted.count };
  const least = Math.max(counted.count, Math.min(found.length, pageSize + 1), 1);
  return { moreThan: least - 1 };
}

/** Parameter by which records of a type are verified at a checkpoint. */
const VERIFIED_BY: Readonly<Record<string, string>> = { consignment: "consignment", licence: "licence" };

/** Address at which a record is verified. */
function verifyOf({ type, id }: Row): { readonly verify?: string } {
  const parameter = VERIFIED_BY[type];
  return parameter === undefined
    ? {}
    : { verify: `/v1/checkpoint/verdicts?${new URLSearchParams({ [parameter]: id }).toString()}` };
}

async function hasPending(db: Kysely<Tables>): Promise<boolean> {
  const found = await sql<{
    pending: boolean;
  }>`select exists (select from ledger.part p where p.state = 'pending') as pending`.execute(db);
  return found.rows[0]?.pending ?? false;
}
