// SPDX-License-Identifier: Apache-2.0
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";

/** Errors of the custody area. */
export const CUSTODY_ERRORS = catalogueOf({
  NOT_CUSTODIAN: {
    title: "Only the current custodian may do this",
    class: "permission-denied",
    retryable: false,
    next: "Have the party that the custody head names as custodian release the goods.",
  },
  NOT_NAMED_PARTY: {
    title: "Only the party named as receiver may answer this proposal",
    class: "permission-denied",
    retryable: false,
    next: "Have the named party answer, or have the custodian cancel and propose to the right party.",
  },
  PARTY_NOT_REPRESENTED: {
    title: "Nobody has acted for the party",
    class: "permission-denied",
    retryable: false,
    next: "Send the party's EIP-712 signature, or call with an identity that its organisation issued for the party.",
  },
  SAME_PARTY: {
    title: "A party cannot hand goods over to itself",
    class: "rule-violated",
    retryable: false,
    next: "Name the party that takes the goods over.",
  },
  TRANSFER_NUMBER_WRONG: {
    title: "The transfer's number is not the next one",
    class: "failed-precondition",
    retryable: false,
    next: "Read the custody head, sign with the next transfer number and send that.",
  },
  CUSTODY_PROPOSAL_PENDING: {
    title: "A custody proposal is open already",
    class: "failed-precondition",
    retryable: false,
    next: "Wait for the answer, or cancel the open proposal.",
  },
  CUSTODY_OFFER_LAPSED: {
    title: "The offer of custody has lapsed",
    class: "failed-precondition",
    retryable: false,
    next: "Read the custody head and sign a new offer with the next transfer number.",
  },
  NO_CUSTODY_PROPOSAL: {
    title: "No custody proposal is open",
    class: "failed-precondition",
    retryable: false,
    next: "Have the current custodian propose the transfer first.",
  },
  PROPOSAL_TERMS_DIFFER: {
    title: "The terms accepted are not the terms proposed",
    class: "failed-precondition",
    retryable: false,
    next: "Read the open proposal and accept its terms, or refuse it.",
  },
  CUSTODY_TIME_BEFORE_LAST: {
    title: "The event lies before the last transfer of custody",
    class: "rule-violated",
    retryable: false,
    next: "Check the time given; a wrong earlier event is corrected by an error declaration, not by back-dating.",
  },
  SEAL_STATE_CONFLICT: {
    title: "The seal's state contradicts what the ledger records",
    class: "failed-precondition",
    retryable: false,
    next: "Record what was observed; a broken seal is intact again only after customs has re-sealed.",
  },
  STATE_NOT_CONCERNED: {
    title: "Your state is not concerned with this event",
    class: "permission-denied",
    retryable: false,
    next: "Leave it to customs of the state where it happened, of the registering state or of the destination.",
  },
  CUSTODY_NOT_ENDORSED: {
    title: "The organisation that is said to have the goods does not say so itself",
    class: "failed-precondition",
    retryable: false,
    next: "Do not rely on the custody chain; report the consignment to the organisation that registered it.",
  },
  CUSTODY_CHAIN_BROKEN: {
    title: "The custody chain does not hold together",
    class: "failed-precondition",
    retryable: false,
    next: "Do not rely on the custody chain; keep the event named as evidence and report it.",
  },
  CUSTODY_KEY_DOUBTED: {
    title: "A key that signed one of the last transfers was compromised by then",
    class: "failed-precondition",
    retryable: false,
    next: "Ask both parties who handed over what; goods that are there all the same are received as contested.",
  },
  EVENT_NOT_ON_CHAIN: {
    title: "The event is not on the consignment's custody chain",
    class: "not-found",
    retryable: false,
    next: "List the consignment's custody events and use an event id from there.",
  },
  INCIDENT_FIELDS_MISSING: {
    title: "The incident's code asks for more",
    class: "rule-violated",
    retryable: false,
    next: "Add the confidential fields that are listed for this incident code.",
  },
  INCIDENT_ALREADY_CLOSED: {
    title: "The matter is closed already",
    class: "failed-precondition",
    retryable: false,
    next: "Nothing is left to do for this event.",
  },
});

declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof CUSTODY_ERRORS> {}
}
