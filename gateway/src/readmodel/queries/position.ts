// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOf, type JsonValue, unsoundIn } from "@licet/domain";
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { GatewayError } from "../../errors/gateway-error.js";

/** In which order a list stands: last changed first, first due first, or by reference, which no change moves. */
export const ORDERS = ["newest", "due", "reference"] as const;
export type Order = (typeof ORDERS)[number];

/** What a page's last row stands by. */
export interface Placed {
  readonly type: string;
  readonly id: string;
  readonly block: number;
  readonly transaction: number;
  /** When it is due, in microseconds since 1970; null where it is not. */
  readonly due_us: number | null;
}

interface Ordering {
  /** Columns of `ledger.record r` by which it is sorted. */
  readonly by: RawBuilder<unknown>;
  /** What rows need to stand in this order at all. */
  readonly needs?: RawBuilder<unknown>;
  readonly place: (row: Placed) => readonly (string | number)[];
  readonly shape: z.ZodType<readonly (string | number)[]>;
  /** Rows that come after a place. */
  readonly after: (place: readonly (string | number)[]) => RawBuilder<unknown>;
}

const position = z.int().min(0);
/** Index within a block, which the database keeps in four bytes. */
const index = z.int32().min(0);
/** A bookmark is anybody's to write: a text in it may hold no more than a parameter may. */
const text = z
  .string()
  .max(500)
  .refine((value) => unsoundIn(value) === undefined);

const ORDERINGS: Readonly<Record<Order, Ordering>> = {
  newest: {
    by: sql`r.block desc, r.transaction desc, r.id`,
    place: ({ block, transaction, id }) => [block, transaction, id],
    shape: z.tuple([position, index, text]),
    after: ([block, transaction, id]) => sql`(r.block < ${block} or (r.block = ${block}
      and (r.transaction < ${transaction} or (r.transaction = ${transaction} and r.id > ${id}))))
      and r.block <= ${block}`,
  },
  due: {
    by: sql`r.due_at, r.id`,
    needs: sql`r.due_at is not null`,
    place: ({ due_us, id }) => [due_us ?? 0, id],
    shape: z.tuple([z.int(), text]),
    after: ([due = 0, id]) => sql`(r.due_at > ${instant(due)} or (r.due_at = ${instant(due)} and r.id > ${id}))
      and r.due_at >= ${instant(due)}`,
  },
  reference: {
    by: sql`r.type, r.id`,
    place: ({ type, id }) => [type, id],
    shape: z.tuple([text, text]),
    after: ([type, id]) => sql`(r.type > ${type} or (r.type = ${type} and r.id > ${id})) and r.type >= ${type}`,
  },
};

function instant(microseconds: string | number): RawBuilder<Date> {
  return sql`('epoch'::timestamptz + ${microseconds}::float8 * interval '1 microsecond')`;
}

/** How rows are sorted. */
export function orderBy(order: Order): RawBuilder<unknown> {
  return ORDERINGS[order].by;
}

/** Conditions that an order and a place in it lay upon rows: only what has a date stands in the order of dates. */
export function placeConditions(order: Order, after: readonly (string | number)[] | undefined): RawBuilder<unknown>[] {
  const { needs, after: rowsAfter } = ORDERINGS[order];
  return [...(needs === undefined ? [] : [needs]), ...(after === undefined ? [] : [rowsAfter(after)])];
}

/** What a bookmark holds for: the same question, asked by the same person. */
export type Question = Readonly<Record<string, JsonValue>>;

const Bookmark = z.tuple([z.string(), z.array(z.union([z.string(), z.number()]))]);

/** Where the page after a row begins, as an opaque text. */
export function bookmarkAfter(order: Order, row: Placed, question: Question): string {
  const place = [...ORDERINGS[order].place(row)];
  return Buffer.from(canonicalJson([hashOf(question), place]), "utf8").toString("base64url");
}

/**
 * Place that a bookmark names; undefined where none is given.
 * @throws {GatewayError} BOOKMARK_NOT_VALID where it is none, or of another question.
 */
export function placeOf(order: Order, bookmark: string, question: Question): readonly (string | number)[] | undefined {
  if (bookmark === "") return undefined;
  const read = Bookmark.safeParse(jsonOf(Buffer.from(bookmark, "base64url").toString("utf8")));
  const place = read.success ? ORDERINGS[order].shape.safeParse(read.data[1]) : undefined;
  if (place?.success === true && read.data?.[0] === hashOf(question)) return place.data;
  throw new GatewayError("BOOKMARK_NOT_VALID", "The bookmark is not one of this question, asked by you.");
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
