// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { makeFolder, OWNER_ONLY_FILE } from "../../files/owner-only.js";
import { writeText } from "../../crypto/material.js";

/** State of an identity that was revoked; otherwise the state counts its enrolments. */
export const REVOKED = -1;
/** Any number of enrolments. */
export const UNLIMITED = -1;

const AttributeSchema = z.object({ name: z.string(), value: z.string(), ecert: z.boolean().default(false) });

const IdentitySchema = z.object({
  id: z.string(),
  type: z.string(),
  affiliation: z.string(),
  attributes: z.array(AttributeSchema),
  maxEnrollments: z.int(),
  state: z.int(),
  /** Absent for who was given a certificate without enrolling: there is no secret to enrol with. */
  secret: z.object({ salt: z.string(), hash: z.string() }).optional(),
  wrongSecrets: z.int().default(0),
});

const CertificateSchema = z.object({
  id: z.string(),
  serial: z.string(),
  aki: z.string(),
  notAfter: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
  reason: z.int().default(0),
});

const EntrySchema = z.union([z.object({ identity: IdentitySchema }), z.object({ certificate: CertificateSchema })]);

type Entry = z.infer<typeof EntrySchema>;
/** An attribute; with `ecert` it goes into every certificate. */
export type StoredAttribute = Readonly<z.infer<typeof AttributeSchema>>;
/** Somebody who may enrol. */
export type StoredIdentity = Readonly<z.infer<typeof IdentitySchema>>;
/** A certificate that was issued; serial number and authority key in hex without leading zeros. */
export type StoredCertificate = Readonly<z.infer<typeof CertificateSchema>>;

/**
 * The identities and certificates of one authority, in memory and in a file with one entry a line, the last of which
 * counts. An entry is on disk when the method that writes it returns.
 */
export class Registry {
  readonly #file: string;
  readonly #identities = new Map<string, StoredIdentity>();
  readonly #certificates = new Map<string, StoredCertificate>();

  /** @throws {Error} when a line other than a last one, cut short by a crash, cannot be read. */
  constructor(file: string) {
    this.#file = file;
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    const tail = lines.pop() ?? "";
    for (const line of lines) this.#keep(EntrySchema.parse(JSON.parse(line)));
    if (tail !== "") writeText(file, lines.map((line) => `${line}\n`).join(""));
  }

  identity(id: string): StoredIdentity | undefined {
    return this.#identities.get(id);
  }

  identities(): readonly StoredIdentity[] {
    return [...this.#identities.values()];
  }

  certificate(serial: string, aki: string): StoredCertificate | undefined {
    return this.#certificates.get(`${aki} ${serial}`);
  }

  certificates(): readonly StoredCertificate[] {
    return [...this.#certificates.values()];
  }

  /** Adds, or replaces what has the same id, or the same serial number and authority key; all of it or, after a crash, a first part. */
  write(...entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    makeFolder(dirname(this.#file));
    const descriptor = openSync(this.#file, "a", OWNER_ONLY_FILE);
    try {
      writeSync(descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    for (const entry of entries) this.#keep(entry);
  }

  #keep(entry: Entry): void {
    if ("identity" in entry) this.#identities.set(entry.identity.id, entry.identity);
    else this.#certificates.set(`${entry.certificate.aki} ${entry.certificate.serial}`, entry.certificate);
  }
}
