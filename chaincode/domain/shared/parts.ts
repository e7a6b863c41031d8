// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Hash } from "./primitives";
import type { Role } from "./roles";
import { OFFICER_ROLES } from "./roles";

/** Kinds of record that have confidential parts. */
export const PART_KINDS = [
  "party",
  "application",
  "licence",
  "certificate",
  "consignment",
  "custody-event",
  "inspection",
] as const;

/** Names of confidential parts. */
export const PART_NAMES = ["content", "signature", "goods", "transport", "findings"] as const;

/** Reference to a confidential part of a record: kind, reference of the record, name of the part. */
export const PartRef = z.strictObject({
  kind: z.enum(PART_KINDS),
  id: z.string().min(1).max(128),
  part: z.enum(PART_NAMES),
});
export type PartRef = z.infer<typeof PartRef>;

/** Commitments to a record's confidential parts, by part name. */
export const Commitments = z.partialRecord(z.enum(PART_NAMES), Hash);
export type Commitments = z.infer<typeof Commitments>;

/** Who may read a part at their own peer, and which organisations it may be shared with. */
export interface DisclosureRule {
  readonly readers: readonly Role[];
  /** Whether organisations that are no state's authority (carriers) may receive it. */
  readonly carriers: boolean;
}

const OFFICERS_AND_HOLDERS: readonly Role[] = [...OFFICER_ROLES, "registrar", "exporter", "end-user"];
const EVERYONE_CONCERNED: readonly Role[] = [...OFFICERS_AND_HOLDERS, "carrier"];

/**
 * The disclosure table: carriers get packages, seals and places, and never the goods, the parties' content or the end use.
 */
export const DISCLOSURE: Readonly<Record<`${(typeof PART_KINDS)[number]}.${string}`, DisclosureRule>> = {
  "party.content": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "application.content": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "licence.content": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "certificate.content": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "certificate.signature": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "consignment.goods": { readers: OFFICERS_AND_HOLDERS, carriers: false },
  "consignment.transport": { readers: EVERYONE_CONCERNED, carriers: true },
  "custody-event.content": { readers: EVERYONE_CONCERNED, carriers: true },
  "custody-event.findings": { readers: EVERYONE_CONCERNED, carriers: true },
  "inspection.findings": { readers: OFFICER_ROLES, carriers: false },
};
