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
import { requireOwnPlace, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requireOwnPeer } from "../../fabric/parts";
import { recordKind, requireRecord } from "../../fabric/records";
import { isOwn } from "../../rules/checkpoint/statements";
import { claimedTwice, findByUcr } from "../../rules/consignment/ucr";
import { MATCHES_MAX, verify } from "./verify";

/** Verifications on record; each belongs to the state whose officer asked. */
export const VERIFICATION_RECORDS = recordKind("verification", {
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
});

/**
 * `checkpoint:RecordVerification`: the verdicts are computed here, as `checkpoint:Verify` does; codes, office and times are recorded, and
 * neither the reasons nor what the officer saw.
 */
export const recordVerification: Handler<typeof CHECKPOINT_RECORD_VERIFICATION> = async (tx, input) => {
  const { office: given, place, ...subject } = input;
  const state = requireState(tx);
  requireOwnPeer(tx);
  if (place !== undefined) requireOwnPlace(tx, place);
  const office = customsOfficeOf(tx, given);
  const seen = tx.parts.presented?.content ?? {};
  const presented = Presented.parse({ ...(seen as object), ...(place === undefined ? {} : { place }), ...office });
  const { disposition, verdicts, matches } = await verify(tx, { ...subject, presented });
  // A record is of one consignment; which of several was meant, the officer says.
  if (matches !== undefined) {
    const ucr = subject.ucr ?? "";
    throw claimedTwice(ucr, await findByUcr(tx, ucr, undefined, MATCHES_MAX));
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
  tx.announce({ verification: verification.id, disposition });
  return verification;
};

/** `checkpoint:ReadVerification`: one that a state's authority has recorded, of its own offices at a place of its own. */
export const readVerification: Handler<typeof CHECKPOINT_READ_VERIFICATION> = async (tx, { verification: id }) => {
  const verification = await requireRecord(tx, VERIFICATION_RECORDS, id);
  if (isOwn(tx, ownerOfReference(id), verification)) return verification;
  throw new LicetError("NOT_FOUND", `Verification ${id} is none of an authority's own.`, { kind: "verification", id });
};
