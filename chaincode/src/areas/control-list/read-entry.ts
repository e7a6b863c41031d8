// SPDX-License-Identifier: Apache-2.0
import {
  type CONTROL_LIST_READ_ENTRY,
  type ControlEntry,
  controlGroupOf,
  type Edition,
  editionReference,
  explainControlCode,
  LicetError,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireRecord } from "../../fabric/records";
import { transactionDay } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { editionInForce } from "./editions";
import { requireGroupOf } from "./groups";
import { EDITIONS } from "./records";

/** One entry with those above it, of a published edition. */
export const readEntry: Handler<typeof CONTROL_LIST_READ_ENTRY> = async (tx, input) => {
  const { list, code } = input;
  const edition = await editionFor(tx, input);
  const group = await requireGroupOf(tx, edition, controlGroupOf(code));
  const byCode = new Map(group.entries.map((entry) => [entry.code, entry]));
  const entry = byCode.get(code);
  if (entry === undefined) {
    const { edition: name } = edition;
    throw new LicetError("NOT_FOUND", `${code} is not in edition ${name} of ${list}.`, { code, list, edition: name });
  }
  return { entry, edition: edition.edition, path: pathTo(entry, byCode), explanation: explainControlCode(code) };
};

async function editionFor(
  tx: Transaction,
  input: { publisher: string; list: string; edition?: string | undefined; on?: string | undefined },
): Promise<Edition> {
  const { publisher, list, edition, on } = input;
  if (edition === undefined) return editionInForce(tx, publisher, list, on ?? transactionDay(tx));
  return requireRecord(tx, EDITIONS, editionReference({ publisher, list, edition }));
}

function pathTo(entry: ControlEntry, byCode: ReadonlyMap<string, ControlEntry>): ControlEntry[] {
  const path: ControlEntry[] = [];
  let parent = entry.parent;
  while (parent !== undefined) {
    const above = byCode.get(parent);
    if (above === undefined) break;
    path.unshift(above);
    parent = above.parent;
  }
  return path;
}
