// SPDX-License-Identifier: Apache-2.0
import type { Allocation, ConsignmentGoods } from "../consignment/schemas";
import type { LicenceContent } from "../licence/schemas";
import { countryMismatches, type Mismatch, partyMismatches } from "../shared/comparison";
import { coversControlCode } from "../shared/control-codes";
import { destinationsOf } from "./route";

type GoodsItem = ConsignmentGoods["items"][number];
type LicenceLine = LicenceContent["lines"][number];

/**
 * Where a consignment's parties (left) are not the licence's (right).
 * @param items goods items that draw on the licence: an item may have a consignee and a destination of its own, which then count for it
 *   in place of the consignment's. Where it is left out, the consignment's count.
 */
export function consignmentPartyMismatches(
  goods: ConsignmentGoods,
  licence: LicenceContent,
  items?: readonly number[],
): readonly Mismatch[] {
  return [
    ...partyMismatches("exporter", goods.exporter, licence.exporter),
    ...(goods.endUser === undefined ? [] : partyMismatches("endUser", goods.endUser, licence.endUser)),
    ...receiversOf(goods, items).flatMap((receiver) => receiverMismatches(receiver, licence)),
  ];
}

/** Who receives goods, and where, with what the fields are called. */
interface Receiver {
  readonly prefix: string;
  readonly consignee: ConsignmentGoods["consignee"];
  readonly destination: string;
}

/** Receivers of the items: the consignment's once for all that have none of their own. */
function receiversOf(goods: ConsignmentGoods, items: readonly number[] | undefined): readonly Receiver[] {
  const { consignee, destination } = goods;
  const drawing = goods.items.filter(({ item }) => items?.includes(item));
  const own = drawing
    .filter((item) => item.consignee !== undefined || item.destination !== undefined)
    .map((item) => ({
      prefix: `items[${item.item.toString()}].`,
      consignee: item.consignee ?? consignee,
      destination: item.destination ?? destination,
    }));
  return own.length > 0 && own.length === drawing.length ? own : [{ prefix: "", consignee, destination }, ...own];
}

/** Consignees that a licence allows: the one that it names first, and third parties that are consignees. */
export function consigneesOf({ consignee, thirdParties }: LicenceContent): readonly LicenceContent["consignee"][] {
  return [consignee, ...thirdParties.filter(({ role }) => /\bconsignee\b/i.test(role))];
}

/** A licence may allow further consignees and destinations beside the ones that it names first. */
function receiverMismatches(
  { prefix, consignee, destination }: Receiver,
  licence: LicenceContent,
): readonly Mismatch[] {
  return [
    ...fewest(consigneesOf(licence).map((other) => partyMismatches(`${prefix}consignee`, consignee, other))),
    ...fewest(destinationsOf(licence).map((other) => countryMismatches(`${prefix}destination`, destination, other))),
  ];
}

/** The first of several comparisons that agrees, or else the first. */
function fewest(comparisons: readonly (readonly Mismatch[])[]): readonly Mismatch[] {
  return comparisons.find((mismatches) => mismatches.length === 0) ?? comparisons[0] ?? [];
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

/** Where the items go, where some go elsewhere than the consignment; nothing where all go where it goes. */
export function ownDestinations({ destination, items }: ConsignmentGoods): readonly string[] {
  if (items.every((item) => item.destination === undefined)) return [];
  return items.map((item) => item.destination ?? destination);
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

/** Items that share a number: nobody can say which of them a line is drawn on for. */
export function duplicateItems({ items }: ConsignmentGoods): readonly Mismatch[] {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { item } of items) (seen.has(item) ? twice : seen).add(item);
  return [...twice].map((item) => ({
    field: `items[${item.toString()}]`,
    left: item.toString(),
    right: null,
  }));
}

/** Items that no licence line is drawn on for, and of which nothing says why: neither a control code nor an exemption. */
export function unexplainedGoods(
  goods: ConsignmentGoods,
  allocations: readonly Pick<Allocation, "item">[],
): readonly number[] {
  return goods.items
    .filter(
      ({ item, controlCode, exemption }) =>
        controlCode === undefined && exemption === undefined && allocations.every((each) => each.item !== item),
    )
    .map(({ item }) => item);
}

function linesOf(licence: LicenceContent): string {
  return licence.lines.map(({ line }) => line.toString()).join(", ");
}

/** A line covers its control code and every sub-paragraph below it, however either is spelled. */
function controlCodeMismatches(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  if (declared.controlCode === undefined || coversControlCode(licensed.controlCode, declared.controlCode)) return [];
  return [{ field: `${field}.controlCode`, left: declared.controlCode, right: licensed.controlCode }];
}

/** Whether commodity codes agree as far as the shorter goes (HS 6, CN 8, TARIC 10 digits); one that is not stated agrees with none. */
export function isSameCommodity(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && (left.startsWith(right) || right.startsWith(left));
}

function commodityCodeMismatches(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  const { commodityCode: left } = declared;
  const { commodityCode: right } = licensed;
  if (left === undefined || right === undefined || isSameCommodity(left, right)) return [];
  return [{ field: `${field}.commodityCode`, left, right }];
}

/** A description is no code: where neither code stands on both sides, nothing says that the line covers the goods. */
function uncoded(field: string, declared: GoodsItem, licensed: LicenceLine): readonly Mismatch[] {
  if (declared.controlCode !== undefined) return [];
  if (declared.commodityCode !== undefined && licensed.commodityCode !== undefined) return [];
  return [{ field: `${field}.controlCode`, left: null, right: licensed.controlCode }];
}
