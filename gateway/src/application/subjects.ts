// SPDX-License-Identifier: Apache-2.0

/** Input fields that name a record whose key a command reads and writes. */
const SUBJECT_FIELDS: readonly string[] = ["licence", "number", "consignment", "certificate", "application"];

/** How deep an input is searched for the records it names. */
const SUBJECT_DEPTH_MAX = 4;

/** Commands that enter a record into a list of its register, with the field that holds the record's reference. */
const LISTED: Readonly<Record<string, { readonly list: string; readonly field: string }>> = {
  "party:Register": { list: "parties", field: "id" },
  "party:AddKey": { list: "keys", field: "party" },
  "licence:Apply": { list: "applications", field: "application" },
  "licence:Issue": { list: "licences", field: "licence" },
  "certificate:Draft": { list: "certificates", field: "certificate" },
};

/** Letters of a reference that say whose register it is of. */
const REGISTER_PATTERN = /^(?:[A-Z]{2,16}(?=-)|[A-Z]{2})/;

/**
 * What a command changes, as far as its input names it: commands on the same record or list go one after another. It only lessens
 * conflicts; what is missed here, Fabric's own check finds.
 */
export function subjectsOf(transaction: string, input: unknown): string[] {
  return [...recordsIn(input, 0), ...listsOf(transaction, input)];
}

function recordsIn(input: unknown, depth: number): string[] {
  if (typeof input !== "object" || input === null || depth > SUBJECT_DEPTH_MAX) return [];
  if (Array.isArray(input)) return input.flatMap((item) => recordsIn(item, depth + 1));
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value === "string") return SUBJECT_FIELDS.includes(name) ? [value] : [];
    return recordsIn(value, depth + 1);
  });
}

/** The list that a new record is entered into: its head changes with every entry. */
function listsOf(transaction: string, input: unknown): string[] {
  const listed = LISTED[transaction];
  if (listed === undefined) return [];
  const reference = String((input as Readonly<Record<string, unknown>>)[listed.field]);
  const register = REGISTER_PATTERN.exec(reference)?.[0];
  return register === undefined ? [] : [`${listed.list} of ${register}`];
}
