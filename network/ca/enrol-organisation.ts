// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hostName, ORDERER_USERS } from "@licet/embedded-network/description/names";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium, Organisation } from "../config/schema.js";
import type { User } from "@licet/embedded-network/description/schema";
import type { AuthorityFiles, IdentityFiles } from "@licet/embedded-network/crypto/layout";
import { ensureKey, ensureSecret, isDue, writeText, type Outcome } from "@licet/embedded-network/crypto/material";
import { splitChain, writeChain } from "@licet/embedded-network/crypto/msp-folder";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { CaError } from "./client/ca-error.js";
import type { CertificateRequest, Enrolment } from "./client/ca-client.js";
import { CA_ERROR } from "@licet/embedded-network/ca/error-codes";
import { enrolmentSecretFile, openOrganisation, registrarOf, type CaOrganisation } from "./organisation.js";
import type { CaIdentity } from "@licet/embedded-network/ca/token";

/** Somebody or something that the organisation's authority certifies. */
interface Subject {
  /** Enrolment id. */
  readonly id: string;
  readonly type: "peer" | "orderer" | "admin" | "client";
  readonly files: IdentityFiles;
  /** For its TLS certificate. */
  readonly hosts: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "::1"] as const;

/** What of an organisation is to be enrolled, and who is told of each certificate. */
export interface EnrolmentTask {
  readonly consortium: Consortium;
  readonly organisation: Organisation | Consortium["orderer"];
  readonly directory: string;
  readonly count: (outcome: Outcome) => void;
  /** Certificates that would expire within so many days are renewed. */
  readonly renewalDays?: number | undefined;
}

/**
 * Gets the certificates of an organisation's nodes and users from its Fabric CA, in the conventional layout. What is there
 * and not about to expire is kept; what is there and valid is renewed by its own certificate; the rest is registered
 * and enrolled. Where nothing is to do the authority is not asked.
 *
 * @throws {NetworkError} as `CaClient`, and NETWORK_IDENTITY_MISSING where a secret is not known.
 */
export async function enrolOrganisation(task: EnrolmentTask): Promise<void> {
  const { consortium, organisation, directory } = task;
  const ca = openOrganisation(consortium, organisation, directory, () => "");
  await fetchChain(ca);
  const nodes = "peers" in organisation ? organisation.peers : organisation.orderers;
  const users = "users" in organisation ? organisation.users : ORDERER_USERS;
  const subjects = [
    ...nodes.map(({ name }) => nodeSubject(ca, name, "peers" in organisation ? "peer" : "orderer")),
    ...users.map((user) => userSubject(ca, user)),
  ];
  for (const subject of subjects) {
    const identity = await ensureIdentity(task, ca, subject);
    await ensureTls(task, ca, subject, identity);
    // The first node is a peer where there are chaincodes.
    if (subject === subjects[0] && subject.type === "peer") await ensureChaincodeTls(task, ca, subject.id, identity);
  }
}

/** An organisation's chaincode processes and their peers' side of mutual TLS are certified on behalf of a peer. */
async function ensureChaincodeTls(
  task: EnrolmentTask,
  ca: CaOrganisation,
  id: string,
  identity: CaIdentity,
): Promise<void> {
  for (const { name } of task.consortium.chaincodes) {
    const files = ca.layout.chaincode(name);
    const hosts = [hostName({ name }, ca), ...LOOPBACK_HOSTS];
    const server = { key: files.serverKey, certificate: files.serverCertificate };
    const client = { key: files.clientKey, certificate: files.clientCertificate };
    await ensureTlsPair(task, ca, server, { id, identity, hosts });
    await ensureTlsPair(task, ca, client, { id, identity, hosts: [] });
    writeText(files.ca, readFileSync(ca.layout.tlsCa.certificate, "utf8"));
  }
}

function nodeSubject({ layout, domain }: CaOrganisation, name: string, type: "peer" | "orderer"): Subject {
  const hosts = [hostName({ name }, { domain }), ...LOOPBACK_HOSTS];
  return { id: name, type, files: layout.node(name), hosts, attributes: {} };
}

function userSubject({ layout }: CaOrganisation, { name, admin, attributes }: User): Subject {
  return { id: name, type: admin ? "admin" : "client", files: layout.user(name), hosts: [], attributes };
}

/** The authority's certificates go where those of generated authorities lie. */
async function fetchChain({ client, layout }: CaOrganisation): Promise<void> {
  if (existsSync(layout.ca.certificate)) return;
  const { chainPem } = await client.info();
  writeChain(layout.msp, chainPem, layout.caFileName);
  writeText(join(layout.msp, "tlscacerts", layout.tlsCaFileName), splitChain(chainPem).root);
  writeText(layout.tlsCa.certificate, splitChain(chainPem).root);
  writeText(layout.ca.certificate, chainPem);
}

async function ensureIdentity(task: EnrolmentTask, ca: CaOrganisation, subject: Subject): Promise<CaIdentity> {
  const { files, id } = subject;
  const chainPem = readFileSync(ca.layout.ca.certificate, "utf8");
  const keyPem = await ensureKey(files.key);
  const current = certificateOver(keyPem, files.certificate);
  writeChain(files.msp, chainPem, ca.layout.caFileName);
  writeText(join(files.msp, "tlscacerts", ca.layout.tlsCaFileName), splitChain(chainPem).root);
  if (current !== undefined && !isDue(new X509Certificate(current), task.renewalDays) && holds(current, subject)) {
    task.count("kept");
    return { certificatePem: current, keyPem };
  }
  const enrolment = await certify(
    ca,
    subject,
    current === undefined ? undefined : { certificatePem: current, keyPem },
    {
      keyPem,
    },
  );
  if (!holds(enrolment.certificatePem, subject))
    throw new NetworkError(
      "NETWORK_CHANGED",
      `The authority ${ca.client.caName} knows ${id} with other attributes than the consortium file declares. ` +
        `Change them there (fabric-ca-client identity modify ${id}), or in the file.`,
    );
  writeText(files.certificate, enrolment.certificatePem);
  task.count(current === undefined ? "created" : "renewed");
  return enrolment;
}

async function ensureTls(
  task: EnrolmentTask,
  ca: CaOrganisation,
  subject: Subject,
  identity: CaIdentity,
): Promise<void> {
  const { files, id, hosts } = subject;
  writeText(files.tlsCa, readFileSync(ca.layout.tlsCa.certificate, "utf8"));
  await ensureTlsPair(task, ca, { key: files.tlsKey, certificate: files.tlsCertificate }, { id, identity, hosts });
}

async function ensureTlsPair(
  task: EnrolmentTask,
  ca: CaOrganisation,
  files: AuthorityFiles,
  { id, identity, hosts }: { readonly id: string; readonly identity: CaIdentity; readonly hosts: readonly string[] },
): Promise<void> {
  const keyPem = await ensureKey(files.key);
  const current = certificateOver(keyPem, files.certificate);
  if (current !== undefined && !isDue(new X509Certificate(current), task.renewalDays)) {
    task.count("kept");
    return;
  }
  const { certificatePem } = await ca.client.reenrol(identity, id, { profile: "tls", hosts, keyPem });
  writeText(files.certificate, certificatePem);
  task.count(current === undefined ? "created" : "renewed");
}

async function certify(
  ca: CaOrganisation,
  subject: Subject,
  current: CaIdentity | undefined,
  request: CertificateRequest,
): Promise<Enrolment> {
  const isValid = current !== undefined && Date.parse(new X509Certificate(current.certificatePem).validTo) > Date.now();
  if (isValid) return ca.client.reenrol(current, subject.id, request);
  return ca.client.enrol(subject.id, await ensureRegistered(ca, subject), request);
}

/** Registers, unless it is known that this was done before; the secret is on disk before the authority takes it. */
async function ensureRegistered(ca: CaOrganisation, { id, type, attributes }: Subject): Promise<string> {
  const secret = ensureSecret(enrolmentSecretFile(ca, id));
  const registrar = await registrarOf(ca);
  try {
    await ca.client.register(registrar, {
      id,
      type,
      secret,
      maxEnrolments: -1,
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, value, ecert: true })),
    });
  } catch (error) {
    // Registered by an earlier start that went no further, or by somebody else, whose secret the file then must hold.
    if (!(error instanceof CaError) || error.caCode !== CA_ERROR.duplicateIdentity) throw error;
  }
  return secret;
}

/** The certificate in a file, where it is one over the key. */
function certificateOver(keyPem: string, file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const pem = readFileSync(file, "utf8");
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(keyPem)) ? pem : undefined;
  } catch {
    return undefined;
  }
}

function holds(pem: string, { attributes }: Subject): boolean {
  const written = parseCertificate(pem).attributes;
  return Object.entries(attributes).every(([name, value]) => written.get(name) === value);
}
