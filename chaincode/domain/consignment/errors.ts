// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the consignment area. */
export const CONSIGNMENT_ERRORS = catalogueOf({
  UCR_IN_USE: {
    title: "Another consignment of the same declarant has this unique consignment reference",
    class: "failed-precondition",
    retryable: false,
    next: "Look the consignment up by its reference; give a new consignment a reference, or a part, of its own.",
  },
  UCR_CLAIMED_TWICE: {
    title: "More than one consignment has this unique consignment reference",
    class: "failed-precondition",
    retryable: false,
    next: "See which of the consignments that are named the goods belong to, and ask again by its own reference.",
  },
  CONSIGNMENT_NOT_AUTHENTIC: {
    title: "The consignment's record is not what those whom it names have recorded",
    class: "rule-violated",
    retryable: false,
    next: "Do not rely on it: ask the state that registered it and the one that is said to have received it.",
  },
  DECLARANT_ELSEWHERE: {
    title: "The declarant is a party of the registering state",
    class: "rule-violated",
    retryable: false,
    next: "Name a declarant of the register that the consignment's reference starts with.",
  },
  CONSIGNMENT_MISMATCH: {
    title: "The consignment is not what the licence covers",
    class: "rule-violated",
    retryable: false,
    next: "Compare the fields that are listed with the licence; the declaration or the licence must change.",
  },
  ALLOCATION_NOT_AMENDABLE: {
    title: "An amendment cannot move goods to another item, licence or line",
    class: "rule-violated",
    retryable: false,
    next: "Correct the reference, where it was mistyped; else have the declaration cancelled and declare anew on the right licence.",
  },
  LICENCE_CONTENT_MISSING: {
    title: "The licence's confidential content is needed for this check",
    class: "invalid-argument",
    retryable: false,
    next: "Have the state that issued the licence share its content with yours, and declare again.",
  },
  CONSIGNMENT_ON_HOLD: {
    title: "The consignment is on hold",
    class: "failed-precondition",
    retryable: false,
    next: "Ask the office that holds it; the goods may go on when the hold is released.",
  },
  CONSIGNMENT_NOT_RELEASED: {
    title: "The consignment has not been released for export",
    class: "failed-precondition",
    retryable: false,
    next: "Hand the goods over within the exporting state, or have its customs release them first.",
  },
  CONSIGNMENT_CLOSED: {
    title: "The consignment has arrived or was invalidated: nothing moves on it any more",
    class: "failed-precondition",
    retryable: false,
    next: "Declare what moves now as a consignment of its own.",
  },
  PLACE_OFF_ROUTE: {
    title: "The place does not lie in a state on the consignment's route",
    class: "rule-violated",
    retryable: false,
    next: "Report the deviation as an incident (code 1) first; then the goods may be handed over there, and customs asks about it.",
  },
  PLACE_PROHIBITED: {
    title: "A licence of the consignment prohibits the goods from passing this country",
    class: "rule-violated",
    retryable: false,
    next: "Do not hand the goods over there; ask the licence's authority.",
  },
  PLACE_PASSED: {
    title: "The goods have come further on their route than this place",
    class: "rule-violated",
    retryable: false,
    next: "See who has which goods: others may travel on these papers. Goods that were sent back may be handed over here once an incident says so, or the state that held them has ended its hold as returned.",
  },
  CARRIER_NOT_NAMED: {
    title: "A licence of the consignment names who may carry the goods, and not this carrier",
    class: "rule-violated",
    retryable: false,
    next: "Hand the goods over to a carrier that the licence names, or have its authority amend it.",
  },
  VERDICT_STOPS: {
    title: "The verdicts on the consignment stop it",
    class: "failed-precondition",
    retryable: false,
    next: "Ask for the verdicts on the consignment; what stops it is listed with what to do about it.",
  },
  CUSTODY_STARTS_ELSEWHERE: {
    title: "Custody starts with a party of the registering state",
    class: "rule-violated",
    retryable: false,
    next: "Name the exporter or its agent as custodian, and have it hand the goods over to the carrier.",
  },
  RECEIPT_NOT_COMPLETE: {
    title: "The receipt does not count every item once",
    class: "rule-violated",
    retryable: false,
    next: "Give one counted quantity for each item of the consignment, zero where nothing arrived.",
  },
  DIFFERENCE_REASON_WRONG: {
    title: "A contested receipt is resolved as settled, and no other is",
    class: "rule-violated",
    retryable: false,
    next: "Read the receipt: where it says what spoke against it, settle that and resolve it as contest-settled; else say what the difference comes from.",
  },
  DIFFERENCE_NOT_OPEN: {
    title: "There is no open shipper/receiver difference",
    class: "failed-precondition",
    retryable: false,
    next: "Nothing is left to resolve.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof CONSIGNMENT_ERRORS> {}
}
