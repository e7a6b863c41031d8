// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type ChainLink,
  type EntryLinks,
  type ErrorCode,
  hashOfText,
  type KeyType,
  LicetError,
  linksAfter,
  linkTowards,
  RECORDS,
  type Records,
  type RecordType,
  type Trail,
  trailAfter,
  trailTowards,
} from "@licet/domain";
import { ledgerKey, sequenceAttribute } from "./keys";
import { parseRecord, storedText } from "./records";
import type { Transaction } from "./transaction";
import { putForGood } from "./endorsement";

/**
 * A chain of entries that hangs under a record: each entry is a key of its own that nobody can change again, holds the hash of the one
 * before it, and counts only where the links from the record's trail lead to it. Its key holds the id of the transaction that wrote it,
 * so that nobody can take its place beforehand.
 */
export interface ChainKind<S extends z.ZodType<EntryLinks> = z.ZodType<EntryLinks>> {
  readonly type: KeyType;
  /** The field's standard name of an entry, for sentences: "Custody event". */
  readonly title: string;
  readonly schema: S;
  /** What a missing or altered entry is refused with. */
  readonly broken: ErrorCode;
}

/** An entry and the link that led to it. */
export interface LinkedEntry<T> {
  readonly link: ChainLink;
  readonly entry: T;
}

/** Types of keys whose records are entries of chains. */
type EntryType = { [T in RecordType]: Records[T]["schema"] extends z.ZodType<EntryLinks> ? T : never }[RecordType];

/** The kind of chain that an area declares for a type of keys: title and fields of an entry are its manifest's. */
export function chainKind<T extends EntryType>(
  type: T,
  more: Pick<ChainKind, "broken">,
): ChainKind<Records[T]["schema"]> {
  const { title, schema } = RECORDS[type];
  return { type, title, schema, ...more };
}

/** Key of an entry. */
export function entryKey(kind: ChainKind, chain: readonly string[], at: Pick<ChainLink, "sequence" | "txId">): string {
  return ledgerKey(kind.type, ...chain, sequenceAttribute(at.sequence), at.txId);
}

/**
 * Appends an entry to a chain.
 * @param chain attributes of the record that the chain hangs under.
 * @param body the entry without its links, which are added here.
 * @returns the entry, its link and the head's trail after it; the caller writes the head.
 */
export async function appendEntry<T extends object>(
  tx: Transaction,
  kind: ChainKind,
  chain: readonly string[],
  trail: Trail,
  body: T,
): Promise<{ readonly entry: T & EntryLinks; readonly link: ChainLink; readonly trail: Trail }> {
  const place = { sequence: (trail[0]?.sequence ?? 0) + 1, txId: tx.id };
  const entry = { ...body, ...linksAfter(trail) };
  const text = storedText(entry);
  const key = entryKey(kind, chain, place);
  await putForGood(tx, key, text);
  const link = { ...place, hash: hashOfText(text) };
  return { entry, link, trail: trailAfter(trail, link) };
}

/**
 * Reads the entry that a link names, once a transaction: what is linked never changes.
 * @throws {LicetError} the kind's `broken` where it is missing or not what the hash says.
 */
export async function requireLinked<S extends z.ZodType<EntryLinks>>(
  tx: Transaction,
  kind: ChainKind<S>,
  chain: readonly string[],
  link: ChainLink,
): Promise<z.output<S>> {
  const key = entryKey(kind, chain, link);
  const memo = `${key} ${link.hash}`;
  if (tx.memo.has(memo)) return tx.memo.get(memo) as z.output<S>;
  const value = await tx.state.get(key);
  const name = `${kind.title} ${link.sequence.toString()} of ${chain.join(", ")}`;
  if (value === undefined || hashOfText(value) !== link.hash) {
    throw new LicetError(kind.broken, `${name} is ${value === undefined ? "missing" : "not what was linked"}.`, {
      chain: [...chain],
      sequence: link.sequence,
      transaction: link.txId,
      expected: link.hash,
      found: value === undefined ? null : hashOfText(value),
    });
  }
  const { record } = parseRecord(kind.schema, value, name);
  tx.memo.set(memo, record);
  return record;
}

/**
 * Finds an entry by its sequence, along the links from the head's trail.
 * @returns undefined where the chain is shorter.
 * @throws {LicetError} the kind's `broken`.
 */
export async function entryAt<S extends z.ZodType<EntryLinks>>(
  tx: Transaction,
  kind: ChainKind<S>,
  chain: readonly string[],
  trail: Trail,
  sequence: number,
): Promise<LinkedEntry<z.output<S>> | undefined> {
  let link = trailTowards(trail, sequence);
  while (link !== undefined) {
    const entry: z.output<S> = await requireLinked(tx, kind, chain, link);
    if (link.sequence === sequence) return { link, entry };
    link = linkTowards(entry, sequence);
  }
  return undefined;
}

/** One page of a chain, newest first. */
export interface ChainPage<T> {
  readonly entries: readonly LinkedEntry<T>[];
  /** Sequence that the next page begins with, or undefined at the chain's start. */
  readonly next: number | undefined;
}

/**
 * One page of a chain, newest first, each entry reached from the head's trail.
 * @param from sequence to begin with; the newest where it is left out.
 * @throws {LicetError} INVALID_INPUT where the chain has no such entry; the kind's `broken`.
 */
export async function pageOfChain<S extends z.ZodType<EntryLinks>>(
  tx: Transaction,
  kind: ChainKind<S>,
  chain: readonly string[],
  trail: Trail,
  { from = trail[0]?.sequence, count }: { readonly from?: number | undefined; readonly count: number },
): Promise<ChainPage<z.output<S>>> {
  if (from === undefined) return { entries: [], next: undefined };
  const first = await entryAt(tx, kind, chain, trail, from);
  if (first === undefined) throw new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", {});
  const entries = [first];
  let link = first.entry.previous;
  while (link !== undefined && entries.length < count) {
    const entry: z.output<S> = await requireLinked(tx, kind, chain, link);
    entries.push({ link, entry });
    link = entry.previous;
  }
  return { entries, next: link?.sequence };
}

/** Bookmark of a chain's page: the sequence that it begins with; empty after the last. */
export function chainBookmark(next: number | undefined): string {
  return next === undefined ? "" : next.toString();
}

/**
 * Sequence that a bookmark stands for.
 * @throws {LicetError} INVALID_INPUT.
 */
export function sequenceOf(bookmark: string): number | undefined {
  if (bookmark === "") return undefined;
  if (/^[1-9][0-9]{0,8}$/.test(bookmark)) return Number(bookmark);
  throw new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", {});
}
