// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the checkpoint area. */
export const CHECKPOINT_ERRORS = catalogueOf({
  SEAL_NOT_CONFORM: {
    title: "A seal that does not conform cannot be passed as satisfactory",
    class: "rule-violated",
    retryable: false,
    next: "Record control result A5 or B1, or have customs re-seal the goods first.",
  },
  HOLD_NOT_OPEN: {
    title: "The hold is not open",
    class: "failed-precondition",
    retryable: false,
    next: "List the consignment's holds; this one was released, was overridden or has lapsed.",
  },
  HOLD_LAPSES_AT_ONCE: {
    title: "The hold would lapse before it begins",
    class: "rule-violated",
    retryable: false,
    next: "Give a later time, or none where the hold shall stand until it is released.",
  },
  HOLD_NOT_YOURS: {
    title: "Only the holding office or the state that registered the consignment may release the hold",
    class: "permission-denied",
    retryable: false,
    next: "Ask the office that placed the hold.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof CHECKPOINT_ERRORS> {}
}
