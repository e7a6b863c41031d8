// SPDX-License-Identifier: Apache-2.0
import { requireConsignment } from "../../rules/consignment/records";
import {
  type Certificate,
  type CERTIFICATE_FULFIL,
  CERTIFICATE_TRANSITIONS,
  type CertificateStanding,
  type Consignment,
  LicetError,
  ownerOfReference,
  transition,
} from "@licet/domain";
import { requireMemberOf, requireOwnPlace } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { requireNotInFuture } from "../../rules/time";
import { putStanding, requireCertificate } from "../../rules/certificate/records";

/** `certificate:Fulfil`: delivery verification, after the receipt was counted and its differences resolved. */
export const fulfil: Handler<typeof CERTIFICATE_FULFIL> = async (tx, input) => {
  const { certificate: id, consignment: consignmentId, place, arrivedOn } = input;
  requireMemberOf(tx, ownerOfReference(id), id);
  requireNotInFuture(tx, arrivedOn);
  const certificate = await requireCertificate(tx, id);
  requirePlaceOfArrival(tx, certificate, place);
  transition(CERTIFICATE_TRANSITIONS, {
    subject: id,
    from: certificate.status,
    action: "fulfil",
    role: tx.caller.role,
  });
  const consignment = await requireConsignment(tx, consignmentId);
  requireDelivered(certificate, consignment, place);
  const standing: CertificateStanding = {
    id,
    status: "fulfilled",
    delivery: { consignment: consignmentId, place, arrivedOn, verifiedAt: tx.time },
  };
  await putStanding(tx, standing);
  const fulfilled: Certificate = { ...certificate, ...standing };
  tx.announce({ certificate: id, status: fulfilled.status, licence: fulfilled.boundTo, consignment: consignmentId });
  return fulfilled;
};

/** The importing state verifies delivery at home; for one that is no member, whoever verified its paper does, there. */
function requirePlaceOfArrival(tx: Transaction, { evidence, issuingState }: Certificate, place: string): void {
  if (evidence === undefined) requireOwnPlace(tx, place);
  else if (!place.startsWith(issuingState)) {
    throw new LicetError("PLACE_OF_ANOTHER_STATE", `${place} does not lie in ${issuingState}.`, {
      place,
      state: issuingState,
    });
  }
}

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
