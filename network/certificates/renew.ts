// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ORDERER_USERS } from "@licet/embedded-network/description/names";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "../config/schema.js";
import { generateCrypto, type CryptoSummary } from "../crypto/generate.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { isDue, writeText } from "@licet/embedded-network/crypto/material";
import { readMspIdentity } from "@licet/embedded-network/crypto/msp-folder";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { CaError } from "../ca/client/ca-error.js";
import { CA_ERROR } from "@licet/embedded-network/ca/error-codes";
import { registrarOf, type CaOrganisation } from "../ca/organisation.js";

/** What renewing did. */
export interface Renewal extends CryptoSummary {
  /** Users who enrolled by themselves, and registrars, that were enrolled again. */
  readonly reenrolled: readonly string[];
  /** Users whom their authority gives no certificate any more, with its reason. */
  readonly refused: readonly { readonly user: string; readonly reason: string }[];
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
 *   and `CaClient`.
 */
export async function renewCertificates(options: RenewalOptions): Promise<Renewal> {
  const { consortium, directory, days } = options;
  checkSameOrganisations(consortium, directory);
  const summary = await generateCrypto(consortium, directory, { renewalDays: days });
  const reenrolled: string[] = [];
  const refused: { user: string; reason: string }[] = [];
  for (const organisation of [...consortium.organisations, consortium.orderer]) {
    const isPeers = "peers" in organisation;
    const layout = new OrganisationLayout(directory, isPeers ? "peer" : "orderer", organisation.domain);
    if (isDueIn(layout.caServer.registrarMsp, days)) {
      const authority = options.authority(organisation.name);
      await registrarOf(authority, days);
      reenrolled.push(`${authority.registrar} of ${organisation.name}`);
    }
    const declared = (isPeers ? organisation.users : ORDERER_USERS).map(({ name }) => name);
    for (const user of enrolledUsers(layout, organisation.domain, declared)) {
      if (!isDueIn(layout.user(user).msp, days)) continue;
      const reason = await reenrol(options.authority(organisation.name), layout.user(user).msp);
      const address = `${user}@${organisation.domain}`;
      if (reason === undefined) reenrolled.push(address);
      else refused.push({ user: address, reason });
    }
  }
  return { ...summary, reenrolled, refused };
}

function isDueIn(msp: string, days: number): boolean {
  return existsSync(msp) && isDue(new X509Certificate(readMspIdentity(msp).certificatePem), days);
}

/** Renews the certificate in an MSP folder by itself; the answer is why the authority would not. */
async function reenrol({ client }: CaOrganisation, msp: string): Promise<string | undefined> {
  const { certificatePem, certificateFile, keyPem } = readMspIdentity(msp);
  const id = parseCertificate(certificatePem).commonName;
  try {
    const enrolment = await client.reenrol({ certificatePem, keyPem }, id, { keyPem });
    writeText(certificateFile, enrolment.certificatePem);
    return undefined;
  } catch (error) {
    // Somebody who was revoked must not keep the others from being renewed.
    if (error instanceof CaError && error.caCode === CA_ERROR.authentication) return error.message;
    throw error;
  }
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

/** Users with a folder and a certificate of their own whom the consortium file does not declare. */
function enrolledUsers(layout: OrganisationLayout, domain: string, declared: readonly string[]): string[] {
  if (!existsSync(layout.users)) return [];
  const suffix = `@${domain}`;
  return readdirSync(layout.users)
    .filter((folder) => folder.endsWith(suffix) && existsSync(join(layout.users, folder, "msp", "signcerts")))
    .map((folder) => folder.slice(0, -suffix.length))
    .filter((user) => !declared.includes(user));
}
