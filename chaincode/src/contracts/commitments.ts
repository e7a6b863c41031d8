// SPDX-License-Identifier: Apache-2.0
import { requireCertificate } from "../rules/certificate/records";
import { requireInspection } from "../rules/checkpoint/inspections";
import { requireConsignment } from "../rules/consignment/records";
import { eventCommitments } from "../rules/custody/events";
import { type Commitments, eventPlaceOf, type PartRef } from "@licet/domain";
import { requireRecord } from "../fabric/records";
import type { Transaction } from "../fabric/transaction";
import { APPLICATION_RECORDS, isActionReference, LICENCE_ACTION_RECORDS } from "../areas/licence/records";
import { LICENCE_RECORDS } from "../rules/licence/records";
import { PARTY_RECORDS } from "../rules/party/parties";

/** Finds the commitments that a record of one kind carries on the channel. @throws LicetError NOT_FOUND. */
type CommitmentsReader = (tx: Transaction, id: string) => Promise<Commitments>;

/** Where each kind of record keeps the commitments to its confidential parts. */
const READERS: Record<PartRef["kind"], CommitmentsReader> = {
  party: async (tx, id) => (await requireRecord(tx, PARTY_RECORDS, id)).commitments,
  application: async (tx, id) => (await requireRecord(tx, APPLICATION_RECORDS, id)).commitments,
  licence: licenceCommitments,
  certificate: async (tx, id) => (await requireCertificate(tx, id)).commitments,
  consignment: async (tx, id) => (await requireConsignment(tx, id)).commitments,
  "custody-event": custodyCommitments,
  inspection: async (tx, id) => (await requireInspection(tx, id)).commitments,
};

/** An event counts on the chain of a registered consignment only. */
async function custodyCommitments(tx: Transaction, id: string): Promise<Commitments> {
  await requireConsignment(tx, eventPlaceOf(id).consignment);
  return eventCommitments(tx, id);
}

/** A licence's own content, or the content that a requested amendment of it proposes. */
async function licenceCommitments(tx: Transaction, id: string): Promise<Commitments> {
  if (isActionReference(id)) return (await requireRecord(tx, LICENCE_ACTION_RECORDS, id)).commitments;
  return (await requireRecord(tx, LICENCE_RECORDS, id)).commitments;
}

/** The commitment on the channel to a record's confidential part, or undefined where the record has no such part. */
export async function commitmentAt(tx: Transaction, ref: PartRef): Promise<string | undefined> {
  return (await READERS[ref.kind](tx, ref.id))[ref.part];
}
