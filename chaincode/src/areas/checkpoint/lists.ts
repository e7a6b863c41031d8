// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { checkpointReference, innerReference, LicetError } from "@licet/domain";
import { type PageOf, pageOfList, type RecordPage } from "../../fabric/lists";
import type { RecordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { problemOf } from "../../rules/authentic";

const SEPARATOR = "|";

/** What states record on a consignment each under a reference of their own. */
type Recorded = z.ZodType<{ readonly consignment: string; readonly id: string }>;

/**
 * One page of what the states' authorities have recorded on a consignment: one state after the other, each newest first. Where a state
 * broke its own list, that list ends and the next begins. A page may hold fewer than asked for: what a state has put into another's mouth
 * is left out.
 * @throws {LicetError} INVALID_INPUT for a bookmark that no such list gave.
 */
export async function pageOfStates<S extends Recorded>(
  tx: Transaction,
  kind: RecordKind<S>,
  consignment: string,
  request: PageOf,
): Promise<RecordPage<z.output<S>>> {
  const { items, bookmark } = await walkStates(tx, kind, consignment, request);
  const own: z.output<S>[] = [];
  for (const item of items) {
    if ((await problemOf(tx, kind, innerReference(item.consignment, item.id), item)) === undefined) own.push(item);
  }
  return { items: own, bookmark };
}

async function walkStates<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  consignment: string,
  { pageSize, bookmark }: PageOf,
): Promise<RecordPage<z.output<S>>> {
  const registers = tx.members.authorities().map((mspId) => tx.members.require(mspId).register);
  const [from = "", reference = ""] = bookmark === "" ? [registers[0]] : bookmark.split(SEPARATOR, 2);
  requireInList(kind, consignment, registers, from, reference);
  const items: z.output<S>[] = [];
  let inside = reference;
  for (const register of registers.slice(registers.indexOf(from))) {
    do {
      if (items.length === pageSize) return { items, bookmark: [register, inside].join(SEPARATOR) };
      const entry = await entryOf(tx, kind, consignment, register, inside);
      items.push(...entry.items);
      inside = entry.bookmark;
    } while (inside !== "");
  }
  return { items, bookmark: "" };
}

/** One record of a state's list and the reference of the next; none where the state broke the list. */
async function entryOf<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  consignment: string,
  register: string,
  bookmark: string,
): Promise<RecordPage<z.output<S>>> {
  const owner = tx.members.ofRegister(register);
  try {
    return await pageOfList(tx, kind, owner, checkpointReference(consignment, register), { pageSize: 1, bookmark });
  } catch (error) {
    if (error instanceof LicetError) return { items: [], bookmark: "" };
    throw error;
  }
}

function requireInList(
  kind: RecordKind,
  consignment: string,
  registers: readonly string[],
  register: string,
  reference: string,
): void {
  const name = checkpointReference(consignment, register);
  if (registers.includes(register) && (reference === "" || kind.listedIn?.(reference) === name)) return;
  throw new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", {});
}
