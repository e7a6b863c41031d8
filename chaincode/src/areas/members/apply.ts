// SPDX-License-Identifier: Apache-2.0
import {
  hashOfText,
  LicetError,
  majorityOf,
  type MEMBERS_APPLY,
  type MembersChange,
  type MembersRecord,
  type MspId,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { proofKey } from "../../fabric/keys";
import { type FoundMembers, MEMBERS_REFERENCE, membersAddress } from "../../fabric/members";
import { proofText, recordKeyAt, storedText } from "../../fabric/records";
import type { Quorum, Transaction } from "../../fabric/transaction";
import { agreedOf, requireChange } from "./change";
import { ownMembers, requireOpenChange, requireRevision } from "./records";
import { putPrivateForGood, putUnderQuorum } from "../../fabric/endorsement";

/**
 * `members:Apply`. A founding writes the proof of the record into every founder's collection, so that Fabric asks every founder to
 * endorse it. A later change is held by the record's own key-level endorsement: a majority of the members as they were.
 */
export const apply: Handler<typeof MEMBERS_APPLY> = async (tx, input) => {
  const change = await requireChange(tx, input.change);
  requireOpenChange(tx, change);
  const found = await ownMembers(tx);
  requireRevision(change.replaces, found);
  const joining = await joiningOf(tx, change, found);
  await requireAgreed(tx, change, found, joining, input.endorsers);
  const founded = found?.record.founded ?? tx.id;
  const record: MembersRecord = {
    revision: change.replaces + 1,
    founded,
    members: change.members,
    changedAt: tx.time,
    changedBy: change.id,
  };
  await write(tx, record, joining);
  tx.announce({ change: change.id, revision: record.revision, members: change.members.map(({ mspId }) => mspId) });
  return record;
};

/** Organisations of the list that do not rely on the record yet. */
async function joiningOf(
  tx: Transaction,
  change: MembersChange,
  found: FoundMembers | undefined,
): Promise<readonly MspId[]> {
  const joining: MspId[] = [];
  for (const { mspId } of change.members) {
    const address = await membersAddress(tx, mspId);
    if (address === undefined) joining.push(mspId);
    else if (address !== found?.address) {
      throw new LicetError("MEMBERS_DISAGREE", `${mspId} relies on another members' record.`, { organisation: mspId });
    }
  }
  return joining;
}

/** Every founder has agreed, or a majority of the members and whoever joins; and those who agreed endorse. */
async function requireAgreed(
  tx: Transaction,
  change: MembersChange,
  found: FoundMembers | undefined,
  joining: readonly MspId[],
  endorsers: readonly string[],
): Promise<void> {
  const before = found?.record.members.map(({ mspId }) => mspId) ?? [];
  const named = [...new Set([...before, ...joining])].filter((mspId) => endorsers.includes(mspId));
  const agreed = await agreedOf(tx, change, named);
  const ofMembers = agreed.filter((mspId) => before.includes(mspId)).length;
  const missing = joining.filter((mspId) => !agreed.includes(mspId));
  const needed = found === undefined ? 0 : majorityOf(before.length);
  if (missing.length === 0 && ofMembers >= needed && agreed.length === endorsers.length) return;
  throw new LicetError(
    "MEMBERS_NOT_AGREED",
    `${change.id} is agreed to by ${agreed.length.toString()} of those named.`,
    {
      change: change.id,
      agreed,
      named: endorsers,
      missing,
      members: before.length,
      needed,
    },
  );
}

async function write(tx: Transaction, record: MembersRecord, joining: readonly MspId[]): Promise<void> {
  const proof = proofText("members", MEMBERS_REFERENCE, record.founded);
  for (const mspId of joining) {
    await putPrivateForGood(tx, mspId, proofKey("members", MEMBERS_REFERENCE), proof);
  }
  const key = recordKeyAt("members", hashOfText(proof));
  await putUnderQuorum(tx, key, storedText(record), quorumOf(record));
}

/** Who must endorse the next change of a members' record: a majority of its members. */
export function quorumOf({ members }: Pick<MembersRecord, "members">): Quorum {
  return { needed: majorityOf(members.length), of: members.map(({ mspId }) => mspId) };
}
