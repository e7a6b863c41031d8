// SPDX-License-Identifier: Apache-2.0
import type { FileKind } from "@licet/domain";

/** How long files of a kind are kept, and what says so. */
export interface Retention {
  /** Years from the end of the calendar year in which the file was first kept. */
  readonly years: number;
  /** Rule that it stems from. */
  readonly source: string;
}

/** The longest that a law of the members asks for exports under a licence; the United Kingdom's Order of 2008 asks for three or four years. */
const EXPORT_RECORDS: Retention = { years: 5, source: "Regulation (EU) 2021/821, Article 27(3)" };

/** No rule names these: they show what the records above say, and are kept as long. */
const AS_RECORDS: Retention = { years: EXPORT_RECORDS.years, source: "no rule of its own; kept as export records are" };

/** Retention by kind. A year counts from its end, and so does the year in which the export took place, if that is the same. */
export const RETENTION: Readonly<Record<FileKind, Retention>> = {
  certificate: EXPORT_RECORDS,
  invoice: EXPORT_RECORDS,
  "transport-document": EXPORT_RECORDS,
  "licence-document": EXPORT_RECORDS,
  photograph: AS_RECORDS,
  other: AS_RECORDS,
};

/** Last day on which a file must be kept, `YYYY-MM-DD`. */
export function retainedUntil(kind: FileKind, storedAt: Date): string {
  return `${(storedAt.getUTCFullYear() + RETENTION[kind].years).toString()}-12-31`;
}

/** The day that a moment falls on, in UTC, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
