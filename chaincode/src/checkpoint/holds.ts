// SPDX-License-Identifier: Apache-2.0
import { Hold } from "../domain/checkpoint/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { ownerOfReference } from "../domain/shared/ownership";
import { sealedRecord } from "../ledger/pages";
import { recordKind } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";

/** How many holds are looked at on one consignment. */
export const HOLDS_MAX = 1_000;

const SEPARATOR = "#";

/** Reference of a hold within its consignment. */
export function holdReference(consignment: string, hold: string): string {
  return `${consignment}${SEPARATOR}${hold}`;
}

/** Holds, listed by consignment; each belongs to the state whose officer placed it. */
export const HOLD_RECORDS = recordKind({
  type: "hold",
  title: "Hold",
  schema: Hold,
  attributes: (id) => id.split(SEPARATOR),
  ownerOf: (id) => ownerOfReference(id.slice(id.indexOf(SEPARATOR) + 1)),
});

function referenceOf({ consignment, id }: Hold): string {
  return holdReference(consignment, id);
}

/**
 * Open holds on a consignment. The range is read again at commit, so a hold placed at the same moment stops the transaction.
 * What looks like a hold and was not endorsed by the state it names does not count.
 */
export async function openHolds(tx: Transaction, consignment: string): Promise<readonly Hold[]> {
  const items = await tx.state.scan({ type: HOLD_RECORDS.type, attributes: [consignment] }, HOLDS_MAX);
  const open: Hold[] = [];
  for (const { key, value } of items) {
    const hold = await sealedRecord(tx, HOLD_RECORDS, key, value, referenceOf);
    if (hold?.status === "open") open.push(hold);
  }
  return open;
}

/** @throws LicetError CONSIGNMENT_ON_HOLD. */
export async function requireNoHold(tx: Transaction, consignment: string): Promise<void> {
  const holds = await openHolds(tx, consignment);
  if (holds.length === 0) return;
  const names = holds.map(({ id }) => id);
  throw new LicetError("CONSIGNMENT_ON_HOLD", `Consignment ${consignment} is on hold: ${names.join(", ")}.`, {
    consignment,
    holds: holds.map(({ id, office, reason, placedAt }) => ({ id, office: office ?? null, reason, placedAt })),
  });
}
