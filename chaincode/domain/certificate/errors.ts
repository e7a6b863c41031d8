// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the certificate area. */
export const CERTIFICATE_ERRORS = catalogueOf({
  CERTIFICATE_NOT_AUTHENTIC: {
    title: "The certificate is not what the states concerned agreed to",
    class: "failed-precondition",
    retryable: false,
    next: "Do not rely on the certificate; ask both states' authorities, and report it to the operator.",
  },
  CERTIFICATE_ALREADY_BOUND: {
    title: "The certificate is bound to another licence already",
    class: "failed-precondition",
    retryable: false,
    next: "A certificate serves one transaction: ask the end user for a new one.",
  },
  LICENCE_HAS_CERTIFICATE: {
    title: "The licence has a certificate in force already",
    class: "failed-precondition",
    retryable: false,
    next: "Keep the certificate that is bound; another takes its place only after it was withdrawn, repudiated or expired.",
  },
  CERTIFICATE_MISMATCH: {
    title: "Certificate and licence do not say the same",
    class: "rule-violated",
    retryable: false,
    next: "Compare the fields that are listed; correct the application, or have the certificate issued anew.",
  },
  CERTIFICATE_SIGNATURE_TOO_OLD: {
    title: "The end user's signature is too old",
    class: "rule-violated",
    retryable: false,
    next: "Have the end user sign a new certificate.",
  },
  CERTIFICATE_TYPE_RULE: {
    title: "This type of certificate does not allow this",
    class: "rule-violated",
    retryable: false,
    next: "See the table of certificate types for what each needs and what it may be used for.",
  },
  CERTIFICATE_UNDERTAKING_MISSING: {
    title: "An undertaking that this type of certificate needs is missing or declined",
    class: "rule-violated",
    retryable: false,
    next: "Have the end user give the undertakings that are listed, or use another type of certificate.",
  },
  CERTIFICATE_EXPIRED: {
    title: "The certificate's validity has ended",
    class: "failed-precondition",
    retryable: false,
    next: "Ask the end user for a new certificate.",
  },
  CERTIFICATE_NOT_IN_FORCE: {
    title: "The certificate that this depends on is not in force",
    class: "failed-precondition",
    retryable: false,
    next: "Stop the transaction; ask the importing state's authority what became of the certificate, or bind it again where the licence was amended.",
  },
  REPUDIATION_STANDS: {
    title: "The repudiation is not known to be a thief's, so it stands",
    class: "failed-precondition",
    retryable: false,
    next: "Have the end user's register record the key as compromised first; what the end user or its state repudiated needs a new certificate.",
  },
  CERTIFICATE_REQUIRED: {
    title: "The licence needs an end-use certificate first",
    class: "failed-precondition",
    retryable: false,
    next: "Bind a certified end-use certificate to the licence, then try again.",
  },
  DELIVERY_NOT_COMPLETE: {
    title: "The delivery that the verification speaks of is not complete on the ledger",
    class: "failed-precondition",
    retryable: false,
    next: "Record the receipt and resolve its differences first.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof CERTIFICATE_ERRORS> {}
}
