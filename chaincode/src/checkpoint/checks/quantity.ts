// SPDX-License-Identifier: Apache-2.0
import type { Presented, Verdict } from "../../domain/checkpoint/schemas";
import { verdictOf } from "../../domain/checkpoint/verdict-table";
import { countKey } from "../../domain/consignment/difference";
import type { Consignment } from "../../domain/consignment/schemas";
import type { JsonValue } from "../../domain/shared/canonical";
import { describeQuantity } from "../../domain/shared/quantity";
import { viewOf } from "../../licence/write-off/line";
import type { Situation } from "../situation";

/** Is the quantity covered, and does what was counted agree with what was declared? */
export function quantity({ consignment, licences, presented, reservations }: Situation): Verdict {
  const views = licences.flatMap(({ lines }) => lines.map(viewOf));
  const facts: Record<string, JsonValue> = {
    lines: views.map(({ licence, line, unit, authorised, reserved, consumed, available, overdrawn }) => ({
      licence,
      line,
      unit,
      authorised: authorised ?? null,
      reserved,
      consumed,
      available: available ?? null,
      overdrawn,
    })),
  };
  if (views.some(({ overdrawn }) => overdrawn !== "0")) {
    return verdictOf("QUANTITY_OVERDRAWN", "More was written off than the licence authorises.", facts);
  }
  if (consignment === undefined) {
    const left = views.some(({ available }) => available === undefined || available !== "0");
    return left
      ? verdictOf("QUANTITY_LEFT", "The licence has quantity left.", facts)
      : verdictOf("QUANTITY_NONE_LEFT", "Nothing is left on any line of the licence.", facts);
  }
  return ofConsignment(consignment, reservations, presented, facts);
}

function ofConsignment(
  consignment: Consignment,
  reservations: Situation["reservations"],
  presented: Presented,
  facts: Record<string, JsonValue>,
): Verdict {
  if (consignment.status === "invalidated") {
    return verdictOf("DECLARATION_INVALIDATED", `The declaration of ${consignment.id} was invalidated.`, facts);
  }
  const declared = declaredQuantities(consignment);
  facts["declared"] = [...declared.values()].map(({ amount, ...of }) => ({ ...of, amount: amount.toString() }));
  const uncovered = uncoveredAllocations(consignment, reservations);
  if (uncovered.length > 0) {
    const sentence = `The licences' balances hold other quantities than ${consignment.id} claims.`;
    return verdictOf("QUANTITY_NOT_COVERED", sentence, { ...facts, uncovered });
  }
  const differing = differingCount(declared, presented);
  if (differing !== undefined) {
    return verdictOf("QUANTITY_DIFFERS", differing.sentence, { ...facts, counted: differing.counted });
  }
  if (consignment.difference === "open") {
    const differences = consignment.receipt?.differences ?? [];
    return verdictOf("QUANTITY_DIFFERENCE_OPEN", `${consignment.id} arrived with another quantity than was sent.`, {
      ...facts,
      differences,
    });
  }
  return consignment.status === "registered"
    ? verdictOf("QUANTITY_RESERVED", "The declared quantity is reserved on every licence line.", facts)
    : verdictOf("QUANTITY_WRITTEN_OFF", "The declared quantity was written off at release.", facts);
}

/** The first count that is not what was declared in its measure. */
function differingCount(
  declared: ReadonlyMap<string, Declared>,
  { counts = [] }: Presented,
): { readonly sentence: string; readonly counted: JsonValue } | undefined {
  const found = counts.find((count) => declared.get(countKey(count))?.amount !== BigInt(count.quantity.amount));
  if (found === undefined) return undefined;
  const { amount, unit } = found.quantity;
  const stated = describeQuantity(declared.get(countKey(found))?.amount ?? 0n, unit);
  const counted = describeQuantity(BigInt(amount), unit);
  return {
    sentence: `Item ${found.item.toString()}: ${counted} counted, ${stated} declared.`,
    counted: { item: found.item, amount, unit },
  };
}

/** Allocations whose reservation does not hold the quantity that the consignment claims for it. */
function uncoveredAllocations(
  consignment: Consignment,
  reservations: Situation["reservations"],
): { item: number; licence: string; line: number; claimed: string; held: string | null }[] {
  const side = consignment.status === "registered" ? "reserved" : "consumed";
  return consignment.allocations.flatMap(({ item, licence, line, quantity }, index) => {
    const reservation = reservations[index];
    const held = reservation && "record" in reservation ? reservation.record[side] : null;
    return held === quantity.amount ? [] : [{ item, licence, line, claimed: quantity.amount, held }];
  });
}

interface Declared {
  readonly item: number;
  readonly unit: string;
  readonly amount: bigint;
}

/**
 * Declared quantity of each item and measure in smallest units. Several licences may cover one item: each covers a share of it, in
 * kilograms on one and in articles on another.
 */
function declaredQuantities(consignment: Consignment): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const allocation of consignment.allocations) {
    const { item, quantity } = allocation;
    const earlier = declared.get(countKey(allocation))?.amount ?? 0n;
    declared.set(countKey(allocation), { item, unit: quantity.unit, amount: earlier + BigInt(quantity.amount) });
  }
  return declared;
}
