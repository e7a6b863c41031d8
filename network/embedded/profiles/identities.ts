// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Consortium, Organisation } from "../description/schema.js";
import { OrganisationLayout } from "../crypto/layout.js";
import { writeText } from "../crypto/material.js";
import { parseCertificate } from "../identity/certificate.js";

/** The file that lists every user of the consortium. */
const IDENTITIES_FILE = "identities.json";

/** One entry of `identities.json`; paths are relative to the profiles folder. */
export interface IdentityEntry {
  readonly name: string;
  readonly mspId: string;
  /** The organisation's name, as in the consortium file. */
  readonly organisation: string;
  /** File name of the organisation's connection profile, in the same folder. */
  readonly connectionProfile: string;
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly admin: boolean;
  /** True for who is not in the consortium file, but has enrolled with the organisation's authority. */
  readonly enrolled?: boolean;
}

type Owner = Pick<Organisation, "name" | "mspId" | "domain">;

/** File name of an organisation's connection profile: `connection-gbauthority.json`. */
export function profileFileName(organisation: { readonly name: string }): string {
  return `connection-${organisation.name.toLowerCase()}.json`;
}

/** Writes the users of the consortium file, and keeps those who have enrolled since. */
export function writeIdentities(consortium: Consortium, directory: string, folder: string): void {
  const declared = consortium.organisations.flatMap((organisation) =>
    organisation.users.map((user): IdentityEntry => ({
      ...placesOf(organisation, user.name, directory, folder),
      attributes: user.attributes,
      admin: user.admin,
    })),
  );
  const kept = readEntries(folder).filter(
    (entry) =>
      entry.enrolled === true &&
      existsSync(resolve(folder, entry.certificatePath)) &&
      !declared.some((other) => isSame(entry, other)),
  );
  writeEntries(folder, [...declared, ...kept]);
}

/**
 * Adds a user whom the organisation's authority has certified, or brings what the list says of one up to date.
 *
 * @returns false where the network has no list yet
 */
export function publishIdentity(directory: string, organisation: Owner, id: string, certificatePem: string): boolean {
  const folder = join(directory, "profiles");
  if (!existsSync(join(folder, IDENTITIES_FILE))) return false;
  const { attributes, organisationalUnits } = parseCertificate(certificatePem);
  const entry: IdentityEntry = {
    ...placesOf(organisation, id, directory, folder),
    attributes: Object.fromEntries([...attributes].filter(([name]) => !name.startsWith("hf."))),
    admin: organisationalUnits.includes("admin"),
    enrolled: true,
  };
  writeEntries(folder, [...readEntries(folder).filter((other) => !isSame(entry, other)), entry]);
  return true;
}

function placesOf(
  organisation: Owner,
  name: string,
  directory: string,
  folder: string,
): Omit<IdentityEntry, "attributes" | "admin"> {
  const files = new OrganisationLayout(directory, "peer", organisation.domain).user(name);
  return {
    name,
    mspId: organisation.mspId,
    organisation: organisation.name,
    connectionProfile: profileFileName(organisation),
    certificatePath: relative(folder, files.certificate),
    keyPath: relative(folder, files.key),
  };
}

function isSame(left: IdentityEntry, right: IdentityEntry): boolean {
  return left.name === right.name && left.mspId === right.mspId;
}

function readEntries(folder: string): IdentityEntry[] {
  const file = join(folder, IDENTITIES_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as IdentityEntry[]) : [];
}

function writeEntries(folder: string, entries: readonly IdentityEntry[]): void {
  writeText(join(folder, IDENTITIES_FILE), `${JSON.stringify(entries, null, 2)}\n`);
}
