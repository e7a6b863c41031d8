// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { ownerOfLicence, ownerOfReference, registerOf } from "../shared/ownership";
import type { PartRef } from "../shared/parts";
import { CountryCode, Day, Hash, type MspId, pageOf, PageRequest, UnLocode } from "../shared/primitives";
import { CertificateId, ConsignmentId, LicenceNumber } from "../shared/references";
import { Certificate, CertificateContent, CertificateEndReason, CertificateSignature, PaperCheck } from "./schemas";

type OfCertificate = { readonly certificate: string };

const byOwner = (input: OfCertificate): readonly MspId[] => [ownerOfReference(input.certificate)];
const contentOf = (input: OfCertificate): PartRef => ({ kind: "certificate", id: input.certificate, part: "content" });
const signatureOf = (input: OfCertificate): PartRef => ({ ...contentOf(input), part: "signature" });

/** A certificate is drawn up in the importing state's register. */
export const CERTIFICATE_DRAFT = command({
  name: "certificate:Draft",
  summary: "Draw up an end-use certificate or another assurance document",
  input: z.strictObject({
    certificate: CertificateId,
    validTo: Day.optional(),
  }),
  output: Certificate,
  roles: ["certifying-officer", "end-user"],
  errors: ["ALREADY_EXISTS", "NOT_YOUR_RECORD", "CERTIFICATE_UNDERTAKING_MISSING", "CERTIFICATE_TYPE_RULE"],
  event: "CertificateDrafted",
  parts: { content: CertificateContent },
  entersList: ({ certificate }) => `certificates of ${registerOf(certificate)}`,
  endorsedBy: byOwner,
});

/**
 * A certificate that a state which is no member gave on paper is recorded by the authority that means to rely on it, in its own
 * register.
 */
export const CERTIFICATE_RECORD_PAPER = command({
  name: "certificate:RecordPaper",
  summary: "Record a certificate that a state which is no member gave on paper",
  input: z.strictObject({
    certificate: CertificateId,
    issuingState: CountryCode.describe("state of the end user, which is no member"),
    document: Hash.describe("SHA-256 of the scan, which the authority keeps"),
    signedOn: Day.describe("date on the paper"),
    validTo: Day.optional(),
  }),
  output: Certificate,
  roles: ["licensing-officer", "senior-licensing-officer", "certifying-officer"],
  errors: [
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "NOT_YOUR_RECORD",
    "PARTY_NOT_IN_FORCE",
    "CERTIFICATE_UNDERTAKING_MISSING",
    "CERTIFICATE_TYPE_RULE",
    "CERTIFICATE_SIGNATURE_TOO_OLD",
    "EVENT_TIME_IN_FUTURE",
  ],
  event: "CertificateRecordedOnPaper",
  parts: { content: CertificateContent },
  endorsedBy: byOwner,
});

/** A second officer of the same authority makes sure that the paper is what it says. */
export const CERTIFICATE_VERIFY_PAPER = command({
  name: "certificate:VerifyPaper",
  summary: "Verify a certificate on paper as a second officer",
  input: z.strictObject({
    certificate: CertificateId,
    how: PaperCheck,
    document: Hash.describe("SHA-256 of the scan that was verified"),
    validTo: Day,
  }),
  output: Certificate,
  roles: ["licensing-officer", "senior-licensing-officer", "certifying-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "FOUR_EYES_REQUIRED",
    "CERTIFICATE_TYPE_RULE",
    "CERTIFICATE_SIGNATURE_TOO_OLD",
  ],
  event: "CertificatePaperVerified",
  endorsedBy: byOwner,
});

/** The end user's signature (EIP-712 EndUserUndertaking) is put to the certificate. */
export const CERTIFICATE_SIGN = command({
  name: "certificate:Sign",
  summary: "Put the end user's signature to a certificate",
  input: z.strictObject({ certificate: CertificateId }),
  output: Certificate,
  roles: ["end-user", "exporter", "certifying-officer", "licensing-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "TRANSITION_NOT_ALLOWED",
    "CERTIFICATE_TYPE_RULE",
    "CERTIFICATE_SIGNATURE_TOO_OLD",
    "EVENT_TIME_IN_FUTURE",
    "PARTY_NOT_IN_FORCE",
    "SIGNATURE_INVALID",
    "SIGNER_NOT_ACCEPTED",
    "COMMITMENT_MISMATCH",
  ],
  event: "CertificateSigned",
  parts: { signature: CertificateSignature },
  evidence: (input) => ({ content: contentOf(input) }),
  endorsedBy: byOwner,
});

/** An authorised signatory of the importing state certifies. */
export const CERTIFICATE_CERTIFY = command({
  name: "certificate:Certify",
  summary: "Certify a certificate as an authorised signatory of the importing state",
  input: z.strictObject({ certificate: CertificateId, validTo: Day }),
  output: Certificate,
  roles: ["certifying-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "CERTIFICATE_TYPE_RULE",
    "CERTIFICATE_SIGNATURE_TOO_OLD",
    "SIGNATORY_NOT_IN_FORCE",
    "SIGNATORY_SCOPE_EXCEEDED",
    "SIGNATURE_INVALID",
    "SIGNER_NOT_ACCEPTED",
    "COMMITMENT_MISMATCH",
  ],
  event: "CertificateCertified",
  evidence: (input) => ({ content: contentOf(input), signature: signatureOf(input) }),
  endorsedBy: byOwner,
});

/**
 * The certificate is bound to exactly one licence, after both have been compared field by field; again to the same one where that was
 * amended since to what the certificate was not compared with.
 */
export const CERTIFICATE_BIND = command({
  name: "certificate:Bind",
  summary: "Bind a certificate to one licence",
  input: z.strictObject({ certificate: CertificateId, licence: LicenceNumber }),
  output: Certificate,
  roles: ["licensing-officer", "senior-licensing-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "PROOF_NOT_LOCKED",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "CERTIFICATE_ALREADY_BOUND",
    "LICENCE_HAS_CERTIFICATE",
    "CERTIFICATE_MISMATCH",
    "CERTIFICATE_TYPE_RULE",
    "CERTIFICATE_EXPIRED",
    "CERTIFICATE_SIGNATURE_TOO_OLD",
    "SIGNATURE_INVALID",
    "SIGNER_NOT_ACCEPTED",
    "COMMITMENT_MISMATCH",
  ],
  event: "CertificateBound",
  evidence: (input) => ({
    certificate: contentOf(input),
    signature: signatureOf(input),
    licence: { kind: "licence", id: input.licence, part: "content" },
  }),
  endorsedBy: (input) => [...new Set([ownerOfReference(input.certificate), ownerOfLicence(input.licence)])],
});

/** The importing authority withdraws; what depends on the certificate stops. */
export const CERTIFICATE_WITHDRAW = command({
  name: "certificate:Withdraw",
  summary: "Withdraw a certificate",
  input: z.strictObject({ certificate: CertificateId, reason: CertificateEndReason }),
  output: Certificate,
  roles: ["certifying-officer"],
  errors: ["NOT_FOUND", "CERTIFICATE_NOT_AUTHENTIC", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED"],
  event: "CertificateWithdrawn",
  endorsedBy: byOwner,
});

/** The end user, by signature or identity, or its authority disowns the certificate; what depends on it stops. */
export const CERTIFICATE_REPUDIATE = command({
  name: "certificate:Repudiate",
  summary: "Repudiate a certificate",
  input: z.strictObject({ certificate: CertificateId, reason: CertificateEndReason }),
  output: Certificate,
  roles: ["end-user", "certifying-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "PARTY_NOT_REPRESENTED",
    "SIGNATURE_INVALID",
    "SIGNER_NOT_ACCEPTED",
    "COMMITMENT_MISMATCH",
  ],
  event: "CertificateRepudiated",
  parts: { signature: CertificateSignature },
  optionalParts: ["signature"],
  evidence: (input) => ({ content: contentOf(input) }),
  endorsedBy: byOwner,
});

/** A repudiation whose signing key was compromised by then is lifted: the end user never signed it. */
export const CERTIFICATE_REINSTATE = command({
  name: "certificate:Reinstate",
  summary: "Lift a repudiation that was signed with a compromised key",
  input: z.strictObject({ certificate: CertificateId }),
  output: Certificate,
  roles: ["certifying-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "SIGNATORY_NOT_IN_FORCE",
    "SIGNATORY_SCOPE_EXCEEDED",
    "PRIVATE_READ_REFUSED",
    "REPUDIATION_STANDS",
    "COMMITMENT_MISMATCH",
  ],
  event: "CertificateReinstated",
  evidence: (input) => ({ content: contentOf(input) }),
  endorsedBy: byOwner,
});

/** The certificate's validity has ended; its dependents see that from the date whether or not this was recorded. */
export const CERTIFICATE_EXPIRE = command({
  name: "certificate:Expire",
  summary: "Record that a certificate's validity has ended",
  input: z.strictObject({ certificate: CertificateId }),
  output: Certificate,
  roles: ["certifying-officer"],
  errors: ["NOT_FOUND", "CERTIFICATE_NOT_AUTHENTIC", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED"],
  event: "CertificateExpired",
  endorsedBy: byOwner,
});

/** Delivery verification: the importing authority certifies that the goods arrived, which fulfils the certificate. */
export const CERTIFICATE_FULFIL = command({
  name: "certificate:Fulfil",
  summary: "Verify delivery and fulfil a certificate",
  input: z.strictObject({
    certificate: CertificateId,
    consignment: ConsignmentId,
    place: UnLocode.describe("place of arrival"),
    arrivedOn: Day,
  }),
  output: Certificate,
  roles: ["certifying-officer", "customs-officer"],
  errors: [
    "NOT_FOUND",
    "CERTIFICATE_NOT_AUTHENTIC",
    "PLACE_OF_ANOTHER_STATE",
    "CONSIGNMENT_NOT_AUTHENTIC",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "DELIVERY_NOT_COMPLETE",
  ],
  event: "CertificateFulfilled",
  endorsedBy: byOwner,
});

/** The certificate as everybody on the channel may see it. */
export const CERTIFICATE_READ = query({
  name: "certificate:Read",
  summary: "Read a certificate's public record",
  input: z.strictObject({ certificate: CertificateId }),
  output: Certificate,
  roles: "any",
  errors: ["NOT_FOUND", "CERTIFICATE_NOT_AUTHENTIC"],
});

/** Certificates of one state, or of all. */
export const CERTIFICATE_LIST = query({
  name: "certificate:List",
  summary: "List certificates",
  input: z.strictObject({ issuingState: CountryCode.optional(), ...PageRequest }),
  output: pageOf(Certificate),
  roles: "any",
  errors: [],
});

/** Every transaction of the certificate area, by name. */
export const CERTIFICATE_TRANSACTIONS = {
  "certificate:Draft": CERTIFICATE_DRAFT,
  "certificate:RecordPaper": CERTIFICATE_RECORD_PAPER,
  "certificate:VerifyPaper": CERTIFICATE_VERIFY_PAPER,
  "certificate:Sign": CERTIFICATE_SIGN,
  "certificate:Certify": CERTIFICATE_CERTIFY,
  "certificate:Bind": CERTIFICATE_BIND,
  "certificate:Withdraw": CERTIFICATE_WITHDRAW,
  "certificate:Repudiate": CERTIFICATE_REPUDIATE,
  "certificate:Reinstate": CERTIFICATE_REINSTATE,
  "certificate:Expire": CERTIFICATE_EXPIRE,
  "certificate:Fulfil": CERTIFICATE_FULFIL,
  "certificate:Read": CERTIFICATE_READ,
  "certificate:List": CERTIFICATE_LIST,
} as const;
