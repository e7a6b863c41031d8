// SPDX-License-Identifier: Apache-2.0
import {
  CHECKS,
  type Check,
  type Disposition,
  type Presented,
  type Verdict as LedgerVerdict,
} from "@licet/domain/checkpoint/schemas";
import { Amount, type Quantity, UNITS } from "@licet/domain/shared/quantity";
import { type Outcome, outcomeOf } from "../../../components/outcome";
import { plateState, type PlateState } from "../../../components/plate-state";

/** A verdict as it comes from the gateway. */
export type Verdict = Omit<LedgerVerdict, "facts"> & { readonly facts: Readonly<Record<string, unknown>> };

/** What stands between an answer and its being the present one. */
export interface Standing {
  /** Asked anew with more, so that this is the answer to an earlier question. */
  readonly isEarlier: boolean;
  /** Asked again without an answer, or the gateway is not reached. */
  readonly isUnconfirmed: boolean;
}

interface Answered {
  readonly verdicts: readonly Verdict[];
  readonly disposition: Disposition;
  readonly matches?: readonly unknown[] | undefined;
}

/**
 * The plate of an answer: never better than what the ledger said, nor than refer while the answer is an earlier one, is not confirmed, is
 * about several records, or lacks a check.
 */
export function plateOf(answer: Answered | undefined, { isEarlier, isUnconfirmed }: Standing): PlateState {
  if (answer === undefined) return plateState([], CHECKS.length);
  const outcomes: Outcome[] = answer.verdicts.map(outcomeOf);
  const isDoubtful = isEarlier || isUnconfirmed || (answer.matches?.length ?? 0) > 0 || lacksChecks(answer.verdicts);
  const doubted = isDoubtful && answer.disposition === "may-pass";
  return { ...plateState(outcomes, CHECKS.length, doubted ? "refer" : answer.disposition), doubted };
}

function lacksChecks(verdicts: readonly Verdict[]): boolean {
  return CHECKS.some((check) => !verdicts.some((verdict) => verdict.check === check));
}

/** Checks that have no answer: shown as asked, and never left out. */
export function missingChecks(verdicts: readonly Verdict[]): readonly Check[] {
  return CHECKS.filter((check) => !verdicts.some((verdict) => verdict.check === check));
}

/** What of a verdict would give away what the officer has to read or count: shown only after they did. */
const BLIND: Readonly<Partial<Record<Check, (presented: Presented) => boolean>>> = {
  seals: ({ seals = [], sealState }) => seals.length > 0 || sealState === "broken",
  quantity: ({ counts = [] }) => counts.length > 0,
  "goods-and-codes": ({ counts = [] }) => counts.length > 0,
};

/** Whether the numbers behind a verdict may be shown by now. */
export function mayShowNumbers(check: Check, presented: Presented): boolean {
  return BLIND[check]?.(presented) ?? true;
}

/** A number or text behind a verdict, by its name. */
export interface ShownFact {
  readonly name: string;
  readonly text: string;
}

const FACTS_MAX = 12;

/** Counts of what stands in a list anyway, where the reader has the list. */
const COUNTED_IN: Readonly<Record<string, readonly string[]>> = {
  missingCount: ["missing"],
  strangeCount: ["strange"],
  presentCount: ["present"],
};

/** How a quantity is written. */
type WriteQuantity = (quantity: Quantity) => string;

/** Numbers beside a unit that are no amounts of it. */
const NO_AMOUNTS: readonly string[] = ["line", "item"];

/** The facts of a verdict as texts, in their own order; what is nested is told by its parts, amounts in their unit. */
export function factsOf({ facts }: Pick<Verdict, "facts">, quantity: WriteQuantity): readonly ShownFact[] {
  return Object.entries(facts)
    .filter(([name]) => !(COUNTED_IN[name] ?? []).some((list) => Array.isArray(facts[list])))
    .map(([name, value]) => ({ name, text: textOf(value, quantity) }))
    .filter(({ text }) => text !== "")
    .slice(0, FACTS_MAX);
}

function textOf(value: unknown, quantity: WriteQuantity): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value))
    return joined(
      value.map((each) => textOf(each, quantity)),
      "; ",
    );
  if (typeof value === "object") return partsOf(value, quantity);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function partsOf(value: object, quantity: WriteQuantity): string {
  const entries = Object.entries(value) as [string, unknown][];
  const unit = entries.find(([name]) => name === "unit")?.[1];
  if (typeof unit !== "string" || !Object.hasOwn(UNITS, unit)) {
    return joined(
      entries.map(([name, inner]) => named(name, textOf(inner, quantity))),
      ", ",
    );
  }
  const told = entries
    .filter(([name]) => name !== "unit")
    .map(([name, inner]) => {
      const isAmount = Amount.safeParse(inner).success && !NO_AMOUNTS.includes(name);
      return named(name, isAmount ? quantity({ amount: String(inner), unit }) : textOf(inner, quantity));
    });
  return joined(told, ", ");
}

function named(name: string, text: string): string {
  return text === "" ? "" : `${name} ${text}`;
}

function joined(texts: readonly string[], separator: string): string {
  return texts.filter((text) => text !== "").join(separator);
}
