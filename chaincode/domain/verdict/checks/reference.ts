// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { Situation } from "../situation";

/** Does the reference that was asked for lead to these goods alone? Each consignment that it leads to has its own verdicts, never the first. */
export function reference({ reference: { claims, declarants } }: Situation): Verdict {
  const facts = { claims, declarants };
  if (claims === 1) return verdictOf("REFERENCE_ANSWERED", "The reference leads to one record.", facts);
  const many = claims.toString();
  if (declarants === 1) {
    return verdictOf("REFERENCE_HAS_PARTS", `The reference has ${many} parts, all of one declarant.`, facts);
  }
  const sentence = `${declarants.toString()} declarants claim the reference, for ${many} consignments.`;
  return verdictOf("REFERENCE_CLAIMED_TWICE", sentence, facts);
}
