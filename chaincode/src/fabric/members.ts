// SPDX-License-Identifier: Apache-2.0
import { LicetError, Membership, MembersRecord, type MspId } from "@licet/domain";
import { proofKey } from "./keys";
import { parseRecord, recordKeyAt } from "./records";
import type { PrivateState, WorldState } from "./transaction";

/** Reference of the members' record in each member's collection: the same proof in each, which leads to the same record. */
export const MEMBERS_REFERENCE = "consortium";

/** The members' record and where it lies. */
export interface FoundMembers {
  readonly address: string;
  readonly record: MembersRecord;
}

/** What is asked of the ledger before a transaction exists. */
export interface LedgerReads {
  readonly state: Pick<WorldState, "get">;
  readonly privateState: Pick<PrivateState, "hash">;
}

/** Address of the members' record that an organisation has agreed to; undefined before it has joined. */
export function membersAddress(
  reads: Pick<LedgerReads, "privateState">,
  organisation: MspId,
): Promise<string | undefined> {
  return reads.privateState.hash(organisation, proofKey("members", MEMBERS_REFERENCE));
}

/** The members' record that an organisation has agreed to. */
export async function findMembers(reads: LedgerReads, organisation: MspId): Promise<FoundMembers | undefined> {
  const address = await membersAddress(reads, organisation);
  if (address === undefined) return undefined;
  const value = await reads.state.get(recordKeyAt("members", address));
  if (value === undefined) return undefined;
  return { address, record: parseRecord(MembersRecord, value, "The members' record").record };
}

/**
 * Who the members are, where every organisation concerned relies on the same record. An organisation relies on the record that it
 * agreed to when it joined, and on no other: what somebody else puts on the channel moves nobody.
 * @param organisations the first must have a collection, as every organisation of the channel has.
 * @throws {LicetError} CONSORTIUM_NOT_FOUNDED, NOT_A_MEMBER, MEMBERS_DISAGREE.
 */
export async function requireMembership(reads: LedgerReads, organisations: readonly MspId[]): Promise<Membership> {
  const [first = "", ...others] = [...new Set(organisations)];
  const found = await findMembers(reads, first);
  if (found === undefined) throw notFounded(first);
  const membership = Membership.of(found.record, found.address);
  for (const organisation of [first, ...others]) membership.require(organisation);
  await requireSameMembers(reads, found.address, others);
  return membership;
}

/** @throws {LicetError} MEMBERS_DISAGREE where an organisation relies on another members' record than the one at the address. */
export async function requireSameMembers(
  reads: Pick<LedgerReads, "privateState">,
  address: string,
  organisations: readonly MspId[],
): Promise<void> {
  for (const organisation of organisations) {
    if ((await membersAddress(reads, organisation)) === address) continue;
    throw new LicetError("MEMBERS_DISAGREE", `${organisation} relies on another members' record.`, { organisation });
  }
}

function notFounded(organisation: MspId): LicetError {
  return new LicetError("CONSORTIUM_NOT_FOUNDED", `${organisation} has not agreed to a members' record yet.`, {
    organisation,
  });
}
