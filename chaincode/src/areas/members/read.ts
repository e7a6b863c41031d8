// SPDX-License-Identifier: Apache-2.0
import { LicetError, majorityOf, type MEMBERS_READ, type MEMBERS_READ_CHANGE } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { findMembers } from "../../fabric/members";
import { agreedOf, requireChange } from "./change";

/** `members:Read`. */
export const readMembers: Handler<typeof MEMBERS_READ> = async (tx) => {
  const found = await findMembers(tx, tx.peerMsp);
  if (found !== undefined) return found.record;
  throw new LicetError("CONSORTIUM_NOT_FOUNDED", `${tx.peerMsp} has not agreed to a members' record yet.`, {
    organisation: tx.peerMsp,
  });
};

/** `members:ReadChange`. */
export const readChange: Handler<typeof MEMBERS_READ_CHANGE> = async (tx, input) => {
  const change = await requireChange(tx, input.change);
  const found = await findMembers(tx, tx.peerMsp);
  const before = found?.record.members.map(({ mspId }) => mspId) ?? [];
  const concerned = [...new Set([...before, ...change.members.map(({ mspId }) => mspId)])];
  const agreed = await agreedOf(tx, change, concerned);
  return {
    change,
    agreed: [...agreed],
    needed: change.replaces === 0 ? change.members.length : majorityOf(before.length),
  };
};
