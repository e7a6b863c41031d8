// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the members area, and of what every transaction asks of the members' record. */
export const MEMBERS_ERRORS = catalogueOf({
  CONSORTIUM_NOT_FOUNDED: {
    title: "The consortium is not founded, or your organisation has not joined it",
    class: "failed-precondition",
    retryable: false,
    next: "Have every member agree to the members' record and put it into effect first.",
  },
  NOT_A_MEMBER: {
    title: "The organisation is no member of the consortium",
    class: "permission-denied",
    retryable: false,
    next: "Check the reference's register code; only members keep registers.",
  },
  MEMBERS_DISAGREE: {
    title: "The organisations concerned rely on different members' records",
    class: "failed-precondition",
    retryable: false,
    next: "Do not go on; have the organisations that are named compare what they agreed to.",
  },
  MEMBERS_DIFFER: {
    title: "The proposed members are not the ones that you agree to",
    class: "failed-precondition",
    retryable: false,
    next: "Compare the proposal with your own description of the consortium before you agree.",
  },
  MEMBERS_NOT_AGREED: {
    title: "Too few members have agreed to the change",
    class: "failed-precondition",
    retryable: false,
    next: "Have the members that are missing agree, and name those that agreed as endorsers.",
  },
  MEMBERS_CHANGE_LAPSED: {
    title: "The time to agree to the change is over",
    class: "failed-precondition",
    retryable: false,
    next: "Propose the change again, with a later deadline.",
  },
  MEMBERS_CHANGED_MEANWHILE: {
    title: "The members' record has another revision than the change replaces",
    class: "failed-precondition",
    retryable: false,
    next: "Read the members' record and propose the change on top of it.",
  },
  OFFICE_OF_ANOTHER_STATE: {
    title: "The office belongs to another state",
    class: "permission-denied",
    retryable: false,
    next: "Name an office of your own state; an identity that names another state's office is not accepted.",
  },
  PLACE_OF_ANOTHER_STATE: {
    title: "The place lies in another state",
    class: "permission-denied",
    retryable: false,
    next: "Officers act at places of their own state; ask customs there.",
  },
  TRANSACTION_TIME_REFUSED: {
    title: "The transaction's time is too far from the endorsing peer's clock",
    class: "rule-violated",
    retryable: false,
    next: "Check your computer's clock and send the request again; nothing is dated back or ahead.",
  },
  IDENTITY_UNCLEAR: {
    title: "The identity does not say clearly who the person is",
    class: "permission-denied",
    retryable: false,
    next: "Enrol again: the certificate must name one enrolment id, in its subject and in its attributes alike.",
  },
  PROOF_NOT_LOCKED: {
    title: "The record could be replaced by its owner",
    class: "failed-precondition",
    retryable: false,
    next: "Do not rely on the record; report it to the organisation that owns it.",
  },
  SALT_SECRET_MISSING: {
    title: "The organisation has no secret to make salts from",
    class: "failed-precondition",
    retryable: false,
    next: "Have its registrar leave one when agreeing to the members' record.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof MEMBERS_ERRORS> {}
}
