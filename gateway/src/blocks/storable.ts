// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";

/**
 * Whether a database can hold a JSON value: texts of SQL have no U+0000 and no half of a character. Chaincode takes neither from anybody,
 * but a member with a tampered one may write what it likes into its own records, and nobody's read model is to stop at that.
 */
export function isStorable(value: JsonValue): boolean {
  if (typeof value === "string") return isText(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => isText(name) && isStorable(member as JsonValue));
}

/** First instant that databases and the libraries that read them agree on: those take a year of fewer digits for another one. */
const FIRST_INSTANT = "1000-01-01T00:00:00Z";

/** An instant as a database can hold it: what a member dates before that has been over just as long. */
export function storableInstant(instant: string): string {
  return instant < FIRST_INSTANT ? FIRST_INSTANT : instant;
}

function isText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
