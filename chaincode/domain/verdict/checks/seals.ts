// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf, type VerdictCode } from "../../checkpoint/verdict-table";
import { sealStateAfter } from "../../custody/seals";
import type { SealStateName } from "../../custody/transitions";
import type { JsonValue } from "../../json/canonical";
import { sealMismatch } from "../seal-numbers";
import type { Situation } from "../situation";

type Facts = Record<string, JsonValue>;

/**
 * Are the seals whole, and the ones that are on record now, after every re-sealing? Where nobody says what he sees, the answer is what was
 * recorded last; who says that he has not looked is told that nobody has.
 */
export function seals(situation: Situation): Verdict {
  const { custody, presented, seals: found } = situation;
  if (custody === undefined) return verdictOf("SEALS_NOT_ASKED", "The question is about a licence, not a consignment.");
  if ("problem" in custody) return verdictOf("SEALS_UNCHECKED", "The custody chain does not say what the seals are.");
  const state = sealStateAfter(found.state, presented.sealState ?? "not-checked") ?? "broken";
  const facts = factsOf(situation);
  if (state === "broken") return verdictOf("SEALS_BROKEN", "The seals are broken.", facts);
  return (
    differing(situation, facts) ??
    doubted(found.doubtedBy, facts) ??
    unlooked(situation, state, facts) ??
    whole(situation, state, facts)
  );
}

function factsOf(situation: Situation): Facts {
  const { state: recorded, resealed, privately } = situation.seals;
  return {
    recorded,
    observed: situation.presented.sealState ?? null,
    ...setFacts(situation),
    resealedBy: resealed?.byCustomsOf ?? null,
    resealedAt: resealed?.eventTime ?? null,
    ...(privately === undefined ? {} : { privatelyResealedAt: privately.eventTime }),
  };
}

/** Numbers are for officers of a state, who may look at the seals; others learn how many, not which. */
function setFacts({ asker, seals: { numbers } }: Situation): Facts {
  if (numbers === undefined) return {};
  return { present: asker.readsSealNumbers ? [...numbers] : null, presentCount: numbers.length };
}

/** Numbers that were read against those that are on record; what cannot be compared is said, not passed over. */
function differing(
  { asker, presented, seals: { numbers, mayRemain, ask } }: Situation,
  facts: Facts,
): Verdict | undefined {
  const read = presented.seals;
  if (read === undefined) return undefined;
  if (numbers === undefined) {
    const sentence = `Your organisation does not hold the numbers that are on record; ask ${ask.join(" or ")}.`;
    return verdictOf("SEALS_NOT_DISCLOSED", sentence, { ...facts, ask: [...ask] });
  }
  const { strange, missing } = sealMismatch(read, numbers, mayRemain);
  if (strange.length + missing.length === 0) return undefined;
  const counts = { ...facts, strangeCount: strange.length, missingCount: missing.length };
  const told = asker.readsSealNumbers ? { ...counts, strange, missing } : counts;
  if (numbers.length === 0) {
    const sentence = `No seals are on record, and ${strange.length.toString()} are on the goods.`;
    return verdictOf("SEALS_UNDECLARED", sentence, told);
  }
  const sentence = `Of the seals, ${strange.length.toString()} were not recorded and ${missing.length.toString()} are missing.`;
  return verdictOf("SEALS_DIFFER", sentence, told);
}

function doubted(doubtedBy: readonly string[], facts: Facts): Verdict | undefined {
  if (doubtedBy.length === 0) return undefined;
  const sentence = `${doubtedBy.join(" and ")} found the seals broken at a point that the custody chain does not show.`;
  return verdictOf("SEALS_DOUBTED", sentence, { ...facts, doubtedBy: [...doubtedBy] });
}

function unlooked({ presented, seals: found }: Situation, state: SealStateName, facts: Facts): Verdict | undefined {
  if (found.numbers?.length === 0) return undefined;
  if (presented.sealState === "not-checked") {
    return verdictOf("SEALS_NOT_LOOKED_AT", "The seals were not looked at here.", facts);
  }
  if (state === "unknown" || (presented.sealState === undefined && !found.lookedAt)) {
    return verdictOf("SEALS_UNCHECKED", "Nobody looked at the seals when the goods last changed hands.", facts);
  }
  return undefined;
}

function whole({ presented, seals: found }: Situation, state: SealStateName, facts: Facts): Verdict {
  if (found.numbers?.length === 0) {
    return verdictOf(
      "SEALS_NONE_DECLARED",
      "The goods were declared without seals: there is nothing to be whole.",
      facts,
    );
  }
  const [code, sentence] = state === "replaced" ? replaced(found) : INTACT;
  const basis = presented.sealState === "intact" ? "as seen here" : "as last recorded; what you see was not given";
  return verdictOf(code, `${sentence}, ${basis}.`, facts);
}

const INTACT: readonly [VerdictCode, string] = [
  "SEALS_INTACT",
  "The seals are whole and the ones that it set out with",
];

/**
 * Customs puts seals on in place of those that it takes off; why anybody else does, has to be explained. What customs adds afterwards
 * explains nothing: the seals that somebody else put on are on the goods still.
 */
function replaced({ resealed, privately }: Situation["seals"]): readonly [VerdictCode, string] {
  if (resealed === undefined || privately !== undefined) {
    return ["SEALS_REPLACED_PRIVATELY", "The seals are whole; the custodian replaced them without customs"];
  }
  const by = resealed.byCustomsOf;
  const how =
    by === undefined ? "customs has found those in order that the custodian put on" : `customs of ${by} replaced them`;
  return ["SEALS_REPLACED", `The seals are whole; ${how}`];
}
