// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fromCaller } from "@licet/embedded-network/command-line";
import { writeText } from "@licet/embedded-network/crypto/material";
import { readMspIdentity, splitChain, writeMspFolder } from "@licet/embedded-network/crypto/msp-folder";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { publishIdentity } from "@licet/embedded-network/profiles/identities";
import type { CertificateRequest, Enrolment } from "../client/ca-client.js";
import { enrolmentSecretFile, type CaOrganisation } from "../organisation.js";
import type { Say } from "./identity.js";
import { enrolmentSecret, networkDirectory, organisationOf, type NetworkValues } from "./options.js";

const OTHER_MSP_FILES = { certificate: "cert.pem", ca: "ca-cert.pem" } as const;

/** Whose certificate is asked for, and of what kind. */
interface CertificateValues extends NetworkValues {
  readonly organisation: string;
  readonly id: string;
  readonly profile?: "tls";
  readonly host?: readonly string[];
  readonly attribute?: readonly string[];
  readonly to?: string | undefined;
}

/** `identity enroll`. */
export async function enroll(values: CertificateValues & { readonly secretFile?: string }, say: Say): Promise<void> {
  const { id } = values;
  const organisation = organisationOf(values.organisation, values);
  const secret = enrolmentSecret(values.secretFile, enrolmentSecretFile(organisation, id));
  const enrolment = await organisation.client.enrol(id, secret, requestOf(values));
  store(values, organisation, id, enrolment, say);
}

/** `identity reenroll`. */
export async function reenroll(
  values: CertificateValues & { readonly mspdir?: string; readonly newKey?: boolean },
  say: Say,
): Promise<void> {
  const { id } = values;
  const organisation = organisationOf(values.organisation, values);
  const folder = values.mspdir === undefined ? organisation.layout.user(id).msp : fromCaller(values.mspdir);
  const present = readMspIdentity(folder);
  const isTls = values.profile !== undefined;
  // A TLS key is another than that for signing.
  const keyPem = values.newKey || isTls ? undefined : present.keyPem;
  const commonName = parseCertificate(present.certificatePem).commonName;
  const enrolment = await organisation.client.reenrol(present, commonName, { ...requestOf(values), keyPem });
  const to = values.to ?? (isTls ? undefined : values.mspdir);
  store({ ...values, to }, organisation, id, enrolment, say);
}

function requestOf({ profile, host, attribute }: CertificateValues): CertificateRequest {
  return { profile, hosts: host, attributes: attribute?.map((name) => ({ name })) };
}

function store(
  values: CertificateValues,
  organisation: CaOrganisation,
  id: string,
  enrolment: Enrolment,
  say: Say,
): void {
  const { layout, domain } = organisation;
  const files = layout.user(id);
  const until = parseCertificate(enrolment.certificatePem).notAfter.toISOString().slice(0, 10);
  if (values.profile === "tls") {
    const folder = values.to === undefined ? files.tls : fromCaller(values.to);
    const name = values.host === undefined ? "client" : "server";
    writeText(join(folder, `${name}.key`), enrolment.keyPem);
    writeText(join(folder, `${name}.crt`), enrolment.certificatePem);
    writeText(join(folder, "ca.crt"), splitChain(enrolment.chainPem).root);
    say(`${id}: TLS certificate valid until ${until}, in ${folder}`);
    return;
  }
  const folder = values.to === undefined ? files.msp : fromCaller(values.to);
  // A folder that has a certificate keeps its file's name: a second file would leave open which one counts.
  const present = existsSync(join(folder, "signcerts")) ? readMspIdentity(folder).certificateFile : undefined;
  const own = { certificate: `${id}@${domain}-cert.pem`, ca: layout.caFileName };
  const names = values.to === undefined ? own : OTHER_MSP_FILES;
  writeMspFolder(folder, enrolment, present === undefined ? names : { ...names, certificate: basename(present) });
  say(`${id}: certificate valid until ${until}, in ${folder}`);
  if (values.to !== undefined) return;
  const isPublished = publishIdentity(networkDirectory(values), organisation, id, enrolment.certificatePem);
  if (isPublished) say(`A gateway knows ${id}@${organisation.mspId} from its next start.`);
}
