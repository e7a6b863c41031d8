// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { folded } from "./folded";
import { plainSignature } from "./signature";

/** Register code that starts every reference: a country's code, or the name of another organisation's register. */
const REGISTER = "[A-Z]{2,16}";

/** Code of a register. */
export const RegisterCode = z
  .string()
  .regex(/^[A-Z]{2,16}$/, { error: "a register code has 2 to 16 capital letters", abort: true })
  .describe("code that the references of its records start with, such as GB or CARRIERS");

function reference(kind: string, example: string): z.ZodString {
  return z
    .string()
    .overwrite(folded)
    .regex(new RegExp(`^${REGISTER}-${kind}-[A-Z0-9][A-Z0-9-]{0,31}$`), `a reference such as ${example}`)
    .describe(`reference such as ${example}; its register code names the organisation that owns the record`);
}

/** Register id of a party, such as GB-EX-0001 or CARRIERS-CR-0001. */
export const PartyId = z
  .string()
  .overwrite(folded)
  .regex(
    new RegExp(`^${REGISTER}-[A-Z]{2,3}-[A-Z0-9][A-Z0-9-]{0,31}$`),
    "a party is its register id, such as GB-EX-0001",
  )
  .describe("register id of a party, such as GB-EX-0001");
export type PartyId = z.infer<typeof PartyId>;

/** Reference of an end-use certificate or other assurance document, such as PK-EUC-0001. */
export const CertificateId = z
  .string()
  .overwrite(folded)
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

/** Reference of an application for a licence, such as GB-AP-0001. */
export const ApplicationId = reference("AP", "GB-AP-0001");
export type ApplicationId = z.infer<typeof ApplicationId>;

/** Reference of an authorised signatory, such as PK-SG-0001. */
export const SignatoryId = reference("SG", "PK-SG-0001");
export type SignatoryId = z.infer<typeof SignatoryId>;

/**
 * Licence number as its authority issued it, at most 35 characters (an..35 of customs documents), normalised: spaces removed, upper
 * case. Its first two letters are the jurisdiction: `GBSIEE2E350002`, `GBSIEL/2025/0000001/P`.
 */
export const LicenceNumber = z
  .string()
  .overwrite(folded)
  .regex(/^[A-Z]{2}[A-Z0-9][A-Z0-9/-]{2,32}$/, "a licence number starts with its country's code")
  .describe("licence number as issued; spaces and letter case do not matter");
export type LicenceNumber = z.infer<typeof LicenceNumber>;

/** Number of a line of a licence, as printed on it; it never changes. */
export const LineNumber = z.int().min(1).max(99_999).describe("line number as printed on the licence");

/** Pseudonym of a person: the same for each of the person's acts, and never the name. */
export const OfficerId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, "an officer's pseudonym is 32 lower-case hexadecimal characters")
  .describe("pseudonym of a person within the organisation");

/** Address of a secp256k1 key that signs typed data. */
export const KeyAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "a key's address is 0x and 40 hexadecimal characters")
  .describe("address of a secp256k1 key, EIP-55");

/**
 * EIP-712 signature of a party: r, s and v in hexadecimal with prefix. Other forms in which wallets give it become 65 bytes with v 27 or
 * 28.
 */
export const PartySignature = z
  .string()
  .overwrite(plainSignature)
  .regex(/^0x[0-9a-fA-F]{130}$/, "a signature is 65 bytes, or 64 (EIP-2098), in hexadecimal with 0x")
  .describe("EIP-712 signature in hexadecimal with 0x: 65 bytes with v 27 or 28 (0 or 1 too), or 64 bytes (EIP-2098)");

/** How many characters of the transaction id a reference that the ledger chooses takes: 64 bits. */
const DERIVED_LENGTH = 16;

/** Reference that the ledger chooses for a record, from the transaction's id: `derivedReference("AE", "HD", txId)`. */
export function derivedReference(register: string, kind: string, txId: string): string {
  return `${register}-${kind}-${txId.slice(0, DERIVED_LENGTH).toUpperCase()}`;
}
