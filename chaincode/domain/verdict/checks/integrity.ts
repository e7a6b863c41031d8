// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { Problem, Situation } from "../situation";

/** Were the records made by those whom they name, and are the copies at hand what they committed to, and the latest? */
export function integrity(situation: Situation): Verdict {
  const { consignment, licences, altered, stale } = situation;
  const problems = problemsOf(situation);
  const [first] = problems;
  if (first !== undefined) {
    return verdictOf("RECORD_NOT_AUTHENTIC", first.sentence, { problems: problems.map(({ code }) => code) });
  }
  if (altered.length > 0) {
    const sentence = `Your organisation's copy of ${altered.join(", ")} is not what the channel's hash stands for, or no such content at all.`;
    return verdictOf("COPY_ALTERED", sentence, { altered });
  }
  if (stale.length > 0) {
    const sentence = `Your organisation's copy of ${stale.join(", ")} is of an earlier version than the one in force.`;
    return verdictOf("STALE_COPY", sentence, { stale });
  }
  const records = [...licences.map(({ number }) => number), ...(consignment ? [consignment.id] : [])];
  return verdictOf("INTEGRITY_CONFIRMED", "Every record was proven by the organisation that it names.", { records });
}

function problemsOf({ licences, custody }: Situation): Problem[] {
  const problems: Problem[] = [];
  for (const { licence, certificate, problems: ofLines } of licences) {
    if ("problem" in licence) problems.push(licence.problem);
    problems.push(...ofLines);
    if (certificate && "problem" in certificate) problems.push(certificate.problem);
  }
  if (custody && "problem" in custody && custody.problem.code === "NOT_FOUND") problems.push(custody.problem);
  return problems;
}
