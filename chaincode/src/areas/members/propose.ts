// SPDX-License-Identifier: Apache-2.0
import { derivedReference, hashOf, type MEMBERS_PROPOSE, type MembersChange, Membership } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { MEMBERS_CHANGES, ownMembers, requireOpenChange, requireRevision } from "./records";

/** `members:Propose`. Whoever founds a consortium is one of its founders. */
export const propose: Handler<typeof MEMBERS_PROPOSE> = async (tx, input) => {
  const found = await ownMembers(tx);
  requireRevision(input.replaces, found);
  const proposed = new Membership(input.members, input.replaces, "");
  const proposer = found === undefined ? proposed.require(tx.caller.mspId) : tx.members.require(tx.caller.mspId);
  const change: MembersChange = {
    id: derivedReference(proposer.register, "MC", tx.id),
    ...input,
    digest: hashOf(input.members),
    proposedBy: tx.caller.officer,
    proposedAt: tx.time,
  };
  requireOpenChange(tx, change);
  // Before the founding nobody is a member yet; the proposal is the proposer's own record all the same.
  await createRecord(found === undefined ? { ...tx, members: proposed } : tx, MEMBERS_CHANGES, change.id, change);
  tx.announce({
    change: change.id,
    replaces: change.replaces,
    digest: change.digest,
    consentUntil: change.consentUntil,
  });
  return change;
};
