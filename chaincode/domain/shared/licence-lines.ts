// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Amount, UnitCode } from "./quantity";
import { LineNumber } from "./references";

/** How many lines a licence has at most. */
export const LICENCE_LINES_MAX = 50;

/** How a line is controlled (CHIEF controlledBy): B both, Q quantity, V value, O open. */
export const LINE_CONTROLS = ["both", "quantity", "value", "open"] as const;
export const LineControl = z.enum(LINE_CONTROLS);
export type LineControl = z.infer<typeof LineControl>;

/** Whether a control mode limits the quantity. */
export function limitsQuantity(control: LineControl): boolean {
  return control === "both" || control === "quantity";
}

/** Whether a control mode limits the value. */
export function limitsValue(control: LineControl): boolean {
  return control === "both" || control === "value";
}

/** Terms of one line that everybody may see: how it is controlled, in which unit, how much. */
export const LineTerms = z
  .strictObject({
    line: LineNumber,
    control: LineControl,
    unit: UnitCode.describe("unit that the line is printed in"),
    authorised: Amount.optional().describe("smallest units; for lines controlled by quantity or both"),
  })
  .refine((terms) => limitsQuantity(terms.control) === (terms.authorised !== undefined), {
    error: "a line controlled by quantity or both has an authorised quantity, and another has none",
    path: ["authorised"],
  });
export type LineTerms = z.infer<typeof LineTerms>;

const linesOnce = (lines: readonly { readonly line: number }[]): boolean =>
  new Set(lines.map(({ line }) => line)).size === lines.length;

/** Lines, each number once. */
export const LinesOfTerms = z
  .array(LineTerms)
  .min(1)
  .max(LICENCE_LINES_MAX)
  .refine(linesOnce, { error: "a line number stands twice" });
