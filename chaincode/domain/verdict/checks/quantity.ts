// SPDX-License-Identifier: Apache-2.0
import type { Presented, Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { reservationMismatches } from "../../comparison/covered";
import { countKey } from "../../consignment/difference";
import type { CustodyHead } from "../../custody/schemas";
import { isBehind, reachedOf, sentBackBy } from "../../custody/progress";
import { ANYWHERE, countryOf } from "../../shared/places";
import type { Consignment, Receipt } from "../../consignment/schemas";
import { viewOf } from "../../licence/standing";
import type { JsonValue } from "../../json/canonical";
import { describeQuantity } from "../../shared/quantity";
import { headOf, type Situation, whereOf } from "../situation";

/** Is the quantity covered, does what was counted agree with what was declared, and have the goods not arrived yet? */
export function quantity(situation: Situation): Verdict {
  const { consignment, licences } = situation;
  const views = licences.flatMap(({ lines }) => lines.map(viewOf));
  const facts: Facts = {
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
  const overdrawn = views.some((view) => view.overdrawn !== "0")
    ? verdictOf("QUANTITY_OVERDRAWN", "More was written off than the licence authorises.", facts)
    : undefined;
  if (consignment === undefined) return overdrawn ?? ofLicences(views, facts);
  facts["declared"] = [...declaredQuantities(consignment).values()].map(({ amount, ...of }) => ({
    ...of,
    amount: amount.toString(),
  }));
  // The gravest answer first: what only refers must not hide what stops.
  const problem = stopping(situation, consignment, facts) ?? overdrawn ?? referring(situation, consignment, facts);
  if (problem !== undefined) return problem;
  return consignment.status === "registered"
    ? verdictOf("QUANTITY_RESERVED", "The declared quantity is reserved on every licence line.", facts)
    : verdictOf("QUANTITY_WRITTEN_OFF", "The declared quantity was written off at release.", facts);
}

type Facts = Record<string, JsonValue>;

function ofLicences(views: readonly { readonly available?: string | undefined }[], facts: Facts): Verdict {
  const left = views.some(({ available }) => available !== "0");
  return left
    ? verdictOf("QUANTITY_LEFT", "The licence has quantity left.", facts)
    : verdictOf("QUANTITY_NONE_LEFT", "Nothing is left on any line of the licence.", facts);
}

function stopping(situation: Situation, consignment: Consignment, facts: Facts): Verdict | undefined {
  const { reservations } = situation;
  if (consignment.status === "invalidated") {
    return verdictOf("DECLARATION_INVALIDATED", `The declaration of ${consignment.id} was invalidated.`, facts);
  }
  const uncovered = uncoveredAllocations(consignment, reservations);
  if (uncovered.length > 0) {
    const sentence = `The licences' balances do not hold what ${consignment.id} claims, for it alone.`;
    return verdictOf("QUANTITY_NOT_COVERED", sentence, { ...facts, uncovered });
  }
  const misplaced = outOfPlace(situation, consignment, facts);
  if (misplaced !== undefined) return misplaced;
  const contested = contestedReceipt(consignment, facts);
  if (contested !== undefined) return contested;
  const differing = differingCount(declaredQuantities(consignment), countsOf(situation, consignment));
  if (differing === undefined) return undefined;
  return verdictOf("QUANTITY_DIFFERS", differing.sentence, { ...facts, counted: differing.counted });
}

/**
 * One write-off moves one load once: from the exporting state when customs has released it, to the destination, and no further. Whoever
 * neither says where the goods are nor speaks for a state may be anywhere.
 */
function outOfPlace(situation: Situation, consignment: Consignment, facts: Facts): Verdict | undefined {
  const { exportingState } = situation;
  const { id, status, receipt } = consignment;
  const here = whereOf(situation);
  if (receipt !== undefined && here !== countryOf(receipt.place)) {
    return verdictOf("CONSIGNMENT_SEEN_AGAIN", arrivalOf(id, receipt), { ...facts, ...arrivalFacts(receipt) });
  }
  if (status !== "registered") return behind(situation, consignment, facts);
  if (here === exportingState) return undefined;
  const sentence = `${id} was not released for export from ${exportingState ?? "its state"}.`;
  return verdictOf("QUANTITY_NOT_RELEASED", sentence, { ...facts, exportingState: exportingState ?? null });
}

/** Goods that have come further on do not stand at a place behind: others travel on their papers. */
function behind(situation: Situation, { id }: Consignment, facts: Facts): Verdict | undefined {
  const { place } = situation.presented;
  const reached = reachedBeyond(situation, place);
  if (place === undefined || reached === undefined) return undefined;
  const sentence = `The goods of ${id} have come to ${reached}, further on than ${place}.`;
  return verdictOf("CONSIGNMENT_SEEN_AGAIN", sentence, { ...facts, reached });
}

/** An officer who does not say where he is may look the goods up in his office, or have others before him. */
function unplaced(situation: Situation, { id }: Consignment, facts: Facts): Verdict | undefined {
  const { presented, asker } = situation;
  if (presented.place !== undefined || asker.state === undefined) return undefined;
  const reached = reachedBeyond(situation, `${asker.state}${ANYWHERE}`);
  if (reached === undefined) return undefined;
  const sentence = `The goods of ${id} have come to ${reached}, further on than ${asker.state}; where you see them is not said.`;
  return verdictOf("PLACE_NOT_SAID", sentence, { ...facts, reached });
}

/** Where the goods have come to, where that is further on than a place, and nobody has sent them back. */
function reachedBeyond(situation: Situation, here: string | undefined): string | undefined {
  const head = headOf(situation);
  if (head === undefined || here === undefined || isSentBack(situation, head)) return undefined;
  const reached = reachedOf(head, situation.handedOverAt);
  return isBehind(head, reached, here) ? reached?.place : undefined;
}

/** An open incident, or the state that held the goods, says why they are on their way back; that has verdicts of its own. */
function isSentBack({ holds }: Situation, head: CustodyHead): boolean {
  return sentBackBy(head) !== undefined || holds.some(({ ended }) => ended?.as === "returned");
}

/** Goods that were received although something spoke against it stay where they are until that is settled. */
function contestedReceipt({ id, receipt, difference }: Consignment, facts: Facts): Verdict | undefined {
  if (receipt?.contested === undefined || difference !== "open") return undefined;
  const { contested } = receipt;
  const sentence = `${arrivalOf(id, receipt)} What spoke against it is open: ${contested.join(", ")}.`;
  return verdictOf("RECEIPT_CONTESTED", sentence, { ...facts, ...arrivalFacts(receipt), contested: [...contested] });
}

function referring(situation: Situation, consignment: Consignment, facts: Facts): Verdict | undefined {
  const { id, difference, receipt, status } = consignment;
  if (receipt === undefined) return status === "released" ? unplaced(situation, consignment, facts) : undefined;
  const arrival = { ...facts, ...arrivalFacts(receipt) };
  if (difference !== "open") return verdictOf("CONSIGNMENT_RECEIVED", arrivalOf(id, receipt), arrival);
  const sentence = `${arrivalOf(id, receipt)} It was another quantity than was sent.`;
  return verdictOf("QUANTITY_DIFFERENCE_OPEN", sentence, { ...arrival, differences: receipt.differences });
}

function arrivalOf(id: string, { at, place }: Receipt): string {
  return `The goods of ${id} arrived on ${at} at ${place}.`;
}

function arrivalFacts({ at, place }: Receipt): Facts {
  return { receivedAt: at, receivedIn: place };
}

/** What was counted of each item in each measure, all counts of it together, as far as there is anything to compare it with. */
function countsOf({ presented, goods }: Pick<Situation, "goods"> & Counts, consignment: Consignment): Sums {
  const drawn = new Set(consignment.allocations.map(({ item }) => item));
  const exempt = goods?.items.filter(({ item, exemption }) => exemption !== undefined && !drawn.has(item)) ?? [];
  const isComparable = ([, { item, amount }]: [string, Counted]): boolean =>
    // No quantity is declared of goods that need no licence; of an item that was taken back, none is what is declared.
    !exempt.some((each) => each.item === item) && !(amount === 0n && consignment.withdrawn?.includes(item) === true);
  return new Map([...sumsOf(presented.counts ?? [])].filter(isComparable));
}

/**
 * Items that were counted otherwise than they are declared, as a verdict compares them.
 * @param goods as declared, where they are at hand; without them, items that no licence is drawn on for are not compared.
 */
export function itemsCountedOtherwise(
  consignment: Consignment,
  counts: Presented["counts"],
  goods: Situation["goods"],
): readonly number[] {
  const declared = declaredQuantities(consignment);
  const drawn = new Set(consignment.allocations.map(({ item }) => item));
  const differing = [...countsOf({ presented: { counts }, goods }, consignment)].filter(
    ([key, { item, amount }]) => declared.get(key)?.amount !== amount && (goods !== undefined || drawn.has(item)),
  );
  return [...new Set(differing.map(([, { item }]) => item))];
}

/** What was counted, of a question or of findings. */
interface Counts {
  readonly presented: Pick<Presented, "counts">;
}

/** The first count that is not what was declared in its measure. */
function differingCount(
  declared: Sums,
  counts: Sums,
): { readonly sentence: string; readonly counted: JsonValue } | undefined {
  const [key, found] = [...counts].find(([each, { amount }]) => declared.get(each)?.amount !== amount) ?? [];
  if (key === undefined || found === undefined) return undefined;
  const { item, amount, unit } = found;
  const stated = describeQuantity(declared.get(key)?.amount ?? 0n, unit);
  return {
    sentence: `Item ${item.toString()}: ${describeQuantity(amount, unit)} counted, ${stated} declared.`,
    counted: { item, amount: amount.toString(), unit },
  };
}

/** Allocations whose reservation is not the one that was made for them, or does not hold the quantity that is claimed. */
function uncoveredAllocations(
  consignment: Consignment,
  reservations: Situation["reservations"],
): { item: number; licence: string; line: number; claimed: string; held: string | null; differs: string[] }[] {
  const side = consignment.status === "registered" ? "reserved" : "consumed";
  return consignment.allocations.flatMap((allocation, index) => {
    const { item, licence, line, quantity } = allocation;
    const found = reservations[index];
    const reservation = found && "record" in found ? found.record : undefined;
    const held = reservation?.[side] ?? null;
    const differs = reservation === undefined ? [] : reservationMismatches(consignment, allocation, reservation);
    const isCovered = held === quantity.amount && differs.length === 0;
    return isCovered ? [] : [{ item, licence, line, claimed: quantity.amount, held, differs }];
  });
}

/** A quantity of an item in a measure, in smallest units. */
interface Counted {
  readonly item: number;
  readonly unit: string;
  readonly amount: bigint;
}

/** Quantities by item and measure. */
type Sums = ReadonlyMap<string, Counted>;

/**
 * Declared quantity of each item and measure. Several licences may cover one item: each covers a share of it, in kilograms on one and in
 * articles on another.
 */
function declaredQuantities({ allocations }: Consignment): Sums {
  return sumsOf(allocations);
}

/** Quantities of one item in one measure added up. */
function sumsOf(parts: readonly Pick<Consignment["allocations"][number], "item" | "quantity">[]): Sums {
  const sums = new Map<string, Counted>();
  for (const part of parts) {
    const { item, quantity } = part;
    const earlier = sums.get(countKey(part))?.amount ?? 0n;
    sums.set(countKey(part), { item, unit: quantity.unit, amount: earlier + BigInt(quantity.amount) });
  }
  return sums;
}
