// SPDX-License-Identifier: Apache-2.0
import { type CustodyHead, type Reached, reachedOf } from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { requireEventAt } from "./events";

/**
 * How far the goods of a chain have come. The head says it; of a chain that began before heads did, the last handover does.
 * @throws {LicetError} EVENT_NOT_ON_CHAIN, CUSTODY_CHAIN_BROKEN.
 */
export async function progressOf(tx: Transaction, head: CustodyHead): Promise<Reached | undefined> {
  if (head.reached !== undefined) return head.reached;
  return reachedOf(head, (await requireEventAt(tx, head, head.custodyEvent)).place);
}
