// SPDX-License-Identifier: Apache-2.0
import { event } from "../shared/event";
import { ConsignmentId, LicenceNumber } from "../shared/references";
import { Certificate, CertificateEndReason } from "./schemas";

const certificate = Certificate.shape.id;
const standing = Certificate.pick({ type: true, status: true }).extend({ certificate });
const bound = standing.extend({ licence: LicenceNumber.optional() });
const ended = event(bound.extend({ reason: CertificateEndReason.optional() }));

/** Events of end-use certificates. */
export const CERTIFICATE_EVENTS = {
  CertificateDrafted: event(standing),
  CertificateRecordedOnPaper: event(standing.extend({ issuingState: Certificate.shape.issuingState })),
  CertificatePaperVerified: event(standing.extend({ validTo: Certificate.shape.validTo })),
  CertificateSigned: event(standing),
  CertificateCertified: event(standing.extend({ validTo: Certificate.shape.validTo })),
  CertificateBound: event(standing.extend({ licence: LicenceNumber })),
  CertificateWithdrawn: ended,
  CertificateRepudiated: ended,
  CertificateExpired: ended,
  CertificateReinstated: event(bound),
  CertificateFulfilled: event(bound.omit({ type: true }).extend({ consignment: ConsignmentId })),
} as const;
