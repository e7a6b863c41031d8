// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NetworkError } from "../config/networkError.js";
import type { Consortium } from "../config/schema.js";
import { generateCrypto, type CryptoSummary } from "../crypto/generate.js";
import { OrganisationLayout } from "../crypto/layout.js";
import { isDue, writeText } from "../crypto/material.js";
import { readMspIdentity } from "../crypto/mspFolder.js";
import { parseCertificate } from "../embedded/msp/certificate.js";
import type { CaOrganisation } from "../ca/organisation.js";

/** What renewing did. */
export interface Renewal extends CryptoSummary {
  /** Users who enrolled by themselves and were re-enrolled. */
  readonly reenrolled: readonly string[];
}

/** What to renew, and how authorities are reached. */
export interface RenewalOptions {
  readonly consortium: Consortium;
  /** Folder of the network. */
  readonly directory: string;
  /** Certificates that would expire within so many days are due. */
  readonly days: number;
  /** The authority of an organisation that has one. */
  readonly authority: (organisation: string) => CaOrganisation;
}

/**
 * Renews what is due in one network, over the same keys: what was generated is issued anew, what was enrolled is
 * enrolled again by its present certificate.
 *
 * @throws {NetworkError} NETWORK_CHANGED where the network was made from another consortium file; as `generateCrypto`
 *   and `CaClient`
 */
export async function renewCertificates(options: RenewalOptions): Promise<Renewal> {
  const { consortium, directory, days } = options;
  checkSameOrganisations(consortium, directory);
  const summary = await generateCrypto(consortium, directory, { renewalDays: days });
  const reenrolled: string[] = [];
  for (const { name, domain, users } of consortium.organisations) {
    const layout = new OrganisationLayout(directory, "peer", domain);
    const declared = new Set(users.map((user) => user.name));
    for (const user of enrolledUsers(layout, domain).filter((one) => !declared.has(one))) {
      const { msp } = layout.user(user);
      const present = readMspIdentity(msp);
      if (!isDue(new X509Certificate(present.certificatePem), days)) continue;
      const id = parseCertificate(present.certificatePem).commonName;
      const enrolment = await options.authority(name).client.reenrol(present, id, { keyPem: present.keyPem });
      writeText(present.certificateFile, enrolment.certificatePem);
      reenrolled.push(`${user}@${domain}`);
    }
  }
  return { ...summary, reenrolled };
}

/** Renewing makes nothing that was not there. */
function checkSameOrganisations(consortium: Consortium, directory: string): void {
  const absent = consortium.organisations.find(
    ({ domain }) => !existsSync(new OrganisationLayout(directory, "peer", domain).ca.certificate),
  );
  if (absent !== undefined)
    throw new NetworkError(
      "NETWORK_CHANGED",
      `${directory} has no certificates of ${absent.name}: it was made from another consortium file. Name that with --consortium.`,
    );
}

/** Users with a folder of their own and a certificate in it. */
function enrolledUsers(layout: OrganisationLayout, domain: string): string[] {
  if (!existsSync(layout.users)) return [];
  const suffix = `@${domain}`;
  return readdirSync(layout.users)
    .filter((folder) => folder.endsWith(suffix) && existsSync(join(layout.users, folder, "msp", "signcerts")))
    .map((folder) => folder.slice(0, -suffix.length));
}
