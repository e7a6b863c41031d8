// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { authorityOf } from "@licet/embedded-network/description/authority";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "../config/schema.js";
import type { AuthorityEntry } from "@licet/embedded-network/description/schema";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { isDue } from "@licet/embedded-network/crypto/material";
import { readMspIdentity, writeMspFolder } from "@licet/embedded-network/crypto/msp-folder";
import { CaClient } from "./client/ca-client.js";
import type { CaIdentity } from "@licet/embedded-network/ca/token";

/** Environment variable with the secret of a registrar whose authority runs elsewhere. */
export const REGISTRAR_SECRET = "LICET_CA_REGISTRAR_SECRET";

/** An organisation with a certificate authority, as commands and enrolment see it. */
export interface CaOrganisation {
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
  readonly layout: OrganisationLayout;
  readonly client: CaClient;
  readonly registrar: string;
  /** File with the registrar's secret. */
  readonly secretFile: string | undefined;
}

interface Described {
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
  readonly ca?: AuthorityEntry | undefined;
}

/**
 * An organisation's authority.
 *
 * @param localUrl address of an authority that the network runs itself
 * @throws {NetworkError} NETWORK_USAGE for an organisation without one, NETWORK_IDENTITY_MISSING without its TLS root.
 */
export function openOrganisation(
  consortium: Consortium,
  organisation: Described,
  directory: string,
  localUrl: (organisation: Described) => string,
): CaOrganisation {
  const { name, mspId, domain } = organisation;
  const authority = authorityOf(organisation);
  if (authority === undefined)
    throw new NetworkError(
      "NETWORK_USAGE",
      `${name} has no certificate authority. Give it a field ca in the consortium file; see docs/reference/consortium.md.`,
    );
  const kind = mspId === consortium.orderer.mspId ? "orderer" : "peer";
  const layout = new OrganisationLayout(directory, kind, domain);
  const isRemote = authority.kind === "remote";
  const client = new CaClient({
    url: isRemote ? authority.url : localUrl(organisation),
    caName: authority.caName,
    tlsRootPem: readRoot(isRemote ? authority.tlsCaCertificate : layout.tlsCa.certificate),
  });
  const secretFile = isRemote ? authority.secretFile : layout.caServer.registrarSecret;
  return { name, mspId, domain, layout, client, registrar: authority.registrar, secretFile };
}

/**
 * The registrar, enrolled with its secret the first time and whenever its certificate is about to expire.
 *
 * @param renewalDays days that its certificate must still be valid; 30 unless given
 */
export async function registrarOf(organisation: CaOrganisation, renewalDays?: number): Promise<CaIdentity> {
  const { client, layout, registrar } = organisation;
  const { registrarMsp } = layout.caServer;
  if (existsSync(registrarMsp)) {
    const known = readMspIdentity(registrarMsp);
    if (!isDue(new X509Certificate(known.certificatePem), renewalDays)) return known;
  }
  const enrolment = await client.enrol(registrar, registrarSecret(organisation));
  writeMspFolder(registrarMsp, enrolment, { certificate: "cert.pem", ca: layout.caFileName });
  return enrolment;
}

/** The secret with which an identity enrols that this organisation registered; made where there is none. */
export function enrolmentSecretFile({ layout }: Pick<CaOrganisation, "layout">, id: string): string {
  return join(layout.caServer.secrets, encodeURIComponent(id));
}

function registrarSecret({ name, secretFile }: CaOrganisation): string {
  if (secretFile !== undefined && existsSync(secretFile)) return readFileSync(secretFile, "utf8").trim();
  const fromEnvironment = process.env[REGISTRAR_SECRET];
  if (fromEnvironment) return fromEnvironment;
  throw new NetworkError(
    "NETWORK_IDENTITY_MISSING",
    `The secret of ${name}'s registrar is not known. ` +
      (secretFile === undefined
        ? `Name its file in the consortium file (ca.secretFile), or set ${REGISTRAR_SECRET}.`
        : `There is no file ${secretFile}; place it there, or set ${REGISTRAR_SECRET}.`),
  );
}

function readRoot(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new NetworkError(
    "NETWORK_IDENTITY_MISSING",
    `There is no TLS root certificate ${file}. Start the network first, or place the authority's certificate there.`,
  );
}
