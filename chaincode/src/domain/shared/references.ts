// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** Register code that starts every reference: a country's code, or the name of another organisation's register. */
const REGISTER = "[A-Z]{2,16}";

function reference(kind: string, example: string): z.ZodString {
  return z
    .string()
    .trim()
    .regex(new RegExp(`^${REGISTER}-${kind}-[A-Z0-9][A-Z0-9-]{0,31}$`), `a reference such as ${example}`)
    .describe(`reference such as ${example}; its register code names the organisation that owns the record`);
}

/** Register id of a party, such as GB-EX-0001 or CARRIERS-CR-0001. */
export const PartyId = z
  .string()
  .trim()
  .regex(new RegExp(`^${REGISTER}-[A-Z]{2,3}-[A-Z0-9][A-Z0-9-]{0,31}$`), "a party is its register id, such as GB-EX-0001")
  .describe("register id of a party, such as GB-EX-0001");
export type PartyId = z.infer<typeof PartyId>;

/** Reference of an end-use certificate or other assurance document, such as PK-EUC-0001. */
export const CertificateId = z
  .string()
  .trim()
  .regex(
    new RegExp(`^${REGISTER}-(EUC|EUS|EUU|SU|IIC|DVC|NTUC|PEUC)-[A-Z0-9][A-Z0-9-]{0,31}$`),
    "a certificate is register code, type and number, such as PK-EUC-0001",
  )
  .describe("reference of a certificate, such as PK-EUC-0001");
export type CertificateId = z.infer<typeof CertificateId>;

/** Reference of a consignment, such as GB-CN-0001. */
export const ConsignmentId = reference("CN", "GB-CN-0001");
export type ConsignmentId = z.infer<typeof ConsignmentId>;

/** Reference of a hold, such as AE-HD-0001. */
export const HoldId = reference("HD", "AE-HD-0001");
export type HoldId = z.infer<typeof HoldId>;

/** Reference of an inspection record, such as AE-IN-0001. */
export const InspectionId = reference("IN", "AE-IN-0001");
export type InspectionId = z.infer<typeof InspectionId>;

/** Reference of a recorded verification, such as AE-VR-0001. */
export const VerificationId = reference("VR", "AE-VR-0001");
export type VerificationId = z.infer<typeof VerificationId>;

/**
 * Licence number as its authority issued it, normalised: spaces removed, upper case. Its first two letters are the jurisdiction.
 */
export const LicenceNumber = z
  .string()
  .transform((number) => number.replaceAll(/\s/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-Z]{2}[A-Z0-9][A-Z0-9/-]{2,40}$/, "a licence number starts with its country's code"))
  .describe("licence number as issued; spaces and letter case do not matter");
export type LicenceNumber = z.infer<typeof LicenceNumber>;

/** How many characters of the transaction id a reference that the ledger chooses takes: 64 bits. */
const DERIVED_LENGTH = 16;

/** Reference that the ledger chooses for a record, from the transaction's id: `derivedReference("AE", "HD", txId)`. */
export function derivedReference(register: string, kind: string, txId: string): string {
  return `${register}-${kind}-${txId.slice(0, DERIVED_LENGTH).toUpperCase()}`;
}
