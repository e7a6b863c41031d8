// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the sharing area. */
export const SHARING_ERRORS = catalogueOf({
  NOT_HELD: {
    title: "Your organisation holds no valid copy of this content",
    class: "not-found",
    retryable: false,
    next: "Ask the organisation that owns the record to share it with yours.",
  },
  SHARING_NOT_ALLOWED: {
    title: "This content may not go to that organisation",
    class: "permission-denied",
    retryable: false,
    next: "See the disclosure table; carriers receive packages, seals and places only.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof SHARING_ERRORS> {}
}
