// SPDX-License-Identifier: Apache-2.0
import type { Allocation, ConsignmentGoods } from "../consignment/schemas";
import type { LicenceContent } from "../licence/schemas";
import { comparableCode, type Mismatch, partyMismatches, textMismatches } from "../shared/comparison";

type GoodsItem = ConsignmentGoods["items"][number];
type LicenceLine = LicenceContent["lines"][number];

/** Where a consignment's parties (left) are not the licence's (right). */
export function consignmentPartyMismatches(goods: ConsignmentGoods, licence: LicenceContent): readonly Mismatch[] {
  return [
    ...partyMismatches("exporter", goods.exporter, licence.exporter),
    ...partyMismatches("consignee", goods.consignee, licence.consignee),
    ...(goods.endUser === undefined ? [] : partyMismatches("endUser", goods.endUser, licence.endUser)),
    ...textMismatches("destination", goods.destination, licence.destination),
  ];
}

/**
 * Where the goods that are allocated to a licence's lines (left) are not those that the lines cover (right): the line, the control code
 * and the commodity code, as far as the declaration states them. Goods of which no code can be compared, and two that share an item's
 * number, are a difference, never a match.
 */
export function consignmentGoodsMismatches(
  goods: ConsignmentGoods,
  allocations: readonly Pick<Allocation, "item" | "line">[],
  licence: LicenceContent,
): readonly Mismatch[] {
  return allocations.flatMap(({ item, line }) => {
    const field = `items[${item.toString()}]`;
    const [declared, ...others] = goods.items.filter((candidate) => candidate.item === item);
    const licensed = licence.lines.find((candidate) => candidate.line === line);
    if (declared === undefined || others.length > 0) return [{ field, left: null, right: null }];
    if (licensed === undefined) return [{ field: `${field}.line`, left: line.toString(), right: linesOf(licence) }];
    return [
      ...controlCodeMismatches(field, declared, licensed),
      ...commodityCodeMismatches(field, declared, licensed),
      ...uncoded(field, declared, licensed),
    ];
  });
}

/** Goods whose control code the declaration states, and for which no licence line is drawn on. */
export function unallocatedGoods(
  goods: ConsignmentGoods,
  allocations: readonly Pick<Allocation, "item">[],
): readonly Mismatch[] {
  return goods.items
    .filter(({ item, controlCode }) => controlCode !== undefined && allocations.every((each) => each.item !== item))
    .map(({ item, controlCode }) => ({
      field: `items[${item.toString()}].allocation`,
      left: controlCode ?? null,
      right: null,
    }));
}

function linesOf(licence: LicenceContent): string {
  return licence.lines.map(({ line }) => line.toString()).join(", ");
}

/** A line covers its control code and every sub-paragraph below it. */
function controlCodeMismatches(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  if (declared.controlCode === undefined) return [];
  const left = comparableCode(declared.controlCode);
  const right = comparableCode(licensed.controlCode);
  if (left === right || left.startsWith(`${right}.`)) return [];
  return [{ field: `${field}.controlCode`, left: declared.controlCode, right: licensed.controlCode }];
}

/** Commodity codes agree as far as the shorter goes (HS 6, CN 8, TARIC 10 digits). */
function commodityCodeMismatches(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  const { commodityCode: left } = declared;
  const { commodityCode: right } = licensed;
  if (left === undefined || right === undefined || left.startsWith(right) || right.startsWith(left)) return [];
  return [{ field: `${field}.commodityCode`, left, right }];
}

/** A description is no code: where neither code stands on both sides, nothing says that the line covers the goods. */
function uncoded(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  if (declared.controlCode !== undefined) return [];
  if (declared.commodityCode !== undefined && licensed.commodityCode !== undefined) return [];
  return [{ field: `${field}.controlCode`, left: null, right: licensed.controlCode }];
}
