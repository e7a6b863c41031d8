// SPDX-License-Identifier: Apache-2.0
import { ASK_OWNER, NOTHING, type VerdictRow } from "./verdict-row";

const ASK_BY_PART = "Not every part was looked at: ask again by the part, or by the consignment's own reference.";
const ASK_ELSEWHERE =
  "Newer records, such as a suspension, may not have come here yet: ask again, or ask the issuing authority.";

/** Verdicts on custody, seals, conditions, holds, the reference asked by and how recent the records are, by code. */
export const VERDICTS_ON_GOODS = {
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
  CONSIGNMENT_ENDED: {
    check: "holds-and-findings",
    verdict: "not-satisfactory",
    leadsTo: "stop",
    action:
      "Keep the goods: those of this consignment were seized or sent back. Ask the state that is named which these are.",
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
  REFERENCE_DECLARED_ANEW: {
    check: "reference",
    verdict: "satisfactory",
    leadsTo: "may-pass",
    action: "A declaration under it was invalidated before: see that the papers are those of the new one.",
  },
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
