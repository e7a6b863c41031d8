// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../domain/checkpoint/schemas";
import { verdictOf } from "../../domain/checkpoint/verdict-table";
import type { Consignment } from "../../domain/consignment/schemas";
import type { JsonValue } from "../../domain/shared/canonical";
import { describeQuantity } from "../../domain/shared/quantity";
import { viewOf } from "../../licence/write-off/line";
import type { Situation } from "../situation";

/** Is the quantity covered, and does what was counted agree with what was declared? */
export function quantity({ consignment, licences, presented }: Situation): Verdict {
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
  const declared = declaredQuantities(consignment);
  facts["declared"] = [...declared].map(([item, amount]) => ({ item, amount: amount.toString() }));
  const differing = (presented.counts ?? []).find(
    ({ item, quantity }) => declared.get(item) !== BigInt(quantity.amount),
  );
  if (differing) {
    const { item, quantity } = differing;
    const stated = describeQuantity(declared.get(item) ?? 0n, quantity.unit);
    const counted = describeQuantity(BigInt(quantity.amount), quantity.unit);
    return verdictOf("QUANTITY_DIFFERS", `Item ${item.toString()}: ${counted} counted, ${stated} declared.`, {
      ...facts,
      counted: { item, amount: quantity.amount, unit: quantity.unit },
    });
  }
  return consignment.status === "registered"
    ? verdictOf("QUANTITY_RESERVED", "The declared quantity is reserved on every licence line.", facts)
    : verdictOf("QUANTITY_WRITTEN_OFF", "The declared quantity was written off at release.", facts);
}

/** Declared quantity of each item in smallest units. Several licences may cover one item: each covers a share of it. */
function declaredQuantities(consignment: Consignment): Map<number, bigint> {
  const declared = new Map<number, bigint>();
  for (const { item, quantity } of consignment.allocations) {
    declared.set(item, (declared.get(item) ?? 0n) + BigInt(quantity.amount));
  }
  return declared;
}
