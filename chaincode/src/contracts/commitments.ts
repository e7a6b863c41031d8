// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_RECORDS } from "../certificate/records";
import { INSPECTION_RECORDS } from "../checkpoint/inspections";
import { CONSIGNMENT_RECORDS } from "../consignment/records";
import { eventCommitments } from "../custody/events";
import type { Commitments, PartRef } from "../domain/shared/parts";
import { APPLICATION_RECORDS, isActionReference, LICENCE_ACTION_RECORDS, LICENCE_RECORDS } from "../licence/records";
import { requireRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { PARTY_RECORDS } from "../party/records";

/** Finds the commitments that a record of one kind carries on the channel. @throws LicetError NOT_FOUND, NOT_SEALED_BY_OWNER. */
type CommitmentsReader = (tx: Transaction, id: string) => Promise<Commitments>;

/** Where each kind of record keeps the commitments to its confidential parts. */
const READERS: Partial<Record<PartRef["kind"], CommitmentsReader>> = {
  party: async (tx, id) => (await requireRecord(tx, PARTY_RECORDS, id)).commitments,
  application: async (tx, id) => (await requireRecord(tx, APPLICATION_RECORDS, id)).commitments,
  licence: licenceCommitments,
  certificate: async (tx, id) => (await requireRecord(tx, CERTIFICATE_RECORDS, id)).commitments,
  consignment: async (tx, id) => (await requireRecord(tx, CONSIGNMENT_RECORDS, id)).commitments,
  "custody-event": eventCommitments,
  inspection: async (tx, id) => (await requireRecord(tx, INSPECTION_RECORDS, id)).commitments,
};

/** A licence's own content, or the content that a requested amendment of it proposes. */
async function licenceCommitments(tx: Transaction, id: string): Promise<Commitments> {
  if (isActionReference(id)) return (await requireRecord(tx, LICENCE_ACTION_RECORDS, id)).commitments;
  return (await requireRecord(tx, LICENCE_RECORDS, id)).commitments;
}

/** The commitment on the channel to a record's confidential part, or undefined where the record has no such part. */
export async function commitmentAt(tx: Transaction, ref: PartRef): Promise<string | undefined> {
  const commitments = await READERS[ref.kind]?.(tx, ref.id);
  return commitments?.[ref.part];
}
