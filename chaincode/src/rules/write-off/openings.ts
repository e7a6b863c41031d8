// SPDX-License-Identifier: Apache-2.0
import { LicetError, type WriteOffEntry } from "@licet/domain";
import type { PageOf, RecordPage } from "../../fabric/lists";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../licence/records";
import { entriesOf } from "./entries";
import { readLine } from "../licence/line";

/** How many entries one page walks over at most: whoever may write off decides how many others lie between those that are wanted. */
const ENTRIES_WALKED_MAX = 500;

/** Where a page begins: a line of the licence, and an entry of it. */
interface Place {
  readonly line: number;
  readonly sequence: number;
}

/**
 * Consignments that draw on a licence, each once, line by line and newest first within a line. A page may hold fewer than asked for.
 * @throws {LicetError} NOT_FOUND, ENTRY_CHAIN_BROKEN; INVALID_INPUT for a bookmark that this list did not give.
 */
export async function consignmentsOnLicence(
  tx: Transaction,
  licence: string,
  request: PageOf,
): Promise<RecordPage<string>> {
  const { items, bookmark } = await openingsOn(
    tx,
    licence,
    undefined,
    request,
    (entry) => entry.firstOfConsignment === true,
  );
  return { items: items.flatMap(({ consignment }) => consignment ?? []), bookmark };
}

/**
 * Entries that opened a reservation, on one line of a licence or on all its lines one after the other. They are found along the chains
 * that hang under the licence's lines, so that they are those that its owner endorsed, and no others.
 * @throws {LicetError} NOT_FOUND, LINE_NOT_ON_LICENCE, ENTRY_CHAIN_BROKEN, INVALID_INPUT.
 */
export async function openingsOn(
  tx: Transaction,
  licence: string,
  line: number | undefined,
  { pageSize, bookmark }: PageOf,
  wanted: (entry: WriteOffEntry) => boolean = opensReservation,
): Promise<RecordPage<WriteOffEntry>> {
  const { lines } = await requireRecord(tx, LICENCE_RECORDS, licence);
  const numbers = line === undefined ? lines.map((terms) => terms.line) : [line];
  const from = bookmark === "" ? undefined : placeOf(bookmark);
  const items: WriteOffEntry[] = [];
  let walked = 0;
  for await (const entry of entriesFrom(tx, licence, numbers, from)) {
    if (items.length === pageSize || walked === ENTRIES_WALKED_MAX) return { items, bookmark: bookmarkAt(entry) };
    if (wanted(entry)) items.push(entry);
    walked += 1;
  }
  return { items, bookmark: "" };
}

/** Whether an entry opened a reservation. */
export function opensReservation({ type }: WriteOffEntry): boolean {
  return type === "reserve" || type === "late";
}

async function* entriesFrom(
  tx: Transaction,
  licence: string,
  numbers: readonly number[],
  from: Place | undefined,
): AsyncGenerator<WriteOffEntry, void, void> {
  const start = from === undefined ? 0 : numbers.indexOf(from.line);
  if (start < 0) throw notGiven();
  for (const number of numbers.slice(start)) {
    const line = await readLine(tx, licence, number);
    if (number !== from?.line) yield* entriesOf(tx, line);
    else if (from.sequence <= (line.trail[0]?.sequence ?? 0)) yield* entriesOf(tx, line, from.sequence);
    else throw notGiven();
  }
}

const BOOKMARK_PATTERN = /^([1-9][0-9]{0,4})\.([1-9][0-9]{0,8})$/;

function placeOf(bookmark: string): Place {
  const [, line, sequence] = BOOKMARK_PATTERN.exec(bookmark) ?? [];
  if (line === undefined || sequence === undefined) throw notGiven();
  return { line: Number(line), sequence: Number(sequence) };
}

function bookmarkAt({ line, sequence }: Place): string {
  return `${line.toString()}.${sequence.toString()}`;
}

function notGiven(): LicetError {
  return new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", {});
}
