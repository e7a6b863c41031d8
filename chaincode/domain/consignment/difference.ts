// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { baseUnitOf, type Quantity } from "../shared/quantity";
import type { ItemDifference } from "./schemas";

/** Quantity of one goods item. */
export interface ItemQuantity {
  readonly item: number;
  readonly quantity: Quantity;
}

/** What an item is counted in: an item that is sent in kilograms and in articles is counted in both. */
export function countKey({ item, quantity }: ItemQuantity): string {
  return `${item.toString()} ${baseUnitOf(quantity.unit)}`;
}

/**
 * Shipper/receiver difference of every item: what was counted less what was sent, in smallest units. An item of quantity zero was not
 * counted when it was sent, and is not when it arrives.
 * @returns undefined where the counts are not one for each item sent.
 */
export function itemDifferences(
  sent: readonly ItemQuantity[],
  counted: readonly ItemQuantity[],
): readonly z.infer<typeof ItemDifference>[] | undefined {
  const shipped = new Map<string, { item: number; unit: string; amount: bigint }>();
  for (const each of sent.filter(({ quantity }) => quantity.amount !== "0")) {
    const earlier = shipped.get(countKey(each))?.amount ?? 0n;
    const amount = earlier + BigInt(each.quantity.amount);
    shipped.set(countKey(each), { item: each.item, unit: each.quantity.unit, amount });
  }
  const received = new Map(counted.map((each) => [countKey(each), BigInt(each.quantity.amount)]));
  if (received.size !== counted.length || received.size !== shipped.size) return undefined;
  const differences = [];
  for (const [key, { item, unit, amount }] of shipped) {
    const count = received.get(key);
    if (count === undefined) return undefined;
    differences.push({
      item,
      unit,
      shipped: amount.toString(),
      received: count.toString(),
      difference: (count - amount).toString(),
    });
  }
  return differences;
}
