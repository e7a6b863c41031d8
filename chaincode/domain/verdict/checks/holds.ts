// SPDX-License-Identifier: Apache-2.0
import { endedSentence } from "../../checkpoint/ended";
import type { Hold, Verdict } from "../../checkpoint/schemas";
import { verdictOf, type VerdictCode } from "../../checkpoint/verdict-table";
import type { Situation } from "../situation";

/** Does a state hold the goods, has an inspection found what nobody has resolved yet, or did the goods end where a state held them? */
export function holds({ consignment, holds: open }: Situation): Verdict {
  if (consignment === undefined) {
    return verdictOf("HOLDS_NOT_ASKED", "The question is about a licence, not a consignment.");
  }
  if (open.length === 0) return verdictOf("HOLDS_NONE", "Nobody holds the goods, and no finding is unresolved.");
  const facts = {
    holds: open.map(({ id, reason, office, placedAt, until, contact, inspection, ended }) => ({
      hold: id,
      reason,
      office: office ?? null,
      since: placedAt,
      until: until ?? null,
      contact: contact ?? null,
      inspection: inspection ?? null,
      ended: ended?.as ?? null,
    })),
  };
  return verdictOf(codeOf(open), open.map(sentenceOf).join(" "), facts);
}

function codeOf(open: readonly Hold[]): VerdictCode {
  if (open.some(({ ended }) => ended !== undefined)) return "CONSIGNMENT_ENDED";
  return open.every(({ reason }) => reason === "inspection") ? "INSPECTION_UNRESOLVED" : "CONSIGNMENT_ON_HOLD";
}

function sentenceOf(held: Hold): string {
  const { id, reason, office, placedAt, inspection, ended } = held;
  if (ended !== undefined) return endedSentence(held);
  const by = office ?? id.slice(0, id.indexOf("-"));
  if (inspection !== undefined) return `${by} found in ${inspection} what does not agree, on ${placedAt}.`;
  return `${by} has held the goods since ${placedAt}, for ${reason}.`;
}
