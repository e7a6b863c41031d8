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
  CONSIGNMENT_ENDED: {
    title: "The consignment's goods were seized or sent back: nothing moves on with its papers",
    class: "failed-precondition",
    retryable: false,
    next: "See which goods these are. Goods that were sent back are handed over on the way they came; what leaves anew is declared anew. The state that is named takes back what it said in error.",
  },
  HOLD_END_NOT_YOURS: {
    title: "Only the state that held the goods says that they were seized or sent back, or takes that back",
    class: "permission-denied",
    retryable: false,
    next: "Ask the office that placed the hold; where the goods are with your own customs, place a hold of your own and end that.",
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
