// SPDX-License-Identifier: Apache-2.0
import { type ConfirmedCondition, Presented } from "@licet/domain/checkpoint/schemas";
import { type Quantity, quantityFromDecimal } from "@licet/domain/shared/quantity";

/** What was counted of an item, as it was typed. */
export interface CountDraft {
  readonly item: number;
  readonly amount: string;
  readonly unit: string;
}

/** What the officer has before their eyes, as it was typed. */
export interface PresentedDraft {
  readonly place: string;
  readonly office: string;
  readonly sealState: string;
  /** Seal numbers, one a line. */
  readonly seals: string;
  readonly counts: readonly CountDraft[];
  readonly presentedBy: string;
  readonly confirmed: readonly { readonly licence: string; readonly condition: ConfirmedCondition }[];
}

/** What to ask with, or the fields that are wrong. */
export type PresentedMade = { readonly presented: Presented } | { readonly wrong: readonly string[] };

/** What is asked with; what was left empty is left out, so that nobody looked at it. */
export function presentedOf(draft: PresentedDraft): PresentedMade {
  const counts = countsOf(draft.counts);
  const seals = linesOf(draft.seals);
  const candidate = {
    ...filled("place", draft.place.trim().toUpperCase()),
    ...filled("office", draft.office.trim().toUpperCase()),
    ...filled("sealState", draft.sealState),
    ...filled("presentedBy", draft.presentedBy.trim()),
    ...(seals.length === 0 ? {} : { seals }),
    ...(counts.counted.length === 0 ? {} : { counts: counts.counted }),
    ...(draft.confirmed.length === 0 ? {} : { confirmed: draft.confirmed }),
  };
  const checked = Presented.safeParse(candidate);
  const wrong = [...counts.wrong, ...(checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0])))];
  if (wrong.length > 0 || !checked.success) return { wrong: [...new Set(wrong)] };
  return { presented: checked.data };
}

/** Lines that say something, without blanks around them. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Counts that were typed, exactly; fields are named `counts.ITEM`. What was left empty was not counted. */
export function countsOf(drafts: readonly CountDraft[]): {
  readonly counted: readonly { readonly item: number; readonly quantity: Quantity }[];
  readonly wrong: readonly string[];
} {
  const typed = drafts.filter(({ amount }) => amount.trim() !== "");
  const made = typed.map((draft) => ({ item: draft.item, quantity: quantityOf(draft) }));
  return {
    counted: made.flatMap(({ item, quantity }) => (quantity === undefined ? [] : [{ item, quantity }])),
    wrong: made.flatMap(({ item, quantity }) => (quantity === undefined ? [`counts.${item}`] : [])),
  };
}

function quantityOf({ amount, unit }: CountDraft): Quantity | undefined {
  try {
    return quantityFromDecimal(amount.trim(), unit);
  } catch {
    // Refused by the domain: no number, too exact for the unit, or no unit chosen.
    return undefined;
  }
}

function filled<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  return value === "" ? {} : ({ [name]: value } as Record<Name, string>);
}
