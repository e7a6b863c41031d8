// SPDX-License-Identifier: Apache-2.0
import { DISCLOSURE, PARTY_ROLES, ROLES } from "@licet/domain";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLER_ROLE } from "../../database/roles.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { describeDatabases } from "../../testing/databases.js";
import { KEPT_ROWS } from "../../testing/kept-rows.js";
import { AE, CARRIERS, GB, NOON, person, PK } from "../../testing-readmodel/export-case.js";
import { NO_LEDGER } from "../../testing-readmodel/no-ledger.js";
import { type GivenRecord, ProjectedWorld } from "../../testing-readmodel/projected-world.js";
import type { ReadModelCaller } from "./caller.js";
import { csvHeader, csvRow } from "./columns.js";
import type { ListFilters } from "./filters.js";
import { LIST_NAMES } from "./lists.js";
import { ORDERS } from "./position.js";
import { QUEUE_NAMES } from "./queues.js";
import { type Paging, ReadModel } from "./read-model.js";

const ORGANISATIONS = [GB, PK, AE, CARRIERS];
/** The party that every canary concerns, and one that the records concern without it. */
const PARTY = "GB-EX-7777";
const OTHERS = "GB-EX-0000";
const FIRST: Paging = { order: "newest", pageSize: 100, bookmark: "" };

/** A text that stands in one organisation's copy of one kind of part, and nowhere else. */
interface Canary {
  readonly word: string;
  readonly part: string;
  readonly organisation: string;
  readonly record: GivenRecord;
}

/** Types of records, and what lists show of them. */
const CANARIES: readonly Canary[] = Object.keys(DISCLOSURE).flatMap((part, kindAt) =>
  ORGANISATIONS.map((organisation, at): Canary => {
    const [kind = "", name = ""] = part.split(".");
    const word = `canary${kindAt.toString()}x${at.toString()}`;
    const id = `CANARY-${kindAt.toString()}-${at.toString()}`;
    const content = {
      name: word,
      exporter: { party: PARTY, name: word, country: "GB" },
      lines: [{ controlCode: `7A00${at.toString()}`, description: word }],
      containers: [word.toUpperCase()],
      seals: [{ number: word.toUpperCase() }],
      identifiers: [{ scheme: "EORI", value: word.toUpperCase() }],
      means: { identification: word.toUpperCase() },
    };
    const record: GivenRecord = {
      type: kind,
      id,
      owner: GB,
      content: { id, number: id, status: "issued", declarant: OTHERS, possessingParty: OTHERS },
      parts: { [name]: { content, held: { [organisation]: "held" } } },
    };
    return { word, part, organisation, record };
  }),
);

/** Whether somebody may read a canary, by the disclosure table: it names one party, and is of no other. */
function mayRead({ organisation, role, party }: ReadModelCaller, canary: Canary): boolean {
  if (organisation !== canary.organisation || role === undefined) return false;
  const isReader = DISCLOSURE[canary.part as keyof typeof DISCLOSURE]?.readers.includes(role) === true;
  return isReader && (!PARTY_ROLES.includes(role) || party === PARTY);
}

const CALLERS: readonly ReadModelCaller[] = [...ORGANISATIONS, "NobodysMSP", ""].flatMap((organisation) =>
  [undefined, ...ROLES].flatMap((role) =>
    role !== undefined && PARTY_ROLES.includes(role)
      ? [undefined, PARTY, "GB-EX-8888"].map((party) => person(organisation, role, { party }))
      : [person(organisation, role)],
  ),
);

/** Callers who differ in what they may read of the canaries. */
const KINDS: readonly ReadModelCaller[] = [
  ...new Map(
    CALLERS.map((caller) => [
      JSON.stringify([
        caller.organisation,
        CANARIES.filter((canary) => mayRead(caller, canary)).map(({ word }) => word),
      ]),
      caller,
    ]),
  ).values(),
];

function named({ organisation, role, party }: ReadModelCaller): string {
  return `${organisation} ${role ?? "without a role"} ${party ?? ""}`;
}

describeDatabases("canaries in every confidential part", (open) => {
  let database: SqlDatabase;
  let model: ReadModel;
  let readable: readonly string[];
  let tables: readonly { readonly schema: string; readonly name: string }[];

  beforeAll(async () => {
    database = await open();
    const world = new ProjectedWorld(database, "2026-11-01T00:00:00Z");
    for (const { record } of CANARIES) await world.put(record);
    for (const { table, row } of KEPT_ROWS) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      const values = sql.join(Object.values(row).map((value) => sql.val(value)));
      const statement = sql`insert into ${sql.table(`kept.${table}`)} (${columns}) values (${values})`;
      await database.asGateway((db) => statement.execute(db));
    }
    model = new ReadModel(database, NO_LEDGER, () => NOON);
    const granted = await database.asOwner((db) =>
      sql<{ name: string }>`select nspname || '.' || relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where nspname in ('ledger', 'kept') and relkind = 'r' and has_table_privilege(${CALLER_ROLE}, c.oid, 'SELECT')
        order by 1`.execute(db),
    );
    readable = granted.rows.map(({ name }) => name);
    ({ rows: tables } = await database.asOwner((db) =>
      sql<{ schema: string; name: string }>`select nspname as schema, relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where nspname in ('ledger', 'kept') and relkind in ('r', 'v', 'm') and relname not like 'kysely_%'
        order by 1, 2`.execute(db),
    ));
  });
  afterAll(() => database.close());

  /** Words of the canaries that stand in a text and that a caller may not read. */
  const told = (caller: ReadModelCaller, text: string): string[] =>
    CANARIES.filter((canary) => !mayRead(caller, canary) && new RegExp(`${canary.word}(?![0-9])`, "i").test(text)).map(
      ({ word }) => word,
    );

  /** What a statement answers somebody: its rows as text, or the error. */
  const answered = async (caller: ReadModelCaller, statement: ReturnType<typeof sql>): Promise<string> => {
    try {
      const { rows } = await database.asCaller(caller, (db) => statement.execute(db));
      return JSON.stringify(rows);
    } catch (error) {
      const { message, detail, hint, where } = error as Error & Readonly<Record<"detail" | "hint" | "where", unknown>>;
      return JSON.stringify([message, detail, hint, where]);
    }
  };

  it.each(CALLERS.map((caller) => [named(caller), caller] as const))(
    "are in no table's rows, count or error for %s",
    async (_, caller) => {
      const each = readable.map((table) => sql`select t::text as row from ${sql.table(table)} t`);
      expect(told(caller, await answered(caller, sql`${sql.join(each, sql` union all `)}`))).toEqual([]);
      // What is not visible must not fail in a cast either: the error would quote it.
      for (const table of ["part", "facet", "words"])
        expect(
          told(caller, await answered(caller, sql`select (t::text)::int from ${sql.table(`ledger.${table}`)} t`)),
        ).toEqual([]);
      const hidden = CANARIES.filter((canary) => !mayRead(caller, canary));
      const counts = await answered(
        caller,
        sql`select c.word from unnest(${hidden.map(({ word }) => word)}::text[], ${hidden.map(({ record }) => record.type)}::text[]) c (word, type)
          where exists (select from ledger.part p where p.content::text ilike '%' || c.word || '"%')
            or exists (select from ledger.facet f where lower(f.value) = c.word)
            or exists (select from ledger.words w where w.words @@ to_tsquery('simple', c.word))
            or exists (select from ledger.words_found(to_tsquery('simple', c.word), array[c.type], 10))`,
      );
      expect(JSON.parse(counts)).toEqual([]);
    },
  );

  it("lie in tables of which callers read none that is not tried", async () => {
    for (const { schema, name } of tables) {
      if (readable.includes(`${schema}.${name}`)) continue;
      const answer = await answered(
        person(GB, "registrar"),
        sql`select t::text from ${sql.table(`${schema}.${name}`)} t`,
      );
      expect(answer, name).toMatch(/permission denied/);
    }
    expect(readable).toEqual(
      expect.arrayContaining(["ledger.part", "ledger.facet", "ledger.words", "kept.document_log"]),
    );
  });

  it.each(KINDS.map((caller) => [named(caller), caller] as const))(
    "are in no list, working list, order or export for %s",
    async (_, caller) => {
      const texts: string[] = [];
      for (const name of LIST_NAMES) {
        for (const order of ORDERS) texts.push(JSON.stringify(await model.list(caller, name, {}, { ...FIRST, order })));
        for await (const rows of (await model.export(caller, name, {})).pages())
          texts.push(csvHeader(name), ...rows.map((row) => csvRow(name, row)), JSON.stringify(rows));
      }
      for (const name of QUEUE_NAMES) texts.push(JSON.stringify(await model.queue(caller, name, FIRST)));
      expect(told(caller, texts.join("\n"))).toEqual([]);
    },
  );

  const FILTERS = ["text", "container", "seal", "vehicle", "identifier", "party"] as const;

  it.each(KINDS.map((caller) => [named(caller), caller] as const))(
    "change no filter's, count's or search's answer for %s",
    async (_, caller) => {
      const nobodys = await model.search(caller, "canary99x9");
      const nothing = new Map(
        await Promise.all(
          FILTERS.map(
            async (filter) =>
              [filter, await model.list(caller, "licences", asked(filter, "canary99x9"), FIRST)] as const,
          ),
        ),
      );
      // Those of the caller's own organisation, and one of each other's.
      const hidden = CANARIES.filter(
        (canary, at) =>
          !mayRead(caller, canary) && (canary.organisation === caller.organisation || at < ORGANISATIONS.length),
      );
      for (const [at, canary] of hidden.entries()) {
        expect(await model.search(caller, canary.word), canary.word).toEqual(nobodys);
        // Each canary by one filter, each filter by many canaries.
        const filter = FILTERS[at % FILTERS.length] ?? "text";
        const list = LISTED[canary.record.type] ?? "licences";
        const { coverage: _coverage, ...found } = await model.list(caller, list, asked(filter, canary.word), FIRST);
        const { coverage: _of, ...expected } = nothing.get(filter)!;
        expect(found, `${filter} ${canary.word}`).toEqual(expected);
      }
    },
  );

  it("are read by whom the disclosure table names, so that the test sees anything at all", async () => {
    for (const canary of CANARIES) {
      const readers = CALLERS.filter((caller) => mayRead(caller, canary));
      for (const caller of readers) {
        const shown = await answered(caller, sql`select p.content::text as content from ledger.part p`);
        expect(shown, `${canary.word} to ${named(caller)}`).toMatch(new RegExp(`${canary.word}(?![0-9])`));
      }
    }
  });
});

/** List that shows records of a type. */
const LISTED: Readonly<Record<string, (typeof LIST_NAMES)[number]>> = {
  application: "applications",
  certificate: "certificates",
  consignment: "consignments",
  inspection: "inspections",
  party: "parties",
};

function asked(filter: "text" | "container" | "seal" | "vehicle" | "identifier" | "party", word: string): ListFilters {
  return { [filter]: filter === "party" ? `GB-EX-${word}` : word };
}

describe("the canaries", () => {
  it("stand in every part of the disclosure table", () => {
    expect(new Set(CANARIES.map(({ part }) => part))).toEqual(new Set(Object.keys(DISCLOSURE)));
  });
});
