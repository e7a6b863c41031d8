// SPDX-License-Identifier: Apache-2.0
import { type CustomsDocument, folded, type Reservation, reservationReference } from "@licet/domain";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { RESERVATION_RECORDS } from "../licence/records";
import { type DeclaredItem, reservationId, type ReserveRequest } from "./requests";
import { isForConsignment } from "./steps";

/** What is written off for a declared item already, with the id that is free where nothing is. */
export type Existing = readonly [id: string, existing: Reservation | undefined];

/**
 * What the caller's organisation has written off for a declared item before. For a consignment, what was set aside without one is found
 * under fewer names too: customs may have left declarant or UCR out, or given the UCR in place of a document.
 * @param amount smallest units that are asked for.
 */
export async function existingReservation(
  tx: Transaction,
  request: ReserveRequest,
  amount: bigint,
  consignment: string | undefined,
): Promise<Existing> {
  const { licence, line } = request;
  const read = async (declared: DeclaredItem): Promise<Existing> => {
    const id = reservationId(tx.caller.mspId, declared);
    return [id, await readRecord(tx, RESERVATION_RECORDS, reservationReference(licence, line, id))];
  };
  const [own, existing] = await read(request);
  if (existing !== undefined || consignment === undefined) return [own, existing];
  for (const declared of lessNamed(request)) {
    const [id, found] = await read(declared);
    if (found !== undefined && standsFor(found, amount, consignment)) return [id, found];
  }
  return [own, undefined];
}

/** The ways in which the same item of the same declaration is named with less. */
function lessNamed({ document, item, declarant, ucr, ucrPart }: ReserveRequest): readonly DeclaredItem[] {
  const byUcr: CustomsDocument | undefined = ucr === undefined ? undefined : { type: "DUCR", reference: folded(ucr) };
  const named = [document, ...(byUcr === undefined ? [] : [byUcr])].flatMap((by) => [
    { document: by, ucr, ucrPart, item },
    { document: by, item },
  ]);
  // The first of them with its declarant is how the request itself names the item.
  return named.flatMap((each, at) => (at === 0 ? [each] : [{ ...each, declarant }, each]));
}

/**
 * Whether what was set aside under fewer names stands for the item. A local reference number is its declarant's own: without declarant
 * and UCR it may be another's, and then counts only where it is just what the consignment asks for.
 */
function standsFor(found: Reservation, amount: bigint, consignment: string): boolean {
  if (found.consignment !== undefined) return false;
  const { document, declarant, ucr } = found;
  const isCertain = document.type !== "LRN" || declarant !== undefined || ucr !== undefined;
  return isCertain || isForConsignment(found, amount, consignment);
}
