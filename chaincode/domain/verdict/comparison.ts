// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../checkpoint/schemas";
import { verdictOf, type VerdictCode } from "../checkpoint/verdict-table";
import type { LicenceContent } from "../licence/schemas";
import type { Mismatch } from "../shared/comparison";
import { ownerOfLicence, ownerOfReference } from "../shared/ownership";
import type { JsonValue } from "../json/canonical";
import type { Situation } from "./situation";

/** A field on which a consignment differs from one of its licences. */
export type LicenceMismatch = Mismatch & { readonly licence: string };

/** Where a consignment differs from the licences whose content the asker may see. */
export function mismatchesOf(
  { licences }: Situation,
  compare: (licence: string, content: LicenceContent) => readonly Mismatch[],
): readonly LicenceMismatch[] {
  return licences.flatMap(({ number, content }) =>
    content === undefined ? [] : compare(number, content).map((mismatch) => ({ licence: number, ...mismatch })),
  );
}

/** The verdict on fields that differ. */
export function differing(code: VerdictCode, mismatches: readonly LicenceMismatch[]): Verdict {
  const fields = [...new Set(mismatches.map(({ field }) => field))].join(", ");
  return verdictOf(code, `Consignment and licence differ in ${fields}.`, { mismatches: factsOf(mismatches) });
}

/** Fields that differ, for the facts of a verdict. */
export function factsOf(mismatches: readonly LicenceMismatch[]): JsonValue {
  return mismatches.map(({ licence, field, left, right }) => ({ licence, field, consignment: left, covered: right }));
}

/** Organisations to ask for content that a comparison needs and the asker's organisation does not hold. */
export function ownersToAsk({ consignment, goods, licences }: Situation, needsGoods: boolean): readonly string[] {
  const hidden = licences.filter(({ content }) => content === undefined).map(({ number }) => ownerOfLicence(number));
  if (needsGoods && goods === undefined && consignment !== undefined) hidden.push(ownerOfReference(consignment.id));
  return [...new Set(hidden)];
}

/**
 * The verdict on what is not disclosed: whom to ask; undefined where nothing is hidden.
 * @param others organisations that keep what else the comparison needs.
 */
export function undisclosed(
  situation: Situation,
  code: VerdictCode,
  needsGoods: boolean,
  others: readonly string[] = [],
): Verdict | undefined {
  const ask = [...new Set([...ownersToAsk(situation, needsGoods), ...others])];
  if (ask.length === 0) return undefined;
  return verdictOf(code, `Your organisation does not hold what ${ask.join(" and ")} would share.`, { ask: [...ask] });
}

/** The verdict where no consignment was asked about. */
export function ofLicenceAlone(code: VerdictCode): Verdict {
  return verdictOf(code, "The question is about a licence, not a consignment.");
}
