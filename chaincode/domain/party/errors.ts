// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the party area. */
export const PARTY_ERRORS = catalogueOf({
  PARTY_NOT_IN_FORCE: {
    title: "The party's registration is not in force",
    class: "failed-precondition",
    retryable: false,
    next: "Ask the register that keeps the party; a suspended or expired party may not act.",
  },
  PARTY_KIND_WRONG: {
    title: "The party is not registered for this role",
    class: "rule-violated",
    retryable: false,
    next: "Name a party that the register lists for this role.",
  },
  PARTY_CONTENT_DIFFERS: {
    title: "Only identifiers may be added to a party's content",
    class: "rule-violated",
    retryable: false,
    next: "Send the content as it is registered, with every identifier that it has and the new ones.",
  },
  VALIDITY_REVERSED: {
    title: "The validity ends before it begins",
    class: "rule-violated",
    retryable: false,
    next: "Give an end that lies after the beginning.",
  },
  KEY_NOT_IN_FORCE: {
    title: "The key is not one of the party's keys in force",
    class: "failed-precondition",
    retryable: false,
    next: "See the party's keys and their validity; have a new key registered.",
  },
  SIGNATORY_NOT_IN_FORCE: {
    title: "The signatory's appointment is not in force",
    class: "permission-denied",
    retryable: false,
    next: "Have a signatory act whose appointment is in force today.",
  },
  SIGNATORY_SCOPE_EXCEEDED: {
    title: "The signatory may not sign this type of document",
    class: "permission-denied",
    retryable: false,
    next: "Have a signatory act whose appointment covers this type of document.",
  },
  SIGNATORY_NOT_YOU: {
    title: "The appointment is somebody else's",
    class: "permission-denied",
    retryable: false,
    next: "Act on your own appointment only.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof PARTY_ERRORS> {}
}
