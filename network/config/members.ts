// SPDX-License-Identifier: Apache-2.0
import type { RuleViolation } from "@licet/embedded-network/description/consortium";
import type { Consortium } from "./schema.js";

type Path = RuleViolation["path"];

/** An authority speaks for one state, and nobody else for any; only members hold roles. */
export function checkMembers({ organisations }: Consortium): RuleViolation[] {
  return organisations.flatMap(({ kind, state, roles, officePrefixes }, at) => {
    const path: Path = ["organisations", at];
    const said = { state, roles, officePrefixes };
    const needs = (field: keyof typeof said, what: string): RuleViolation[] =>
      said[field] === undefined ? [] : [{ path: [...path, field], sentence: `${field} ${what}` }];
    if (kind === undefined)
      return (["state", "roles", "officePrefixes"] as const).flatMap((field) => needs(field, "needs kind beside it"));
    if (kind !== "authority")
      return [...needs("state", "is an authority's"), ...needs("officePrefixes", "are an authority's")];
    return state === undefined ? [{ path, sentence: "must name the state whose authority it is" }] : [];
  });
}
