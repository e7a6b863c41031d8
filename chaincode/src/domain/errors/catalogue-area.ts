// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the control list catalogue area. */
export const CATALOGUE_ERRORS = catalogueOf({
  CONTROL_CODE_INVALID: {
    title: "This is not a control list code",
    status: 422,
    retryable: false,
    next: "Give the code as the list prints it, such as 5A002 or 3A001.a.5.",
  },
  EDITION_INCOMPLETE: {
    title: "The edition's groups are not all on the ledger",
    status: 409,
    retryable: false,
    next: "Add the groups that are named, with the entries the edition's digest was made from, and publish again.",
  },
  EDITION_PUBLISHED: {
    title: "The edition is published and cannot be changed",
    status: 409,
    retryable: false,
    next: "Publish a new edition.",
  },
  NO_EDITION_IN_FORCE: {
    title: "No edition of the list was in force on that day",
    status: 404,
    retryable: false,
    next: "See the list's editions and their dates.",
  },
});
