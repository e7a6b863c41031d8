// SPDX-License-Identifier: Apache-2.0
import {
  custodianProblem,
  type CustodyHead,
  eventId,
  headIncoherence,
  LicetError,
  type MspId,
  stateAt,
} from "@licet/domain";
import { requireSameMembers } from "../../fabric/members";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { hashAt } from "../authentic";
import { CUSTODY_HEADS } from "./records";

/**
 * Reads the head of a consignment's custody chain, as it is at the transaction's time: an offer that has lapsed is none any more. The
 * organisation that has the goods must say so itself. Others could otherwise write them onto it, or put the head back to a time when
 * it had them.
 * @throws {LicetError} NOT_FOUND, CUSTODY_CHAIN_BROKEN, CUSTODY_NOT_ENDORSED, LEDGER_DATA_INVALID.
 */
export async function requireHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  const head = await findHead(tx, consignment);
  const problem = headIncoherence(head);
  if (problem !== undefined) {
    throw new LicetError("CUSTODY_CHAIN_BROKEN", `The custody head of ${consignment} ${problem}.`, { consignment });
  }
  const unsaid = await custodianProblem(head, { hash: (organisation, key) => hashAt(tx, organisation, key) });
  if (unsaid === undefined) return stateAt(head, tx.time);
  throw new LicetError("CUSTODY_NOT_ENDORSED", `${head.custodianMsp} does not say that it has ${consignment}.`, {
    consignment,
    custodianMsp: head.custodianMsp,
    event: eventId(consignment, head.receivedEvent),
  });
}

/**
 * The head as it lies there, whatever it says.
 * @throws {LicetError} NOT_FOUND, LEDGER_DATA_INVALID.
 */
export async function findHead(tx: Transaction, consignment: string): Promise<CustodyHead> {
  const isAuthority = tx.members.stateOf(CUSTODY_HEADS.ownerOf(consignment)) !== undefined;
  const head = isAuthority ? await readRecord(tx, CUSTODY_HEADS, consignment) : undefined;
  if (head !== undefined) return head;
  throw new LicetError("NOT_FOUND", `Consignment ${consignment} has no custody chain on the ledger.`, { consignment });
}

/**
 * The head, to be changed by this transaction: whoever keeps it must rely on the same members' record.
 * @param agreed organisations of which `execute` has made sure already, besides the caller's and the owner's.
 * @throws {LicetError} as `requireHead`, MEMBERS_DISAGREE.
 */
export async function requireHeadToChange(
  tx: Transaction,
  consignment: string,
  agreed: readonly MspId[] = [],
): Promise<CustodyHead> {
  const head = await requireHead(tx, consignment);
  const known = [CUSTODY_HEADS.ownerOf(consignment), tx.caller.mspId, ...agreed];
  const others = head.keepers.filter((keeper) => !known.includes(keeper));
  await requireSameMembers(tx, tx.members.address, others);
  return head;
}
