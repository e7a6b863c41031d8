// SPDX-License-Identifier: Apache-2.0
import { LicetError, type MembersChange } from "@licet/domain";
import { consentKey } from "../../fabric/keys";
import { findMembers, type FoundMembers } from "../../fabric/members";
import { recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

/** Proposed changes of the members' record; each belongs to the member that proposed it. */
export const MEMBERS_CHANGES = recordKind("members-change");

/** Key of an organisation's agreement to a change, in its own collection. */
export function agreementKey(change: string): string {
  return consentKey("members", change);
}

/** The members' record that the caller's organisation relies on, or undefined before it has joined. */
export function ownMembers(tx: Transaction): Promise<FoundMembers | undefined> {
  return findMembers(tx, tx.caller.mspId);
}

/** @throws {LicetError} MEMBERS_CHANGE_LAPSED where the time to agree is over. */
export function requireOpenChange(tx: Transaction, change: Pick<MembersChange, "id" | "consentUntil">): void {
  if (Date.parse(tx.time) <= Date.parse(change.consentUntil)) return;
  throw new LicetError("MEMBERS_CHANGE_LAPSED", `${change.id} was open until ${change.consentUntil}.`, {
    change: change.id,
    consentUntil: change.consentUntil,
  });
}

/** @throws {LicetError} MEMBERS_CHANGED_MEANWHILE where the change is of another revision than the one in force. */
export function requireRevision(replaces: number, found: FoundMembers | undefined): void {
  const revision = found?.record.revision ?? 0;
  if (replaces === revision) return;
  throw new LicetError(
    "MEMBERS_CHANGED_MEANWHILE",
    `The members' record has revision ${revision.toString()}, and the change replaces ${replaces.toString()}.`,
    { revision, replaces },
  );
}
