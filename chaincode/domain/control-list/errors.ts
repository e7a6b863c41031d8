// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the control list area. */
export const CONTROL_LIST_ERRORS = catalogueOf({
  CONTROL_CODE_INVALID: {
    title: "This is not a control list code",
    class: "rule-violated",
    retryable: false,
    next: "Give the code as the list prints it, such as 5A002 or 3A001.a.5.",
  },
  EDITION_INCOMPLETE: {
    title: "The edition's groups are not all on the ledger",
    class: "failed-precondition",
    retryable: false,
    next: "Add the groups that are named, with the entries the edition's digest was made from, and publish again.",
  },
  EDITION_PUBLISHED: {
    title: "The edition is published and cannot be changed",
    class: "failed-precondition",
    retryable: false,
    next: "Publish a new edition.",
  },
  NO_EDITION_IN_FORCE: {
    title: "No edition of the list was in force on that day",
    class: "not-found",
    retryable: false,
    next: "See the list's editions and their dates.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof CONTROL_LIST_ERRORS> {}
}
