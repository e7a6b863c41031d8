// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LicetError, type ListPlace, type MspId } from "@licet/domain";
import { type ProvenRecord, putNewRecord, readProven, readRecord, type RecordKind, updateRecord } from "./records";
import type { Transaction } from "./transaction";

/** Head of a list of one owner's records: how many it holds, and the last; each record names the one before it. */
const ListHead = z.strictObject({ count: z.int().min(1), last: z.string() });

/** One page of records, newest first. */
export interface RecordPage<T> {
  readonly items: T[];
  /** Where the next page begins; empty after the last. */
  readonly bookmark: string;
}

/** Which page of a list is asked for. */
export interface PageOf {
  readonly pageSize: number;
  readonly bookmark: string;
}

/**
 * Creates a record and enters it into its kind's list, where it has one.
 * @throws {LicetError} as `putNewRecord`.
 */
export async function createRecord<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
  endorsers?: readonly MspId[],
): Promise<void> {
  const { listedIn } = kind;
  const given = endorsers === undefined ? {} : { endorsers };
  if (listedIn === undefined) return putNewRecord(tx, kind, id, record, given);
  const lists = listsOf(kind.ownerOf(id));
  const name = listReference(kind, listedIn(id));
  const head = await readRecord(tx, lists, name);
  const count = (head?.count ?? 0) + 1;
  const listed = { position: count, ...(head === undefined ? {} : { previous: head.last }) };
  await putNewRecord(tx, kind, id, record, { ...given, listed });
  if (head === undefined) await putNewRecord(tx, lists, name, { count, last: id });
  else await updateRecord(tx, lists, name, { count, last: id });
}

/**
 * One page of an owner's list. It walks from the proven head along proven records of the same list, whose positions fall, so that it
 * holds what its owner entered and nothing else, ends, and a bookmark leads nowhere else.
 * @throws {LicetError} INVALID_INPUT for a bookmark that is no entry of the list; LEDGER_DATA_INVALID where the owner broke its own list.
 */
export async function pageOfList<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  owner: MspId,
  name: string,
  { pageSize, bookmark }: PageOf,
): Promise<RecordPage<z.output<S>>> {
  const page = await walk(tx, kind, { owner, name }, { pageSize, bookmark });
  if (page.isLost) throw notInList(bookmark);
  if (page.isBroken) throw brokenList(kind, name);
  return { items: page.items, bookmark: page.bookmark };
}

/** A list: whose, and its name. */
interface ListOf {
  readonly owner: MspId;
  readonly name: string;
}

/** Walks one page and looks at the entry behind it, so that where the owner broke the list is known before it is entered. */
async function walk<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  list: ListOf,
  { pageSize, bookmark }: PageOf,
): Promise<WalkedPage<z.output<S>>> {
  if (bookmark !== "" && !isOf(kind, list, bookmark)) throw notInList(bookmark);
  const items: z.output<S>[] = [];
  const broken = { items, bookmark: "", isBroken: true, isLost: false };
  const last = await lastOf(tx, kind, list);
  if (last === BROKEN) return broken;
  let next = bookmark === "" ? last : bookmark;
  let above = Number.POSITIVE_INFINITY;
  while (next !== undefined) {
    const entry: Listed<z.output<S>> | undefined = await entryOf(tx, kind, list, next, above);
    if (entry === undefined) return { ...broken, isLost: next === bookmark };
    if (items.length === pageSize) return { items, bookmark: next, isBroken: false, isLost: false };
    items.push(entry.record);
    above = entry.listed.position;
    next = entry.listed.previous;
  }
  return { items, bookmark: "", isBroken: false, isLost: false };
}

/** A page, and whether its owner broke the list behind it; `isLost` where the bookmarked entry itself is not there. */
type WalkedPage<T> = RecordPage<T> & { readonly isBroken: boolean; readonly isLost: boolean };

type Listed<T> = ProvenRecord<T> & { readonly listed: ListPlace };

/** An entry of a list below a position, or undefined where its owner put something else there. */
async function entryOf<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  list: ListOf,
  id: string,
  above: number,
): Promise<Listed<z.output<S>> | undefined> {
  if (!isOf(kind, list, id)) return undefined;
  const proven = await readable(() => readProven(tx, kind, id));
  const listed = proven?.listed;
  return proven === undefined || listed === undefined || listed.position >= above ? undefined : { ...proven, listed };
}

/** Whether a reference is one that the list may hold. */
function isOf(kind: RecordKind, { owner, name }: ListOf, id: string): boolean {
  return kind.listedIn?.(id) === name && kind.ownerOf(id) === owner;
}

async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LicetError && error.code === "LEDGER_DATA_INVALID") return undefined;
    throw error;
  }
}

const REGISTER_SEPARATOR = "|";

/**
 * One page of the lists of one register, or of all members' registers one after the other. Where all are asked for, a member that broke
 * its own list is passed over: it hides nobody else's records.
 * @param nameOf name of the list of a register; its code unless it is given.
 * @throws {LicetError} INVALID_INPUT for a bookmark that is no entry of the lists.
 */
export async function pageOfRegisters<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  register: string | undefined,
  request: PageOf,
  nameOf: (code: string) => string = (code) => code,
): Promise<RecordPage<z.output<S>>> {
  const registers = tx.members.registers().filter((code) => register === undefined || code === register);
  const start = placeIn(registers, request.bookmark);
  const items: z.output<S>[] = [];
  let { inside } = start;
  for (const code of registers.slice(start.index)) {
    const pageSize = request.pageSize - items.length;
    if (pageSize === 0) return { items, bookmark: [code, inside].join(REGISTER_SEPARATOR) };
    const list = { owner: tx.members.ofRegister(code), name: nameOf(code) };
    const page = await walk(tx, kind, list, { pageSize, bookmark: inside });
    if (page.isLost && register !== undefined) throw notInList(request.bookmark);
    if (page.isBroken && register !== undefined) throw brokenList(kind, list.name);
    items.push(...page.items);
    inside = page.bookmark;
    if (inside !== "") return { items, bookmark: [code, inside].join(REGISTER_SEPARATOR) };
  }
  return { items, bookmark: "" };
}

/**
 * Which register a bookmark is in, and where in its list.
 * @throws {LicetError} INVALID_INPUT.
 */
function placeIn(registers: readonly string[], bookmark: string): { readonly index: number; readonly inside: string } {
  if (bookmark === "") return { index: 0, inside: "" };
  const [code = "", inside = ""] = bookmark.split(REGISTER_SEPARATOR, 2);
  const index = registers.indexOf(code);
  if (index < 0) throw notInList(bookmark);
  return { index, inside };
}

/** Lists of one owner; what a list holds is part of its reference. */
function listsOf(owner: MspId): RecordKind<typeof ListHead> {
  return { type: "list", title: "List", schema: ListHead, ownerOf: () => owner };
}

function listReference(kind: RecordKind, name: string): string {
  return `${kind.type}/${name}`;
}

const BROKEN = Symbol("a list's head that its owner made unreadable");

async function lastOf(
  tx: Transaction,
  kind: RecordKind,
  { owner, name }: ListOf,
): Promise<string | undefined | typeof BROKEN> {
  try {
    return (await readRecord(tx, listsOf(owner), listReference(kind, name)))?.last;
  } catch (error) {
    if (error instanceof LicetError && error.code === "LEDGER_DATA_INVALID") return BROKEN;
    throw error;
  }
}

function brokenList(kind: RecordKind, name: string): LicetError {
  return new LicetError("LEDGER_DATA_INVALID", `The list ${listReference(kind, name)} does not hold together.`, {
    subject: listReference(kind, name),
  });
}

function notInList(bookmark: string): LicetError {
  return new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", { bookmark });
}
