// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** Strips the spaces that people type into references and puts them in upper case. */
function normalised(value: string): string {
  return value.replace(/\s+/g, "").toUpperCase();
}

/** A reference of a register: register code of the owner, letters of the kind, number; spaces and letter case do not matter. */
function registerReference(kind: string, example: string): z.ZodString {
  return z
    .string()
    .max(64)
    .overwrite(normalised)
    .regex(new RegExp(`^[A-Z]{2,16}-${kind}-[0-9A-Z]{1,32}$`), `the reference looks like ${example}`)
    .describe(`register reference, such as ${example}`);
}

/** Register id of a party; its first letters name the register that keeps it: `GB-EX-0001`, `CARRIERS-CR-0001`. */
export const PartyId = registerReference("[A-Z]{2}", "GB-EX-0001");

/** Reference of an authorised signatory: `PK-SG-0001`. */
export const SignatoryId = registerReference("SG", "PK-SG-0001");

/** Reference of an application for a licence: `GB-AP-0001`. */
export const ApplicationId = registerReference("AP", "GB-AP-0001");

/** Reference of an end-use certificate or another assurance document: `PK-EUC-0001`. */
export const CertificateId = registerReference("[A-Z]{2,5}", "PK-EUC-0001");

/** Reference of a consignment: `GB-CN-0001`. */
export const ConsignmentId = registerReference("CN", "GB-CN-0001");

/**
 * Licence number as its authority issues it, beginning with the authority's country code: `GBSIEE2E350002`,
 * `GBSIEL/2025/0000001/P`. At most 35 characters (an..35 of customs documents), normalised.
 */
export const LicenceNumber = z
  .string()
  .max(64)
  .overwrite(normalised)
  .regex(/^[A-Z]{2}[A-Z0-9/-]{3,33}$/, "a licence number starts with the country code and has 5 to 35 characters")
  .describe("licence number, such as GBSIEE2E350002");

/** Number of a line of a licence, as printed on it; it never changes. */
export const LineNumber = z.int().min(1).max(999).describe("line number as printed on the licence");

/** A person's pseudonym: 32 hexadecimal characters made from the identity's certificate, the same for the person's every act. */
export const OfficerId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, "an officer's pseudonym is 32 lower-case hexadecimal characters")
  .describe("pseudonym of a person within the organisation");

/** Ethereum-style address of a secp256k1 key, with its EIP-55 checksum or in lower case. */
export const KeyAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "a key's address is 0x and 40 hexadecimal characters")
  .describe("address of a secp256k1 key (EIP-55)");
