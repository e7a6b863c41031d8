// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the licence area. */
export const LICENCE_ERRORS = catalogueOf({
  LICENCE_NOT_USABLE: {
    title: "The licence may not be used",
    class: "failed-precondition",
    retryable: false,
    next: "See its status and dates; the goods may not leave on this licence.",
  },
  LICENCE_SUSPENDED: {
    title: "The licence is suspended",
    class: "failed-precondition",
    retryable: false,
    next: "Stop the goods and ask the issuing authority; nothing may be written off until it is reinstated.",
  },
  LICENCE_NOT_EXPIRED: {
    title: "The licence's validity has not ended",
    class: "failed-precondition",
    retryable: false,
    next: "Wait until the day after its last day of validity.",
  },
  LICENCE_OF_ANOTHER_STATE: {
    title: "The licence number is another state's",
    class: "rule-violated",
    retryable: false,
    next: "Give a number that starts with your own country code.",
  },
  LICENCE_QUANTITY_EXCEEDED: {
    title: "More is asked for than the licence line has left",
    class: "failed-precondition",
    retryable: false,
    next: "Declare no more than what is available, or have the licence amended.",
  },
  LICENCE_VALUE_EXCEEDED: {
    title: "The value exceeds what the licence line has left",
    class: "failed-precondition",
    retryable: false,
    next: "Declare no more than what is available, or have the licence amended.",
  },
  LINE_VALUE_NEEDED: {
    title: "The line is controlled by value, so the value is needed",
    class: "rule-violated",
    retryable: false,
    next: "Give the value of this line in the licence's currency: in a customs declaration as the amount of the write-off or the item's statistical value, else in the confidential part values.",
  },
  LINE_VALUE_OWNER_ONLY: {
    title: "A line that is controlled by value is written off at its owner's peer alone",
    class: "failed-precondition",
    retryable: false,
    next: "Write this line off in a transaction of its own that only the licence's authority endorses.",
  },
  LINE_NOT_ON_LICENCE: {
    title: "The licence has no such line",
    class: "not-found",
    retryable: false,
    next: "Check the line number; it is the number printed on the licence.",
  },
  UNIT_NOT_CONVERTIBLE: {
    title: "The unit cannot be converted exactly into the licence line's unit",
    class: "rule-violated",
    retryable: false,
    next: "Declare the quantity in the unit of the licence line, or in one that converts to it exactly.",
  },
  QUANTITY_ZERO: {
    title: "The quantity is zero",
    class: "rule-violated",
    retryable: false,
    next: "Give a quantity of at least one smallest unit; an item of zero reserves nothing.",
  },
  WRITE_OFF_NOT_GRANTED: {
    title: "Your state may not write this licence off",
    class: "permission-denied",
    retryable: false,
    next: "Ask the issuing authority to name your state on the licence, by an amendment.",
  },
  RESERVATION_OF_CONSIGNMENT: {
    title: "A reservation is moved by its own consignment only",
    class: "failed-precondition",
    retryable: false,
    next: "Amend, release or invalidate the consignment that the reservation names; its write-off follows.",
  },
  RESERVATION_EXISTS: {
    title: "This item of the declaration is written off already",
    class: "failed-precondition",
    retryable: false,
    next: "Nothing was written off twice: read the existing reservation, or adjust it; what was given back is declared anew under another number.",
  },
  RESERVATION_CLOSED: {
    title: "The reservation's status does not allow this",
    class: "failed-precondition",
    retryable: false,
    next: "See the reservation's status and quantities.",
  },
  RESERVATION_EXCEEDED: {
    title: "More is asked for than the reservation holds",
    class: "failed-precondition",
    retryable: false,
    next: "Adjust the reservation first, or ask for no more than it holds.",
  },
  AMENDMENT_BELOW_USED: {
    title: "The new limit is below what is reserved and consumed already",
    class: "failed-precondition",
    retryable: false,
    next: "Give a limit of at least what is reserved and consumed, or have reservations released first.",
  },
  TERMS_MISMATCH: {
    title: "Terms and content of the licence do not fit each other",
    class: "rule-violated",
    retryable: false,
    next: "Correct the lines that are listed: each line of the terms stands in the content, with a value limit where it is controlled by value.",
  },
  ACTION_NOT_OPEN: {
    title: "The requested act is not open any more",
    class: "failed-precondition",
    retryable: false,
    next: "See what became of it, and request the act anew where it is still needed.",
  },
  OVERRIDE_NOT_OPEN: {
    title: "There is no confirmed and unused override for this line",
    class: "failed-precondition",
    retryable: false,
    next: "Have two licensing officers of the issuing authority grant an override first.",
  },
  OVERRIDE_EXCEEDED: {
    title: "The entry exceeds the limit by more than the override allows",
    class: "failed-precondition",
    retryable: false,
    next: "Record no more than the override allows, or have a further one granted.",
  },
  HOLDER_ONLY: {
    title: "Only the holder may do this",
    class: "permission-denied",
    retryable: false,
    next: "Act for the party that the licence or application names as exporter.",
  },
  ENTRY_CHAIN_BROKEN: {
    title: "The write-off entries do not lead back unbroken",
    class: "failed-precondition",
    retryable: false,
    next: "Do not rely on the entries; report the licence and line to the operator.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof LICENCE_ERRORS> {}
}
