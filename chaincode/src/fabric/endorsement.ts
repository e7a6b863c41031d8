// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { Quorum, Transaction } from "./transaction";

/**
 * Writes a value whose next change these organisations' peers must all endorse. Every key-level policy is set by a function of this
 * file, together with the value that it guards.
 */
export async function putEndorsedBy(
  tx: Transaction,
  key: string,
  value: string,
  organisations: readonly MspId[],
): Promise<void> {
  await tx.state.put(key, value);
  await endorseBy(tx, key, organisations);
}

/** Sets whose peers must all endorse the next change of a key. */
export async function endorseBy(tx: Transaction, key: string, organisations: readonly MspId[]): Promise<void> {
  await tx.state.setEndorsers(key, organisations);
}

/** Writes a value whose next change so many of some organisations' peers must endorse. */
export async function putUnderQuorum(tx: Transaction, key: string, value: string, quorum: Quorum): Promise<void> {
  await tx.state.put(key, value);
  await tx.state.setQuorum(key, quorum);
}

/** Writes a value that nobody can change again. */
export async function putForGood(tx: Transaction, key: string, value: string): Promise<void> {
  await tx.state.put(key, value);
  await tx.state.lock(key);
}

/** Writes a value into an organisation's collection that nobody can change again, the organisation itself included. */
export async function putPrivateForGood(
  tx: Transaction,
  organisation: MspId,
  key: string,
  value: string,
): Promise<void> {
  await tx.privateState.put(organisation, key, value);
  await tx.privateState.lock(organisation, key);
}

/** Whether what an organisation's collection holds under a key can never be changed again; every member can tell. */
export function isPrivateForGood(tx: Transaction, organisation: MspId, key: string): Promise<boolean> {
  return tx.privateState.isLocked(organisation, key);
}
