// SPDX-License-Identifier: Apache-2.0
import { type ControlGroup, type Edition, editionReference, hashOf, LicetError } from "@licet/domain";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { GROUPS } from "./records";

type GroupDigest = Edition["groups"][number];

/**
 * One group of a published edition, entry by entry as the edition's digest says.
 * @throws {LicetError} NOT_FOUND where the edition has no such group; EDITION_INCOMPLETE.
 */
export async function requireGroupOf(tx: Transaction, edition: Edition, group: string): Promise<ControlGroup> {
  const reference = editionReference(edition);
  const digest = edition.groups.find((each) => each.group === group);
  if (digest !== undefined) return requireGroup(tx, reference, digest);
  throw new LicetError("NOT_FOUND", `Edition ${reference} has no group ${group}.`, { edition: reference, group });
}

/**
 * A group of an edition as a digest says.
 * @throws {LicetError} EDITION_INCOMPLETE.
 */
export async function requireGroup(tx: Transaction, edition: string, digest: GroupDigest): Promise<ControlGroup> {
  const { group } = digest;
  const held = await readRecord(tx, GROUPS, `${edition}:${group}`);
  const hash = held === undefined ? undefined : hashOf(held.entries);
  if (held !== undefined && hash === digest.hash && held.entries.length === digest.count) return held;
  throw new LicetError("EDITION_INCOMPLETE", `Group ${group} of ${edition} is not on the ledger as its digest says.`, {
    group,
    expectedCount: digest.count,
    count: held?.entries.length ?? 0,
    expectedHash: digest.hash,
    hash: hash ?? null,
  });
}
