// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "../json/canonical";
import type { Check, Disposition, Verdict, VerdictAnswer } from "./schemas";

/** One row of the table of verdicts: which check it answers, how, and what the officer should do. */
export interface VerdictRow {
  readonly check: Check;
  readonly verdict: VerdictAnswer;
  /** What this verdict comes to on its own. */
  readonly leadsTo: Disposition;
  readonly action: string;
}

const NOTHING = "Nothing further on this point.";
const ASK_OWNER = "Ask the authority that is named, or refer the consignment to an officer of a state concerned.";
const ASK_BY_PART = "Not every part was looked at: ask again by the part, or by the consignment's own reference.";
const ASK_ELSEWHERE =
  "Newer records, such as a suspension, may not have come here yet: ask again, or ask the issuing authority.";

/** Every verdict that a verification may give, by code. */
export const VERDICT_TABLE = {
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
  CONSIGNMENT_SEEN_AGAIN: {
    check: "quantity",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods: those of this consignment have arrived elsewhere, and other goods travel on its papers.",
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
  CUSTODY_UNBROKEN: { check: "custody-chain", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  CUSTODY_MATTER_OPEN: {
    check: "custody-chain",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "Examine the open incident or difference, and close it once it is explained.",
  },
  CUSTODY_OFFER_AGED: {
    check: "custody-chain",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "Ask both parties whether the goods were taken over, and have the offer accepted, refused or cancelled.",
  },
  CUSTODY_BROKEN: {
    check: "custody-chain",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; who has them is not proven.",
  },
  CUSTODY_KEY_COMPROMISED: {
    check: "custody-chain",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action:
      "Hold the goods; a key that signed the last transfer was compromised before. Ask both parties who has them.",
  },
  CUSTODY_PRESENTER_DIFFERS: {
    check: "custody-chain",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; somebody else has them than the ledger says. Ask the custodian who took them over.",
  },
  CUSTODY_NOT_ASKED: { check: "custody-chain", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  SEALS_INTACT: { check: "seals", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  SEALS_REPLACED: {
    check: "seals",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "The seals are not the ones it set out with; see who replaced them and when.",
  },
  SEALS_REPLACED_PRIVATELY: {
    check: "seals",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "Ask the custodian why the seals were replaced without customs, and examine the goods.",
  },
  SEALS_NONE_DECLARED: {
    check: "seals",
    verdict: "not-applicable",
    leadsTo: "may-pass",
    action: "There is nothing to look at: the goods were declared without seals.",
  },
  SEALS_UNDECLARED: {
    check: "seals",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "Ask the custodian who put seals on, and when; none are on record.",
  },
  SEALS_NOT_LOOKED_AT: {
    check: "seals",
    verdict: "unknown",
    leadsTo: "refer",
    action: "Look at the seals, and ask again with what you see.",
  },
  SEALS_NOT_DISCLOSED: { check: "seals", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  SEALS_UNCHECKED: {
    check: "seals",
    verdict: "unknown",
    leadsTo: "refer",
    action: "Nobody has looked at the seals lately: look at them, and ask again with what you see.",
  },
  SEALS_DOUBTED: {
    check: "seals",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "A state found the seals broken at a point that the custody chain does not show: ask that state.",
  },
  SEALS_BROKEN: {
    check: "seals",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods, inspect and count them, and have them re-sealed.",
  },
  SEALS_DIFFER: {
    check: "seals",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "The seal numbers are not the ones recorded: hold the goods and inspect them.",
  },
  SEALS_NOT_ASKED: { check: "seals", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  CONDITIONS_KEPT: { check: "conditions", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  CONDITIONS_NONE: { check: "conditions", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  CONDITIONS_TO_CHECK: {
    check: "conditions",
    verdict: "unknown",
    leadsTo: "refer",
    action: "Check the conditions that are named, and ask again with those that you have found kept.",
  },
  CONDITIONS_BREACHED: {
    check: "conditions",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Hold the goods; the licence excludes a country that they are from, for or used in.",
  },
  RETURN_OVERDUE: {
    check: "conditions",
    verdict: "not-satisfactory",
    leadsTo: "refer",
    action: "The goods were to be back by now: ask the issuing authority.",
  },
  CONDITIONS_NOT_DISCLOSED: { check: "conditions", verdict: "not-disclosed", leadsTo: "refer", action: ASK_OWNER },
  CONDITIONS_NOT_ASKED: { check: "conditions", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  HOLDS_NONE: { check: "holds-and-findings", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  CONSIGNMENT_ON_HOLD: {
    check: "holds-and-findings",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action: "Keep the goods; ask the office that holds them.",
  },
  INSPECTION_UNRESOLVED: {
    check: "holds-and-findings",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action:
      "Keep the goods until the office that inspected them, or the registering state, has resolved what it found.",
  },
  HOLDS_NOT_ASKED: { check: "holds-and-findings", verdict: "not-applicable", leadsTo: "may-pass", action: NOTHING },
  REFERENCE_ANSWERED: { check: "reference", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  REFERENCE_HAS_PARTS: {
    check: "reference",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "See which part the goods are; each has verdicts of its own.",
  },
  REFERENCE_HAS_MORE: { check: "reference", verdict: "unknown", leadsTo: "refer", action: ASK_BY_PART },
  REFERENCE_CLAIMED_TWICE: {
    check: "reference",
    verdict: "unknown",
    leadsTo: "refer",
    action: "See which declarant's goods these are, and ask again by the consignment's own reference.",
  },
  LEDGER_CURRENT: { check: "freshness", verdict: "satisfactory", leadsTo: "may-pass", action: NOTHING },
  LEDGER_BEHIND: { check: "freshness", verdict: "unknown", leadsTo: "refer", action: ASK_ELSEWHERE },
  LEDGER_ALONE: { check: "freshness", verdict: "unknown", leadsTo: "refer", action: ASK_ELSEWHERE },
  FRESHNESS_UNKNOWN: { check: "freshness", verdict: "unknown", leadsTo: "refer", action: ASK_ELSEWHERE },
} as const satisfies Readonly<Record<string, VerdictRow>>;

/** Code of a verdict. */
export type VerdictCode = keyof typeof VERDICT_TABLE;

/** A verdict of the table, with the sentence and the facts of the case. */
export function verdictOf(
  code: VerdictCode,
  sentence: string,
  facts: Readonly<Record<string, JsonValue>> = {},
): Verdict {
  const { check, verdict, action } = VERDICT_TABLE[code];
  return { check, verdict, code, sentence, facts: facts as Verdict["facts"], action };
}

/** What a verdict comes to on its own. */
export function leadsTo(code: string): Disposition {
  return VERDICT_TABLE[code as VerdictCode].leadsTo;
}

const GRAVITY: readonly Disposition[] = ["may-pass", "refer", "stop"];

/** What verdicts come to, and the codes that led there. */
export function dispositionOf(verdicts: readonly Pick<Verdict, "code">[]): {
  readonly disposition: Disposition;
  readonly reasons: string[];
} {
  const leads = verdicts.map(({ code }) => ({ code, comesTo: leadsTo(code) }));
  const gravest = Math.max(0, ...leads.map(({ comesTo }) => GRAVITY.indexOf(comesTo)));
  const disposition = GRAVITY[gravest] ?? "stop";
  const reasons = [...new Set(leads.filter(({ comesTo }) => comesTo !== "may-pass").map(({ code }) => code))];
  return { disposition, reasons };
}
