// SPDX-License-Identifier: Apache-2.0
import { hashOfText, type Member } from "@licet/domain";
import { proofKey } from "../../fabric/keys";
import { MEMBERS_REFERENCE } from "../../fabric/members";
import { proofText, recordKeyAt, storedText } from "../../fabric/records";
import { TEST_MEMBERS } from "@licet/domain/testing/members";
import { FOUNDED } from "./members";
import type { MemoryLedger } from "./memory-ledger";

export { FOUNDED };

/**
 * Puts a members' record on a ledger as its founding leaves it.
 * @param relying organisations that rely on it; all its members where it is left out.
 * @returns the record's address.
 */
export function foundConsortium(
  ledger: MemoryLedger,
  members: readonly Member[] = TEST_MEMBERS,
  relying: readonly string[] = members.map(({ mspId }) => mspId),
  founded = FOUNDED,
): string {
  const proof = proofText("members", MEMBERS_REFERENCE, founded);
  for (const mspId of relying) {
    const collection = ledger.collections.get(mspId) ?? new Map<string, string>();
    ledger.collections.set(mspId, collection.set(proofKey("members", MEMBERS_REFERENCE), proof));
  }
  const record = {
    revision: 1,
    founded,
    members: [...members],
    changedAt: "2026-01-01T00:00:00.000Z",
    changedBy: "GB-MC-1",
  };
  const address = hashOfText(proof);
  ledger.state.set(recordKeyAt("members", address), storedText(record));
  return address;
}
