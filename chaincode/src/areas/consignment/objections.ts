// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  ConsignmentGoods,
  type CustodyHead,
  LicetError,
  RECEIPT_OBJECTIONS,
  type ReceiptObjection,
} from "@licet/domain";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { requireMayArrive } from "../../rules/consignment/movable";
import { PARTY_RECORDS, requireParty } from "../../rules/party/parties";
import { doubtsOf } from "../../rules/verdict/doubts";

/**
 * What speaks against receiving goods that nobody holds: what a handing over or a verdict would be stopped by. Goods that are there all the
 * same are recorded, and what spoke against them with them.
 * @param isContested whether they are recorded all the same.
 * @returns codes, each once; none where nothing speaks against it.
 * @throws {LicetError} the first of them, unless `isContested`; CUSTODY_CHAIN_BROKEN, CERTIFICATE_NOT_AUTHENTIC, NOT_FOUND.
 */
export async function objectionsTo(
  tx: Transaction,
  consignment: Consignment,
  head: CustodyHead,
  { place, isContested }: { readonly place: string; readonly isContested: boolean },
): Promise<readonly ReceiptObjection[]> {
  const asked: readonly (() => Promise<unknown>)[] = [
    () => requireMayArrive(tx, consignment, place),
    ...head.certificates.map((id) => () => requireCertificateStands(tx, id)),
    () => requireParty(tx, head.custodian),
    ...receiversIn(tx).map((party) => () => requireRegisteredInForce(tx, party)),
    () => requireUndoubted(tx, head),
  ];
  const found = new Set<ReceiptObjection>();
  for (const ask of asked) {
    try {
      await ask();
    } catch (error) {
      const objection = isContested ? objectionOf(error) : undefined;
      if (objection === undefined) throw error;
      found.add(objection);
    }
  }
  return [...found];
}

function objectionOf(error: unknown): ReceiptObjection | undefined {
  return error instanceof LicetError ? RECEIPT_OBJECTIONS.find((code) => code === error.code) : undefined;
}

/** Consignees and end user that are registered, where the destination holds what names them. */
function receiversIn({ evidence }: Transaction): readonly string[] {
  const goods = ConsignmentGoods.safeParse(evidence["goods"]?.content).data;
  if (goods === undefined) return [];
  const receivers = [goods.consignee, goods.endUser, ...goods.items.map(({ consignee }) => consignee)];
  return [...new Set(receivers.flatMap((receiver) => receiver?.party ?? []))];
}

/** A party of which no register says anything is one that only documents name. */
async function requireRegisteredInForce(tx: Transaction, party: string): Promise<void> {
  if ((await readRecord(tx, PARTY_RECORDS, party)) !== undefined) await requireParty(tx, party);
}

async function requireUndoubted(tx: Transaction, head: CustodyHead): Promise<void> {
  const [doubt] = await doubtsOf(tx, head);
  if (doubt === undefined) return;
  const { consignment } = head;
  const sentence = `A key of ${doubt.party} that was compromised by then signed a transfer of ${consignment}.`;
  throw new LicetError("CUSTODY_KEY_DOUBTED", sentence, { consignment, ...doubt });
}
