// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import {
  consignmentGoodsMismatches,
  duplicateItems,
  isSameCommodity,
  unallocatedGoods,
  unexplainedGoods,
} from "../../comparison/consignment";
import type { Consignment, ConsignmentGoods } from "../../consignment/schemas";
import { differing, mismatchesOf, ofLicenceAlone, undisclosed } from "../comparison";
import type { Situation } from "../situation";

type Exemption = NonNullable<ConsignmentGoods["items"][number]["exemption"]>;

/**
 * Is every item of the declaration covered by a line, by control code and commodity code, or declared as needing none and why? An item of
 * which nothing says so is unknown.
 */
export function goodsAndCodes(situation: Situation): Verdict {
  const { consignment } = situation;
  if (consignment === undefined) return ofLicenceAlone("GOODS_NOT_ASKED");
  const goods = situation.goods && leavingGoods(situation.goods, consignment);
  const uncovered = goods && uncoveredGoods(goods, consignment);
  if (uncovered !== undefined) return uncovered;
  const mismatches = mismatchesOf(situation, (licence, content) => {
    const allocations = consignment.allocations.filter((allocation) => allocation.licence === licence);
    return goods === undefined ? [] : consignmentGoodsMismatches(goods, allocations, content);
  });
  if (mismatches.length > 0) return differing("GOODS_DIFFER", mismatches);
  return (
    unexplained(goods, consignment) ??
    doubtfullyExempt(situation, goods, consignment) ??
    undisclosed(situation, "GOODS_NOT_DISCLOSED", true) ??
    verdictOf(
      "GOODS_AGREE",
      "Every item is covered by a line of its licence, or declared as needing none.",
      exemptionsOf(goods),
    )
  );
}

/** The goods without items that an amendment took back. */
function leavingGoods(goods: ConsignmentGoods, { withdrawn = [] }: Consignment): ConsignmentGoods {
  return { ...goods, items: goods.items.filter(({ item }) => !withdrawn.includes(item)) };
}

function uncoveredGoods(goods: ConsignmentGoods, { allocations }: Consignment): Verdict | undefined {
  const problems = [...duplicateItems(goods), ...unallocatedGoods(goods, allocations)];
  if (problems.length === 0) return undefined;
  const fields = problems.map(({ field }) => field);
  return verdictOf(
    "GOODS_DIFFER",
    `No licence is drawn on for controlled goods, or an item stands twice: ${fields.join(", ")}.`,
    {
      mismatches: problems.map(({ field, left }) => ({ field, consignment: left, covered: null })),
    },
  );
}

function unexplained(goods: ConsignmentGoods | undefined, { allocations }: Consignment): Verdict | undefined {
  const items = goods === undefined ? [] : unexplainedGoods(goods, allocations);
  if (items.length === 0) return undefined;
  const sentence = `Nothing says whether a licence is needed for item ${items.map(String).join(", ")}.`;
  return verdictOf("GOODS_UNKNOWN", sentence, { items: [...items] });
}

/**
 * Items that the declaration says need no licence, where it contradicts itself: a licence is drawn on for them, or one of the
 * consignment's licences covers goods under the same commodity code and no ruling says otherwise.
 */
function doubtfullyExempt(
  { licences }: Situation,
  goods: ConsignmentGoods | undefined,
  { allocations }: Consignment,
): Verdict | undefined {
  const licensed = licences.flatMap(({ content }) => content?.lines ?? []);
  const items = (goods?.items ?? [])
    .filter(
      ({ item, commodityCode, exemption }) =>
        (exemption !== undefined && allocations.some((each) => each.item === item)) ||
        (isUnruled(exemption) && licensed.some((line) => isSameCommodity(commodityCode, line.commodityCode))),
    )
    .map(({ item }) => item);
  if (items.length === 0) return undefined;
  const sentence = `Item ${items.map(String).join(", ")} is declared as needing no licence, and is as the goods of one.`;
  return verdictOf("GOODS_UNKNOWN", sentence, { items });
}

/** Whether the declarant alone says that no licence is needed: a ruling is on the goods themselves, whatever code they share. */
function isUnruled(exemption: Exemption | undefined): boolean {
  return exemption !== undefined && !(exemption.reason === "no-licence-required" && exemption.reference !== undefined);
}

/** Items that the declaration says need no licence, with the reason, for the officer to judge. */
function exemptionsOf(goods: ConsignmentGoods | undefined) {
  const exempt = goods?.items.flatMap(({ item, exemption }) =>
    exemption === undefined ? [] : [{ item, reason: exemption.reason, reference: exemption.reference ?? null }],
  );
  return exempt === undefined || exempt.length === 0 ? {} : { exempt };
}
