// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { authorityOf } from "../description/authority.js";
import { AUTHORITY_NODE, hostName, ORDERER_USERS } from "../description/names.js";
import { closeToOthers } from "../files/owner-only.js";
import { NetworkError } from "../description/network-error.js";
import type { Consortium, User } from "../description/schema.js";
import {
  issueAuthority,
  issueIdentity,
  issueTls,
  openIssuer,
  type Issuer,
  type Subject,
  type TlsNames,
} from "./certificates.js";
import { OrganisationLayout, type AuthorityFiles, type IdentityFiles, type OrganisationKind } from "./layout.js";
import { nodeOus } from "./msp-folder.js";
import { ensureCertificate, ensureKey, ensureSecret, writeText, type Outcome } from "./material.js";

/** How many certificates were made, found and kept, or replaced because attributes changed or time ran out. */
export type CryptoSummary = Readonly<Record<Outcome, number>>;

const LOOPBACK_ADDRESSES = ["127.0.0.1", "::1"] as const;

interface Authority extends Issuer {
  readonly pem: string;
}

interface Workshop {
  readonly domain: string;
  readonly layout: OrganisationLayout;
  readonly ca: Authority;
  readonly tlsCa: Authority;
  readonly count: (outcome: Outcome) => void;
  readonly renewalDays: number | undefined;
}

/** An organisation whose certificates a Fabric CA issues that runs elsewhere. */
export interface EnrolmentTask {
  readonly consortium: Consortium;
  readonly organisation: Consortium["organisations"][number] | Consortium["orderer"];
  readonly directory: string;
  /** Told of each certificate. */
  readonly count: (outcome: Outcome) => void;
  /** Certificates that would expire within so many days are renewed. */
  readonly renewalDays?: number | undefined;
}

/** What `generateCrypto` may be told. */
export interface CryptoOptions {
  /** Enrols organisations whose authority runs elsewhere; without it, a consortium that has one is refused. */
  readonly enrol?: ((task: EnrolmentTask) => Promise<void>) | undefined;
  /** Certificates that would expire within so many days are renewed; 30 unless given. */
  readonly renewalDays?: number | undefined;
}

/**
 * Makes what is missing of every organisation's certificate authorities, node and user identities and TLS
 * certificates, in the conventional `organizations/` layout below `directory`. Existing keys are always kept;
 * a certificate is issued anew only when its user's declared attributes changed or it is about to expire. Where an
 * organisation has a Fabric CA that runs elsewhere, that issues its certificates. All of it is its owner's alone.
 *
 * @throws {NetworkError} NETWORK_USAGE where an authority runs elsewhere and nothing enrols there, and those of `enrol`.
 */
export async function generateCrypto(
  consortium: Consortium,
  directory: string,
  { renewalDays, enrol }: CryptoOptions = {},
): Promise<CryptoSummary> {
  closeToOthers(join(directory, "organizations"));
  const summary: Record<Outcome, number> = { created: 0, kept: 0, renewed: 0 };
  const count = (outcome: Outcome): void => void (summary[outcome] += 1);
  for (const organisation of [...consortium.organisations, consortium.orderer]) {
    const kind = authorityOf(organisation)?.kind;
    if (kind === "remote") {
      if (enrol === undefined)
        throw new NetworkError(
          "NETWORK_USAGE",
          `The authority of ${organisation.name} runs elsewhere, and nothing is there to enrol with it.`,
        );
      await enrol({ consortium, organisation, directory, count, renewalDays });
      continue;
    }
    await generateOrganisation(consortium, organisation, { directory, count, renewalDays });
  }
  return summary;
}

async function generateOrganisation(
  { chaincodes }: Consortium,
  organisation: Consortium["organisations"][number] | Consortium["orderer"],
  options: Pick<Workshop, "count" | "renewalDays"> & { readonly directory: string },
): Promise<void> {
  const { kind, nodes, users, services } =
    "peers" in organisation
      ? {
          kind: "peer" as const,
          nodes: organisation.peers,
          users: organisation.users,
          services: organisation.peers.length > 0 ? chaincodes : [],
        }
      : { kind: "orderer" as const, nodes: organisation.orderers, users: ORDERER_USERS, services: [] };
  const workshop = await openWorkshop(options, kind, organisation.domain);
  for (const { name } of nodes) await makeNode(workshop, name, kind);
  for (const user of users) await makeUser(workshop, user);
  for (const { name } of services) await makeChaincodeTls(workshop, name);
  if (authorityOf(organisation)?.kind === "local") await makeAuthorityServer(workshop);
}

async function openWorkshop(
  { directory, count, renewalDays }: Pick<Workshop, "count" | "renewalDays"> & { readonly directory: string },
  kind: OrganisationKind,
  domain: string,
): Promise<Workshop> {
  const layout = new OrganisationLayout(directory, kind, domain);
  const ca = await openAuthority(layout.ca, { commonName: `ca.${domain}`, organisation: domain }, count);
  const tlsCa = await openAuthority(layout.tlsCa, { commonName: `tlsca.${domain}`, organisation: domain }, count);
  const workshop = { domain, layout, ca, tlsCa, count, renewalDays };
  writeMspCommons(workshop, layout.msp);
  return workshop;
}

async function openAuthority(
  files: AuthorityFiles,
  subject: Subject,
  count: (outcome: Outcome) => void,
): Promise<Authority> {
  const keyPem = await ensureKey(files.key);
  count(await ensureCertificate(files.certificate, { keyPem }, () => issueAuthority(subject, keyPem)));
  const pem = readFileSync(files.certificate, "utf8");
  return { ...(await openIssuer(keyPem, pem)), pem };
}

async function makeNode(workshop: Workshop, name: string, unit: "peer" | "orderer"): Promise<void> {
  const host = hostName({ name }, workshop);
  const subject = { commonName: host, organisation: workshop.domain, unit };
  const files = workshop.layout.node(name);
  await makeIdentity(workshop, files, subject, {});
  await makeTls(workshop, files, subject, { hosts: [host, "localhost"], addresses: LOOPBACK_ADDRESSES });
}

/** The TLS certificate by which the authority's server is recognised, and the secret that its registrar enrols with. */
async function makeAuthorityServer(workshop: Workshop): Promise<void> {
  const host = hostName({ name: AUTHORITY_NODE }, workshop);
  const { tlsCertificate, tlsKey, registrarSecret } = workshop.layout.caServer;
  ensureSecret(registrarSecret);
  const files = { certificate: tlsCertificate, key: tlsKey };
  const subject = { commonName: host, organisation: workshop.domain };
  await makeTlsPair(workshop, files, subject, { hosts: [host, "localhost"], addresses: LOOPBACK_ADDRESSES });
}

async function makeUser(workshop: Workshop, user: User): Promise<void> {
  const unit = user.admin ? ("admin" as const) : ("client" as const);
  const subject = { commonName: `${user.name}@${workshop.domain}`, organisation: workshop.domain, unit };
  const files = workshop.layout.user(user.name);
  await makeIdentity(workshop, files, subject, attributesOf(user, subject.commonName));
  await makeTls(workshop, files, subject, { hosts: [], addresses: [] });
}

/** As Fabric CA does, a user's enrolment id, which is the common name, and type go beside the declared attributes. */
function attributesOf(user: User, enrolmentId: string): Record<string, string> {
  if (Object.keys(user.attributes).length === 0) return {};
  return { "hf.EnrollmentID": enrolmentId, "hf.Type": user.admin ? "admin" : "client", ...user.attributes };
}

async function makeIdentity(
  workshop: Workshop,
  files: IdentityFiles,
  subject: Subject,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  const keyPem = await ensureKey(files.key);
  const attributesJson = Object.keys(attributes).length > 0 ? JSON.stringify({ attrs: attributes }) : "";
  const { renewalDays } = workshop;
  const requirement = { keyPem, issuerPem: workshop.ca.pem, attributesJson, renewalDays };
  workshop.count(
    await ensureCertificate(files.certificate, requirement, () =>
      issueIdentity(workshop.ca, subject, keyPem, attributes),
    ),
  );
  writeMspCommons(workshop, files.msp);
}

async function makeTls(workshop: Workshop, files: IdentityFiles, subject: Subject, names: TlsNames): Promise<void> {
  await makeTlsPair(workshop, { key: files.tlsKey, certificate: files.tlsCertificate }, subject, names);
  writeText(files.tlsCa, workshop.tlsCa.pem);
}

async function makeTlsPair(
  workshop: Workshop,
  files: AuthorityFiles,
  subject: Subject,
  names: TlsNames,
): Promise<void> {
  const keyPem = await ensureKey(files.key);
  const { renewalDays } = workshop;
  const requirement = { keyPem, issuerPem: workshop.tlsCa.pem, renewalDays };
  workshop.count(
    await ensureCertificate(files.certificate, requirement, () => issueTls(workshop.tlsCa, subject, keyPem, names)),
  );
}

async function makeChaincodeTls(workshop: Workshop, name: string): Promise<void> {
  const files = workshop.layout.chaincode(name);
  const host = hostName({ name }, workshop);
  const server = { key: files.serverKey, certificate: files.serverCertificate };
  const client = { key: files.clientKey, certificate: files.clientCertificate };
  const subject = { commonName: host, organisation: workshop.domain };
  await makeTlsPair(workshop, server, subject, { hosts: [host, "localhost"], addresses: LOOPBACK_ADDRESSES });
  await makeTlsPair(workshop, client, { ...subject, commonName: `client.${host}` }, { hosts: [], addresses: [] });
  writeText(files.ca, workshop.tlsCa.pem);
}

/** What every MSP folder of an organisation holds: the authorities' certificates and the node OUs. */
function writeMspCommons(workshop: Workshop, msp: string): void {
  const { layout } = workshop;
  writeText(join(msp, "cacerts", layout.caFileName), workshop.ca.pem);
  writeText(join(msp, "tlscacerts", layout.tlsCaFileName), workshop.tlsCa.pem);
  writeText(join(msp, "config.yaml"), nodeOus(`cacerts/${layout.caFileName}`));
}
