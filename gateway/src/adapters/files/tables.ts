// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { readJson } from "./json-file.js";

const ENROLMENT = z.string().regex(/^[^@\s]+@[^@\s]+$/, "is name@mspId");
const FINGERPRINT_BYTES = 32;

const SubjectRows = z.array(
  z.strictObject({ issuer: z.url(), subject: z.string().min(1).max(255), enrolment: ENROLMENT }),
);

/** SHA-256 as OpenSSL writes it, with or without colons. */
const Fingerprint = z
  .string()
  .transform((text) => text.replaceAll(":", "").toLowerCase())
  .refine(
    (text) => text.length === 2 * FINGERPRINT_BYTES && /^[0-9a-f]+$/.test(text),
    "is a SHA-256 fingerprint in hex",
  );

const ClientRows = z.array(z.strictObject({ fingerprint: Fingerprint, enrolment: ENROLMENT }));

/**
 * Reads the table of subjects: rows of the provider's `issuer`, the `subject` there and the `enrolment` here.
 * @throws {ConfigError} naming the file and what is wrong with it.
 */
export function readSubjects(file: string): readonly z.output<typeof SubjectRows>[number][] {
  return readJson(file, SubjectRows);
}

/** One row of the table of clients' certificates. */
export interface ClientRow {
  /** SHA-256 over the certificate in base64url, as tokens are bound to it. */
  readonly thumbprint: string;
  /** `name@mspId`: whom the system acts as on the ledger. */
  readonly enrolment: string;
}

/**
 * Reads the table of clients' certificates: rows of a SHA-256 `fingerprint` and the `enrolment` that it stands for.
 * @throws {ConfigError} naming the file and what is wrong with it.
 */
export function readClientTable(file: string): readonly ClientRow[] {
  return readJson(file, ClientRows).map(({ fingerprint, enrolment }) => ({
    thumbprint: Buffer.from(fingerprint, "hex").toString("base64url"),
    enrolment,
  }));
}
