// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "./codes";
import { catalogueOf } from "./entry";

/** Errors that any transaction may answer with. */
export const GENERAL_ERRORS = catalogueOf({
  INVALID_INPUT: {
    title: "The input is not valid",
    class: "invalid-argument",
    retryable: false,
    next: "Correct the fields that are listed and send the request again.",
  },
  INVALID_CONFIDENTIAL_INPUT: {
    title: "The confidential input is missing or not valid",
    class: "invalid-argument",
    retryable: false,
    next: "Send the confidential part in the transient map, with a salt, in the shape the documentation gives.",
  },
  COMMITMENT_MISMATCH: {
    title: "The confidential content does not match its hash on the channel",
    class: "rule-violated",
    retryable: false,
    next: "Read the record's confidential part again from your own peer and send it unchanged.",
  },
  ROLE_NOT_ALLOWED: {
    title: "Your role may not do this",
    class: "permission-denied",
    retryable: false,
    next: "Ask a colleague who holds one of the roles that are named.",
  },
  NOT_YOUR_RECORD: {
    title: "The record belongs to another organisation",
    class: "permission-denied",
    retryable: false,
    next: "Ask the organisation that owns the record.",
  },
  NOT_DISCLOSED: {
    title: "This content is not disclosed to you",
    class: "permission-denied",
    retryable: false,
    next: "Ask the organisation that owns the record to share this part with yours.",
  },
  PRIVATE_READ_REFUSED: {
    title: "Confidential content is read at your own organisation's peer only",
    class: "permission-denied",
    retryable: false,
    next: "Send the query to a peer of your own organisation.",
  },
  NOT_FOUND: {
    title: "There is no such record",
    class: "not-found",
    retryable: false,
    next: "Check the reference; spaces and letter case do not matter, digits do.",
  },
  ALREADY_EXISTS: {
    title: "A record with this reference exists already",
    class: "failed-precondition",
    retryable: false,
    next: "Read the existing record, or choose another reference.",
  },
  TRANSITION_NOT_ALLOWED: {
    title: "The record's status does not allow this",
    class: "failed-precondition",
    retryable: false,
    next: "See the record's status and the actions it allows.",
  },
  TRANSITION_NEED_UNMET: {
    title: "What a change of status needs was not shown",
    class: "failed-precondition",
    retryable: false,
    next: "Give what the act needs: a reason, a legal basis, a signature, or a second officer.",
  },
  FOUR_EYES_REQUIRED: {
    title: "A second officer must do this",
    class: "permission-denied",
    retryable: false,
    next: "Ask an officer who took no part in the step before.",
  },
  EVENT_TIME_IN_FUTURE: {
    title: "The time given lies in the future",
    class: "rule-violated",
    retryable: false,
    next: "Check the device's clock and time zone, and give the time at which it happened.",
  },
  SIGNATURE_INVALID: {
    title: "The signature is not valid",
    class: "rule-violated",
    retryable: false,
    next: "Sign exactly the typed data of this record, with this ledger's domain, and send the 65-byte signature.",
  },
  SIGNER_NOT_ACCEPTED: {
    title: "The signature is valid, but its signer may not sign this",
    class: "permission-denied",
    retryable: false,
    next: "Have it signed with a key that the party register lists for this party at this time.",
  },
  LIMIT_EXCEEDED: {
    title: "A limit is exceeded",
    class: "too-large",
    retryable: false,
    next: "Send less at a time.",
  },
  PRIVATE_DATA_MISSING: {
    title: "Your organisation's peer has not received this content yet",
    class: "failed-precondition",
    retryable: true,
    next: "Ask again in a minute, while the peer fetches it from others; the operator looks at the peer where it stays away.",
  },
  LEDGER_DATA_INVALID: {
    title: "A record on the ledger cannot be read",
    class: "data-loss",
    retryable: false,
    next: "Report the reference and the transaction to the operator.",
  },
});

declare module "./codes" {
  interface ErrorCodes extends CodesOf<typeof GENERAL_ERRORS> {}
}
