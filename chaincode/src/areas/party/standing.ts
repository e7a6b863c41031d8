// SPDX-License-Identifier: Apache-2.0
import {
  ownerOfReference,
  type Party,
  PARTY_REINSTATE,
  PARTY_SUSPEND,
  PARTY_TRANSITIONS,
  type PartyAction,
  type RegisterReason,
  transition,
} from "@licet/domain";
import type { z } from "zod";
import type { Handler } from "../../fabric/handler";
import { requireMemberOf } from "../../rules/authority";
import { requireRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { PARTY_RECORDS } from "../../rules/party/parties";

/** `party:Suspend`. */
export const suspendParty: Handler<typeof PARTY_SUSPEND> = (tx, input) => move(tx, input, "suspend");

/** `party:Reinstate`. */
export const reinstateParty: Handler<typeof PARTY_REINSTATE> = (tx, input) => move(tx, input, "reinstate");

async function move(
  tx: Transaction,
  input: { readonly id: string; readonly reason: z.output<typeof RegisterReason> },
  action: PartyAction,
): Promise<Party> {
  requireMemberOf(tx, ownerOfReference(input.id), input.id);
  const party = await requireRecord(tx, PARTY_RECORDS, input.id);
  const move = { subject: `Party ${input.id}`, from: party.status, action, role: tx.caller.role };
  const { to } = transition(PARTY_TRANSITIONS, move, { reason: input.reason });
  const moved: Party = {
    ...party,
    status: to,
    changed: { at: tx.time, officer: tx.caller.officer, reason: input.reason },
  };
  await updateRecord(tx, PARTY_RECORDS, input.id, moved);
  tx.announce({ id: moved.id, status: moved.status, reason: input.reason });
  return moved;
}
