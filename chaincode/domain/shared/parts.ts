// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Hash } from "./primitives";
import type { Role } from "./roles";
import { OFFICER_ROLES } from "./roles";

/** Name of the one field of the transient map, in which a command's confidential input rides: JSON `{parts, evidence}`. */
export const TRANSIENT_FIELD = "confidential";

/** Names of confidential parts by kind of record; each area adds its own, so that nothing here names an area. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- areas fill it by declaration merging
export interface ConfidentialParts {}

/** A kind of record that has confidential parts. */
export type PartKind = keyof ConfidentialParts;

/** Name of a confidential part. */
export type PartName = ConfidentialParts[PartKind];

/** Reference to a confidential part of a record: kind, reference of the record, name of the part. */
export interface PartRef {
  readonly kind: PartKind;
  readonly id: string;
  readonly part: PartName;
}

/** Key of a confidential part in an organisation's collection: its hash stands in the block that writes it. */
export function partKey(kind: string, id: string, part: string): string {
  return `part/${kind}/${id}/${part}`;
}

/** Key of what an organisation has agreed to, in its own collection: `consentKey("custody", eventId)`. */
export function consentKey(subject: string, reference: string): string {
  return `consent/${subject}/${reference}`;
}

/** Name under which a part is handed over as evidence that follows from records: `party/GB-EX-0001/content`. */
export function evidenceName({ kind, id, part }: PartRef): string {
  return [kind, id, part].join("/");
}

/** A kind of part, such as `party.content`. */
export type PartType = `${PartKind}.${PartName}`;

/** Commitments to a record's confidential parts, by part name. */
export type Commitments = Readonly<Partial<Record<PartName, string>>>;

/** Commitments of a record that has parts of these names. */
export function commitmentsTo<const N extends PartName>(
  ...parts: readonly [N, ...N[]]
): z.ZodType<Partial<Record<N, string>>> {
  return z.partialRecord(z.enum(parts), Hash);
}

/** Who may read a part at their own peer, and which organisations it may be shared with. */
export interface DisclosureRule {
  readonly readers: readonly Role[];
  /** Whether organisations that are no state's authority (carriers) may receive it. */
  readonly carriers: boolean;
}

const OFFICERS_AND_HOLDERS: readonly Role[] = [...OFFICER_ROLES, "registrar", "exporter", "end-user"];

/** Read by the states concerned and whoever holds or uses what it is about; carriers do not get it. */
export const TO_STATES_AND_HOLDERS: DisclosureRule = { readers: OFFICERS_AND_HOLDERS, carriers: false };

/** Read by carriers too: packages, seals and places, and never the goods, the parties' content or the end use. */
export const TO_ALL_CONCERNED: DisclosureRule = { readers: [...OFFICERS_AND_HOLDERS, "carrier"], carriers: true };

/** Read by officers of the states concerned alone. */
export const TO_OFFICERS: DisclosureRule = { readers: OFFICER_ROLES, carriers: false };
