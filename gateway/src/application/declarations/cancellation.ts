// SPDX-License-Identifier: Apache-2.0
import type { Consignment } from "@licet/domain";

/** Reasons of the declaration service for a cancellation: 1 no longer required, 2 other, 3 duplicate (HMRC). */
const REASONS: Readonly<Record<string, string>> = { "1": "not-exported", "3": "duplicate" };
const OTHER_REASON = "declared-in-error";

/**
 * Makes the input of `consignment:Invalidate` from the reason of a cancellation and the consignment as it stands. Who may cancel, the
 * ledger decides.
 */
export function toInvalidation(
  reasonCode: string,
  { id, allocations }: Pick<Consignment, "id" | "allocations">,
): Readonly<Record<string, unknown>> {
  const reason = Object.hasOwn(REASONS, reasonCode) ? REASONS[reasonCode] : OTHER_REASON;
  return { consignment: id, licences: [...new Set(allocations.map(({ licence }) => licence))], reason };
}
