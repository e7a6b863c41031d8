// SPDX-License-Identifier: Apache-2.0
import { type AuthenticityRule, noAuthority, ownPlaceProblem } from "../shared/authenticity";
import type { Overrides, Statement } from "./schemas";

/** A state names its own holds, each once, and its own offices and places. */
export const statementProblem: AuthenticityRule<Statement> = ({ register, openHolds }, as, beside) => {
  const isEachOnce = new Set(openHolds.map(({ id }) => id)).size === openHolds.length;
  if (!isEachOnce || openHolds.some(({ id }) => !id.startsWith(`${register}-`)))
    return "names holds that are not its own";
  const problems = openHolds.map((held) => ownPlaceProblem(held, as, beside));
  return noAuthority(beside.members, as.owner) ?? problems.find((problem) => problem !== undefined);
};

/** Only a state's authority overrides what others hold. */
export const overridesProblem: AuthenticityRule<Overrides> = (_, { owner }, { members }) => noAuthority(members, owner);
