// SPDX-License-Identifier: Apache-2.0
import { RECORDS, recordDefinition, type SubmitDefinition } from "@licet/domain";

/** Input fields that name a record whose key a command reads and writes. */
const SUBJECT_FIELDS: readonly string[] = Object.keys(RECORDS).filter((type) => recordDefinition(type)?.contended);

/** How deep an input is searched for the records it names. */
const SUBJECT_DEPTH_MAX = 4;

/**
 * What a command changes, as far as its manifest says so: commands on the same record or list go one after another. It only lessens
 * conflicts; what is missed here, Fabric's own check finds.
 */
export function subjectsOf(command: Pick<SubmitDefinition, "entersList">, input: unknown): string[] {
  return [...recordsIn(input, 0), ...(command.entersList === undefined ? [] : [command.entersList(input)])];
}

function recordsIn(input: unknown, depth: number): string[] {
  if (typeof input !== "object" || input === null || depth > SUBJECT_DEPTH_MAX) return [];
  if (Array.isArray(input)) return input.flatMap((item) => recordsIn(item, depth + 1));
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value === "string") return SUBJECT_FIELDS.includes(name) ? [value] : [];
    return recordsIn(value, depth + 1);
  });
}
