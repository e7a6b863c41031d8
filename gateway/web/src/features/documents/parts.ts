// SPDX-License-Identifier: Apache-2.0
import type { paths } from "../../api/schema";

type Question = paths["/v1/documents"]["get"]["parameters"]["query"];

/** A part that files go with: kind of record, and name of the part. */
export type Part = Pick<Question, "record" | "part">;

/** The parts that files go with by a word for each, in the order in which a case comes to them. */
const PARTS = {
  "application.content": { record: "application", part: "content" },
  "licence.content": { record: "licence", part: "content" },
  "certificate.content": { record: "certificate", part: "content" },
  "certificate.signature": { record: "certificate", part: "signature" },
  "consignment.goods": { record: "consignment", part: "goods" },
  "consignment.transport": { record: "consignment", part: "transport" },
  "custody-event.content": { record: "custody-event", part: "content" },
  "inspection.findings": { record: "inspection", part: "findings" },
  "party.content": { record: "party", part: "content" },
} as const satisfies Readonly<Record<string, Part>>;

/** A part that files go with, as one word. */
export type PartCode = keyof typeof PARTS;

/** Every part that files go with. */
export const PART_CODES = Object.keys(PARTS) as readonly PartCode[];

/** A part as one word. */
export function partCode({ record, part }: Part): string {
  return `${record}.${part}`;
}

/** The part of a word; undefined where it is none. */
export function partOf(code: string | null): Part | undefined {
  const found = PART_CODES.find((each) => each === code);
  return found === undefined ? undefined : PARTS[found];
}
