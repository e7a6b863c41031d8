// SPDX-License-Identifier: Apache-2.0

/** Parts of an application, in the order of the form, each with the fields that stand in it. */
const SECTION_FIELDS = {
  kind: /^(application|scope|activity|label)$/,
  parties: /^(exporter|consignee|endUser|thirdParties)\b/,
  goods: /^lines\b/,
  use: /^(destination|originCountry|endUse|contractDate|applicantReference)$/,
  conditions: /^(countries|route|carriers|returnBy|dvcDueDays|officialPresence|freeText)\b/,
  files: /^files\b/,
} as const;

/** A part of an application. */
export type Section = keyof typeof SECTION_FIELDS;
export const SECTIONS = Object.keys(SECTION_FIELDS) as Section[];

/** Those of some fields that stand in a part. */
export function fieldsIn(section: Section, fields: readonly string[]): readonly string[] {
  return fields.filter((field) => SECTION_FIELDS[section].test(field));
}
