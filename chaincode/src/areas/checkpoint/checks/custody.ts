// SPDX-License-Identifier: Apache-2.0
import {
  type JsonValue,
  type Role,
  sealStateAfter,
  type Seal,
  type SealStateName,
  type Verdict,
  type VerdictCode,
  verdictOf,
} from "@licet/domain";
import type { Transaction } from "../../../fabric/transaction";
import type { Situation } from "../situation";
import { hasRole } from "../../../rules/roles";
import { numbersOf, type SealMismatch, sealMismatch } from "../seal-numbers";

/** Is it proven who has the goods, and is nothing open on the way? The head answers, at any length of the chain. */
export function custodyChain({ custody, doubts }: Situation): Verdict {
  if (custody === undefined)
    return verdictOf("CUSTODY_NOT_ASKED", "The question is about a licence, not a consignment.");
  if ("problem" in custody) {
    return verdictOf("CUSTODY_BROKEN", custody.problem.sentence, { problem: custody.problem.code });
  }
  const { count, custodian, custodySince, openMatters, pending } = custody.record;
  const openIncidents = openMatters.filter(({ kind }) => kind === "incident").length;
  const openDifferences = openMatters.length - openIncidents;
  const facts = {
    events: count,
    custodian,
    custodySince,
    openIncidents,
    openDifferences,
    offeredTo: pending?.receivedBy ?? null,
  };
  if (doubts.length > 0) {
    const parties = [...new Set(doubts.map(({ party }) => party))].join(" and ");
    const sentence = `The last transfer is signed with a key of ${parties} that was compromised by then.`;
    return verdictOf("CUSTODY_KEY_COMPROMISED", sentence, { ...facts, doubts: doubts.map((doubt) => ({ ...doubt })) });
  }
  if (openMatters.length > 0) {
    const sentence = `${openIncidents.toString()} incidents and ${openDifferences.toString()} count differences are open.`;
    return verdictOf("CUSTODY_MATTER_OPEN", sentence, facts);
  }
  return verdictOf("CUSTODY_UNBROKEN", `${custodian} has had the goods since ${custodySince}.`, facts);
}

/** Are the seals whole, and the ones that were recorded? */
export function seals({ tx, custody, seals: found, transport, presented }: Situation): Verdict {
  if (custody === undefined) return verdictOf("SEALS_NOT_ASKED", "The question is about a licence, not a consignment.");
  if ("problem" in custody) return verdictOf("SEALS_UNCHECKED", "The custody chain does not say what the seals are.");
  const observed = presented.sealState ?? "not-checked";
  const { state: recorded, doubtedBy } = found;
  const facts = { recorded, observed };
  const { strange, missing } = comparedSeals(recorded, presented.seals, transport?.seals);
  const state = sealStateAfter(recorded, observed) ?? "broken";
  if (state !== "broken" && strange.length + missing.length > 0) {
    const sentence = `Of the seals, ${strange.length.toString()} were not recorded and ${missing.length.toString()} are missing.`;
    return verdictOf("SEALS_DIFFER", sentence, { ...facts, ...sealFacts(tx, strange, missing) });
  }
  if (state !== "broken" && doubtedBy.length > 0) {
    const sentence = `${doubtedBy.join(" and ")} found the seals broken at a point that the custody chain does not show.`;
    return verdictOf("SEALS_DOUBTED", sentence, { ...facts, doubtedBy: [...doubtedBy] });
  }
  const [code, sentence] = SEAL_VERDICTS[state];
  return verdictOf(code, sentence, facts);
}

/** Numbers are for officers of a state, who may look at the seals; others learn how many, not which. */
function sealFacts(tx: Transaction, strange: string[], missing: string[]): Record<string, JsonValue> {
  const counts = { strangeCount: strange.length, missingCount: missing.length };
  const isOfficer = tx.caller.jurisdiction !== undefined && hasRole(tx, ...SEAL_READERS);
  return isOfficer ? { ...counts, strange, missing } : counts;
}

const SEAL_READERS: readonly Role[] = ["customs-officer", "licensing-officer", "senior-licensing-officer"];

const SEAL_VERDICTS: Readonly<Record<SealStateName, readonly [VerdictCode, string]>> = {
  broken: ["SEALS_BROKEN", "The seals are broken."],
  unknown: ["SEALS_UNCHECKED", "Nobody has recorded the seals yet."],
  replaced: ["SEALS_REPLACED", "The seals are whole; they were replaced under way."],
  intact: ["SEALS_INTACT", "The seals are whole and the ones that it set out with."],
};

/** Seals that were replaced have other numbers than those that the consignment set out with. */
function comparedSeals(
  recorded: SealStateName,
  seen: readonly string[] | undefined,
  stated: readonly Seal[] | undefined,
): SealMismatch {
  const isComparable = recorded !== "replaced" && seen !== undefined && stated !== undefined;
  return isComparable ? sealMismatch(seen, numbersOf(stated)) : { strange: [], missing: [] };
}
