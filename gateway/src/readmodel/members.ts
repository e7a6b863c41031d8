// SPDX-License-Identifier: Apache-2.0
import { Membership, MembersRecord } from "@licet/domain";
import { readJson } from "../application/read-json.js";
import type { LedgerEvent } from "../blocks/ledger-event.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";

const MEMBERS_TYPE = "members";

/** Whether who the members are may be another after an event. */
export function changesMembers(event: LedgerEvent): boolean {
  return event.kind === "transaction" && event.writes.some(({ composite }) => composite?.type === MEMBERS_TYPE);
}

/**
 * Who the members are, as the reader's organisation has agreed; nobody before the consortium is founded.
 * @throws {LedgerError} where the peer does not answer.
 */
export async function readMembership(ledger: Pick<Ledger, "evaluate">, identity: LedgerIdentity): Promise<Membership> {
  try {
    const answer = await ledger.evaluate({ identity, transaction: "members:Read", arguments: ["{}"] });
    return Membership.of(MembersRecord.parse(readJson(answer)), "");
  } catch (error) {
    if (error instanceof LedgerError && error.refusal?.code === "CONSORTIUM_NOT_FOUNDED") return Membership.NONE;
    throw error;
  }
}
