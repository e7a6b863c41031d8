// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { Situation } from "../situation";

/** Does the reference that was asked for lead to these goods alone? Each consignment that it leads to has its own verdicts, never the first. */
export function reference({ reference: { claims, declarants, lookedAt, invalidated } }: Situation): Verdict {
  const facts = {
    claims,
    declarants,
    lookedAt,
    ...(invalidated.length === 0 ? {} : { invalidated: [...invalidated] }),
  };
  const before =
    invalidated.length === 0 ? "" : ` Declared under it before, and invalidated: ${invalidated.join(", ")}.`;
  if (claims === 1) {
    const code = invalidated.length === 0 ? "REFERENCE_ANSWERED" : "REFERENCE_DECLARED_ANEW";
    return verdictOf(code, `The reference leads to one record.${before}`, facts);
  }
  const many = claims.toString();
  const rest = `${lookedAt < claims ? ` Only ${lookedAt.toString()} of them were looked at.` : ""}${before}`;
  if (declarants > 1) {
    const sentence = `${declarants.toString()} declarants claim the reference, for ${many} consignments.${rest}`;
    return verdictOf("REFERENCE_CLAIMED_TWICE", sentence, facts);
  }
  const sentence = `The reference has ${many} parts, all of one declarant.${rest}`;
  return verdictOf(lookedAt < claims ? "REFERENCE_HAS_MORE" : "REFERENCE_HAS_PARTS", sentence, facts);
}
