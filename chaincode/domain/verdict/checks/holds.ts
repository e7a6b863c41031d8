// SPDX-License-Identifier: Apache-2.0
import type { Hold, Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { Situation } from "../situation";

/** Does a state hold the goods, or has an inspection found what nobody has resolved yet? */
export function holds({ consignment, holds: open }: Situation): Verdict {
  if (consignment === undefined) {
    return verdictOf("HOLDS_NOT_ASKED", "The question is about a licence, not a consignment.");
  }
  if (open.length === 0) return verdictOf("HOLDS_NONE", "Nobody holds the goods, and no finding is unresolved.");
  const facts = {
    holds: open.map(({ id, reason, office, placedAt, until, contact, inspection }) => ({
      hold: id,
      reason,
      office: office ?? null,
      since: placedAt,
      until: until ?? null,
      contact: contact ?? null,
      inspection: inspection ?? null,
    })),
  };
  const sentence = open.map(sentenceOf).join(" ");
  const isFinding = open.every(({ reason }) => reason === "inspection");
  return verdictOf(isFinding ? "INSPECTION_UNRESOLVED" : "CONSIGNMENT_ON_HOLD", sentence, facts);
}

function sentenceOf({ id, reason, office, placedAt, inspection }: Hold): string {
  const by = office ?? id.slice(0, id.indexOf("-"));
  if (inspection !== undefined) return `${by} found in ${inspection} what does not agree, on ${placedAt}.`;
  return `${by} has held the goods since ${placedAt}, for ${reason}.`;
}
