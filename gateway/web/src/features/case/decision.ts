// SPDX-License-Identifier: Apache-2.0
import { LICENCE_DECIDE } from "@licet/domain/licence/definitions";
import { type LineControl, limitsQuantity } from "@licet/domain/shared/licence-lines";
import { quantityFromDecimal } from "@licet/domain/shared/quantity";
import type { Application } from "../../api/licensing";

/** A decision as the ledger takes it. */
export type Decision = ReturnType<typeof LICENCE_DECIDE.input.parse>;

/** A line as it is typed. */
export interface TypedLine {
  readonly line: number;
  readonly control: string;
  readonly unit: string;
  readonly quantity: string;
}

/** A decision as it is typed; empty until somebody chooses. */
export interface TypedDecision {
  readonly outcome: string;
  readonly reason: string;
  readonly legalBasis: string;
  readonly office: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly certificateRequired: string;
  readonly writeOffBy: string;
  readonly lines: readonly TypedLine[];
}

/** A decision, or the fields that are wrong, by the ledger's names. */
export type MadeDecision =
  | { readonly decision: Decision; readonly wrong?: undefined }
  | { readonly wrong: readonly string[]; readonly decision?: undefined };

/** Nothing chosen yet. */
export function emptyDecision(lines: readonly number[]): TypedDecision {
  return {
    outcome: "",
    reason: "",
    legalBasis: "",
    office: "",
    validFrom: "",
    validTo: "",
    certificateRequired: "",
    writeOffBy: "",
    lines: lines.map((line) => ({ line, control: "", unit: "", quantity: "" })),
  };
}

/** The decision that was typed, checked by the ledger's own schema. */
export function decisionOf({ id, kind }: Application, typed: TypedDecision): MadeDecision {
  const { outcome, reason, legalBasis } = typed;
  const own = ownFaults(typed);
  const body = {
    application: id,
    outcome,
    reason,
    legalBasis,
    ...(outcome === "approve" ? { terms: { kind, ...termsOf(typed) } } : {}),
  };
  const checked = LICENCE_DECIDE.input.safeParse(body);
  if (checked.success && own.length === 0) return { decision: checked.data };
  const found = checked.success ? [] : checked.error.issues.map(({ path }) => path.join("."));
  return { wrong: [...new Set([...found, ...own])] };
}

function termsOf(typed: TypedDecision): Record<string, unknown> {
  const { office, validFrom, validTo, certificateRequired, writeOffBy, lines } = typed;
  return {
    office,
    validFrom,
    validTo,
    certificateRequired: certificateRequired === "yes",
    writeOffBy: writeOffBy
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((state) => state !== ""),
    lines: lines.map(({ line, control, unit, quantity }) => ({
      line,
      control,
      unit,
      ...(limitsQuantity(control as LineControl) ? { authorised: amountOf(quantity, unit) } : {}),
    })),
  };
}

/** What the ledger would take without a word: a question left open, and an end before the beginning. */
function ownFaults({ outcome, certificateRequired, validFrom, validTo }: TypedDecision): string[] {
  if (outcome !== "approve") return [];
  return [
    ...(certificateRequired === "" ? ["terms.certificateRequired"] : []),
    ...(validFrom !== "" && validTo !== "" && validTo < validFrom ? ["terms.validTo"] : []),
  ];
}

/** Smallest units of what was typed; nothing where it is no quantity, which the schema then refuses. */
function amountOf(quantity: string, unit: string): string {
  try {
    return quantityFromDecimal(quantity, unit).amount;
  } catch {
    return "";
  }
}
