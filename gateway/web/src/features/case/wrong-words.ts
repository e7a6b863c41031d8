// SPDX-License-Identifier: Apache-2.0
import type { FieldError } from "../../components/form-context";
import type { Words } from "../../words/use-words";

const WORDS = [
  [/^outcome$/, "case.wrong.outcome"],
  [/^reason$/, "licensing.wrong.reason"],
  [/^legalBasis$/, "licensing.wrong.legalBasis"],
  [/^terms\.office$/, "case.wrong.office"],
  [/^terms\.validFrom$/, "case.wrong.validFrom"],
  [/^terms\.validTo$/, "case.wrong.validTo"],
  [/^terms\.certificateRequired$/, "case.wrong.certificate"],
  [/^terms\.writeOffBy/, "case.wrong.writeOffBy"],
  [/\.control$/, "case.wrong.control"],
  [/\.unit$/, "case.wrong.unit"],
  [/\.authorised$/, "case.wrong.quantity"],
  [/^seen$/, "case.wrong.seen"],
  [/^licence$/, "case.wrong.licence"],
] as const;

/** What is wrong with a decision, in words, each at its field. `terms` as a whole is wrong while nothing is chosen, which is told there. */
export function wrongWords(t: Words, fields: readonly string[]): readonly FieldError[] {
  const named = fields.filter((field) => field !== "terms" || fields.length === 1);
  return named.map((field) => {
    const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "case.wrong.other" as const];
    return { field: field.startsWith("terms.writeOffBy") ? "terms.writeOffBy.0" : field, message: t(key) };
  });
}
