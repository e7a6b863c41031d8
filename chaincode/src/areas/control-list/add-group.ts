// SPDX-License-Identifier: Apache-2.0
import {
  type CONTROL_LIST_ADD_GROUP,
  type ControlEntry,
  controlGroupOf,
  editionReference,
  hashOf,
  LicetError,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { readRecord } from "../../fabric/records";
import { requirePublisher } from "./publisher";
import { EDITIONS, GROUPS } from "./records";

/** Puts one group's entries of an edition in preparation on the ledger. */
export const addGroup: Handler<typeof CONTROL_LIST_ADD_GROUP> = async (tx, input) => {
  requirePublisher(tx, input.publisher);
  requireWellFormed(input.group, input.entries);
  const reference = editionReference(input);
  if ((await readRecord(tx, EDITIONS, reference)) !== undefined) {
    throw new LicetError("EDITION_PUBLISHED", `Edition ${reference} is published.`, { edition: reference });
  }
  const { group, entries } = input;
  await createRecord(tx, GROUPS, `${reference}:${group}`, { group, entries, addedBy: tx.caller.officer });
  tx.announce({ edition: reference, group, count: entries.length });
  const { publisher, list, edition } = input;
  return { publisher, list, edition, digest: { group, count: entries.length, hash: hashOf(entries) } };
};

/** @throws {LicetError} INVALID_INPUT for a code of another group, a code given twice, or a parent that does not stand above. */
function requireWellFormed(group: string, entries: readonly ControlEntry[]): void {
  const codes = new Set<string>();
  for (const { code, parent } of entries) {
    if (controlGroupOf(code) !== group) {
      throw new LicetError("INVALID_INPUT", `${code} does not belong to group ${group}.`, { code, group });
    }
    if (codes.has(code)) throw new LicetError("INVALID_INPUT", `${code} is given twice.`, { code });
    if (parent !== undefined && !codes.has(parent)) {
      throw new LicetError("INVALID_INPUT", `${code} comes before its parent ${parent}.`, { code, parent });
    }
    codes.add(code);
  }
}
