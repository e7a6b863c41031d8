// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_RECORDS } from "../consignment/records";
import type { CERTIFICATE_FULFIL } from "../domain/certificate/definitions";
import type { Certificate } from "../domain/certificate/schemas";
import { CERTIFICATE_TRANSITIONS } from "../domain/certificate/transitions";
import type { Consignment } from "../domain/consignment/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { ownerOfReference } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requireRecord, updateRecord } from "../ledger/records";
import { requireNotInFuture } from "../ledger/time";
import { CERTIFICATE_RECORDS } from "./records";

/** `certificate:Fulfil`: delivery verification, after the receipt was counted and its differences resolved. */
export const fulfil: Handler<typeof CERTIFICATE_FULFIL> = async (tx, input) => {
  const { certificate: id, consignment: consignmentId, place, arrivedOn } = input;
  requireMemberOf(tx, ownerOfReference(id), id);
  requireNotInFuture(tx, arrivedOn);
  const certificate = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  const { to } = transition(CERTIFICATE_TRANSITIONS, id, certificate.status, "fulfil", tx.caller.role);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, consignmentId);
  requireDelivered(certificate, consignment, place);
  const fulfilled: Certificate = {
    ...certificate,
    status: to,
    delivery: { consignment: consignmentId, place, arrivedOn, verifiedAt: tx.time },
  };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, fulfilled);
  tx.announce({ certificate: id, status: fulfilled.status, licence: fulfilled.boundTo, consignment: consignmentId });
  return fulfilled;
};

function requireDelivered(certificate: Certificate, consignment: Consignment, place: string): void {
  const problem = deliveryProblem(certificate, consignment, place);
  if (problem === undefined) return;
  throw new LicetError("DELIVERY_NOT_COMPLETE", `Consignment ${consignment.id} ${problem}.`, {
    consignment: consignment.id,
    status: consignment.status,
    difference: consignment.difference,
    place: consignment.receipt?.place ?? null,
    licence: certificate.boundTo ?? null,
  });
}

function deliveryProblem(certificate: Certificate, consignment: Consignment, place: string): string | undefined {
  if (!consignment.allocations.some(({ licence }) => licence === certificate.boundTo)) {
    return "does not draw on the licence that the certificate is bound to";
  }
  if (consignment.receipt === undefined) return "has not been received";
  if (consignment.receipt.place !== place) return `was received at ${consignment.receipt.place}`;
  if (consignment.difference === "open") return "has an open shipper/receiver difference";
  return undefined;
}
