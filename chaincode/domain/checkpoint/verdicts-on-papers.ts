// SPDX-License-Identifier: Apache-2.0
import { ASK_OWNER, NOTHING, type VerdictRow } from "./verdict-row";

/** Verdicts on records, licence, quantity, parties, goods, route and end-use certificate, by code. */
export const VERDICTS_ON_PAPERS = {
  INTEGRITY_CONFIRMED: { check: "integrity", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  RECORD_NOT_AUTHENTIC: {
    check: "integrity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Stop the goods; a record was not made by the authority it names. Report it to that authority.",
  },
  COPY_ALTERED: {
    check: "integrity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Do not rely on your organisation's copy; have its owner share it again and report the difference.",
  },
  STALE_COPY: {
    check: "integrity",
    verdict: "unknown",
    leadsTo: "refer",
    action: "Have the record's owner share its present version with your organisation, and ask again.",
  },
  LICENCE_USABLE: { check: "licence-status", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  LICENCE_LAWFUL_AT_EXIT: {
    check: "licence-status",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "The export was lawful when the goods left. A re-export needs a licence that is valid then.",
  },
  LICENCE_STOPPED: {
    check: "licence-status",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods and ask the issuing authority.",
  },
  LICENCE_UNUSABLE: {
    check: "licence-status",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Do not release the goods for export on this licence.",
  },
  QUANTITY_WRITTEN_OFF: { check: "quantity", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  QUANTITY_RESERVED: {
    check: "quantity",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "The quantity is set aside; release for export writes it off.",
  },
  QUANTITY_NOT_RELEASED: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Goods that customs has not released stay in the exporting state: hold them, and ask its customs.",
  },
  QUANTITY_LEFT: { check: "quantity", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  QUANTITY_NONE_LEFT: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Nothing more may leave on this licence.",
  },
  QUANTITY_OVERDRAWN: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "More was written off than authorised, under an override: ask the issuing authority.",
  },
  QUANTITY_DIFFERS: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Count again; hold the goods where the difference stays, and record an inspection.",
  },
  QUANTITY_NOT_COVERED: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action:
      "The licence's balance does not hold what the consignment claims: hold the goods, ask the issuing authority.",
  },
  QUANTITY_DIFFERENCE_OPEN: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "The shipper/receiver difference must be explained and resolved.",
  },
  CONSIGNMENT_RECEIVED: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "These goods have arrived: nothing more moves on this consignment. Ask whoever received them.",
  },
  RECEIPT_CONTESTED: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Keep the goods where they are until the registering state has settled what spoke against their receipt.",
  },
  CONSIGNMENT_SEEN_AGAIN: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods: those of this consignment are elsewhere, and other goods travel on its papers.",
  },
  PLACE_NOT_SAID: {
    check: "quantity",
    verdict: "unknown",
    leadsTo: "refer",
    action: "Ask again with the place where you see the goods: those of this consignment have come further on.",
  },
  DECLARATION_INVALIDATED: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "The declaration was invalidated: the goods may not leave on it.",
  },
  PARTIES_AGREE: { check: "parties", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  PARTIES_DIFFER: {
    check: "parties",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; the consignment names other parties than the licence.",
  },
  PARTY_NOT_IN_FORCE: {
    check: "parties",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; a party to them is suspended or has left its register. Ask whoever keeps it.",
  },
  PARTY_SUSPENDED_SINCE: {
    check: "parties",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action:
      "A party was suspended after the goods left: ask the authority that keeps its register whether they may go on.",
  },
  CARRIER_NOT_LICENSED: {
    check: "parties",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "The licence names who may carry the goods, and not whoever has them: ask the issuing authority.",
  },
  PARTIES_NOT_DISCLOSED: { check: "parties", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  PARTY_NUMBER_UNLISTED: {
    check: "parties",
    verdict: "unknown",
    leadsTo: "refer",
    action:
      "See a document that shows whose number it is, and ask the authority that keeps the party's register to list it.",
  },
  PARTIES_NOT_ASKED: { check: "parties", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  GOODS_AGREE: { check: "goods-and-codes", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  GOODS_DIFFER: {
    check: "goods-and-codes",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; examine what they are and which code controls them.",
  },
  GOODS_UNKNOWN: {
    check: "goods-and-codes",
    verdict: "unknown",
    leadsTo: "refer",
    action:
      "Have the declarant say what the item is and why it needs no licence, or under which it is; examine it otherwise.",
  },
  GOODS_NOT_DISCLOSED: { check: "goods-and-codes", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  GOODS_NOT_ASKED: { check: "goods-and-codes", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  ROUTE_AS_LICENSED: { check: "route", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  ROUTE_DEVIATES: {
    check: "route",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "Ask the carrier why the goods are here, and refer to the issuing authority.",
  },
  ROUTE_PROHIBITED: {
    check: "route",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; the licence prohibits their being in this country. Report it to the issuing authority.",
  },
  ROUTE_NOT_DISCLOSED: { check: "route", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  ROUTE_NOT_ASKED: { check: "route", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  CERTIFICATE_STANDS: { check: "end-use-certificate", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  CERTIFICATE_ON_PAPER: {
    check: "end-use-certificate",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "Nobody signed it on the ledger: in doubt, have the authority that verified the paper confirm it.",
  },
  CERTIFICATE_PAPER_UNCONFIRMED: {
    check: "end-use-certificate",
    verdict: "unknown",
    leadsTo: "refer",
    action:
      "The end user's state is a member now: have the licence's authority bind a certificate that it certifies on the ledger.",
  },
  CERTIFICATE_FAILS: {
    check: "end-use-certificate",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods and ask the authority that certified the end use.",
  },
  CERTIFICATE_TERMS_CHANGED: {
    check: "end-use-certificate",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action:
      "The licence was changed after the certificate was bound to it: ask the authority that certified the end use.",
  },
  CERTIFICATE_KEY_COMPROMISED: {
    check: "end-use-certificate",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action:
      "Hold the goods; the key that signed the undertaking was compromised by then. Ask the authority of the end user.",
  },
  SIGNER_NOT_DISCLOSED: { check: "end-use-certificate", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  CERTIFICATE_ABSENT: {
    check: "end-use-certificate",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "The licence asks for an end-use certificate and none is bound to it: do not release.",
  },
  CERTIFICATE_NOT_NEEDED: {
    check: "end-use-certificate",
    verdict: "not-applicable",
    leadsTo: "may-pass",
    action: NOTHING,
  },
} as const satisfies Readonly<Record<string, VerdictRow>>;
