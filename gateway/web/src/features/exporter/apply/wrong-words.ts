// SPDX-License-Identifier: Apache-2.0
import type { FieldError } from "../../../components/form-context";
import type { Words } from "../../../words/use-words";

const WORDS = [
  [/^application$/, "exporter.wrong.reference"],
  [/^(scope|activity|use|kind)$/, "exporter.wrong.choose"],
  [/\.(use|allowed|kind)$/, "exporter.wrong.choose"],
  [/^label$/, "exporter.wrong.label"],
  [/\.party$/, "exporter.wrong.party"],
  [/\.name$/, "exporter.wrong.name"],
  [/\.role$/, "exporter.wrong.role"],
  [/(^destination|^originCountry|\.country)$/, "exporter.wrong.country"],
  [/\.description$/, "exporter.wrong.description"],
  [/\.controlCode$/, "exporter.wrong.controlCode"],
  [/\.(list|edition)$/, "exporter.wrong.list"],
  [/\.commodityCode$/, "exporter.wrong.commodityCode"],
  [/\.(value|currency)$/, "exporter.wrong.value"],
  [/^endUse$/, "exporter.wrong.endUse"],
  [/^route$/, "exporter.wrong.route"],
  [/^carriers$/, "exporter.wrong.carriers"],
  [/^dvcDueDays$/, "exporter.wrong.days"],
  [/^files/, "exporter.wrong.files"],
  [/^accepted$/, "exporter.wrong.accepted"],
] as const;

/** What is wrong with an application, in words, each at its field. */
export function wrongWords(t: Words, fields: readonly string[]): readonly FieldError[] {
  return fields.map((field) => {
    const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "exporter.wrong.other" as const];
    return { field, message: t(key) };
  });
}
