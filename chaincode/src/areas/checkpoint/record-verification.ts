// SPDX-License-Identifier: Apache-2.0
import { customsOfficeOf } from "../../rules/offices";
import {
  type CHECKPOINT_READ_VERIFICATION,
  type CHECKPOINT_RECORD_VERIFICATION,
  derivedReference,
  LicetError,
  ownerOfReference,
  Presented,
  type Verification,
} from "@licet/domain";
import { problemOf } from "../../rules/authentic";
import { requireOwnPlace, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requireOwnPeer } from "../../fabric/parts";
import { recordKind, requireRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { CONSIGNMENT_RECORDS, requireConsignment } from "../../rules/consignment/records";
import { claimedTwice, findByUcr } from "../../rules/consignment/ucr";
import { MATCHES_MAX, verify } from "./verify";

/** Verifications on record; each belongs to the state whose officer asked. */
export const VERIFICATION_RECORDS = recordKind("verification");

/**
 * `checkpoint:RecordVerification`: the verdicts are computed here, as `checkpoint:Verify` does; codes, office and times are recorded, and
 * neither the reasons nor what the officer saw, but that an official was present at loading.
 */
export const recordVerification: Handler<typeof CHECKPOINT_RECORD_VERIFICATION> = async (tx, input) => {
  const { office: given, place, ...subject } = input;
  const state = requireState(tx);
  requireOwnPeer(tx);
  if (place !== undefined) requireOwnPlace(tx, place);
  const office = customsOfficeOf(tx, given);
  const seen = tx.parts.presented?.content ?? {};
  const presented = Presented.parse({ ...(seen as object), ...(place === undefined ? {} : { place }), ...office });
  const { disposition, verdicts, matches, consignment } = await verify(tx, { ...subject, presented });
  // A record is of one consignment; which of several was meant, the officer says.
  if (matches !== undefined) {
    const ucr = subject.ucr ?? "";
    const { live, invalidated } = await findByUcr(tx, ucr, subject.ucrPart, MATCHES_MAX);
    throw claimedTwice(ucr, [...live, ...invalidated].slice(0, MATCHES_MAX));
  }
  const verification: Verification = {
    id: derivedReference(state, "VR", tx.id),
    ...subject,
    ...(place === undefined ? {} : { place }),
    ...office,
    disposition,
    verdicts: verdicts.map(({ check, verdict, code }) => ({ check, verdict, code })),
    officer: tx.caller.officer,
    recordedAt: tx.time,
  };
  await createRecord(tx, VERIFICATION_RECORDS, verification.id, verification);
  if (consignment !== undefined) await recordAttendance(tx, consignment, presented);
  tx.announce({ verification: verification.id, disposition });
  return verification;
};

/**
 * What the registering state's officers say of loadings stays on its own record of the consignment: once the goods have left, nobody can
 * look any more, and others must be able to rely on it.
 */
async function recordAttendance(tx: Transaction, id: string, { place, confirmed = [] }: Presented): Promise<void> {
  if (place === undefined || tx.caller.mspId !== ownerOfReference(id)) return;
  const consignment = await requireConsignment(tx, id);
  const { status, allocations, attended = [] } = consignment;
  if (status === "received" || status === "invalidated") return;
  const drawn = new Set(allocations.map(({ licence }) => licence));
  const isNew = (licence: string): boolean => drawn.has(licence) && attended.every((each) => each.licence !== licence);
  const licences = confirmed.flatMap(({ condition, licence }) => (condition === "official-presence" ? [licence] : []));
  const added = [...new Set(licences)]
    .filter(isNew)
    .map((licence) => ({ licence, place, at: tx.time, by: tx.caller.officer }));
  if (added.length === 0) return;
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, { ...consignment, attended: [...attended, ...added] });
}

/** `checkpoint:ReadVerification`: one that a state's authority has recorded, of its own offices at a place of its own. */
export const readVerification: Handler<typeof CHECKPOINT_READ_VERIFICATION> = async (tx, { verification: id }) => {
  const verification = await requireRecord(tx, VERIFICATION_RECORDS, id);
  if ((await problemOf(tx, VERIFICATION_RECORDS, id, verification)) === undefined) return verification;
  throw new LicetError("NOT_FOUND", `Verification ${id} is none of an authority's own.`, { kind: "verification", id });
};
