// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { writeText } from "@licet/embedded-network/crypto/material";
import { readMspIdentity, splitChain, writeMspFolder } from "@licet/embedded-network/crypto/msp-folder";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { publishIdentity } from "@licet/embedded-network/profiles/identities";
import type { CertificateRequest, Enrolment } from "../client/ca-client.js";
import { enrolmentSecretFile, type CaOrganisation } from "../organisation.js";
import type { IdentityValues } from "./identity.js";
import { enrolmentSecret, fromCaller, networkDirectory, organisationOf } from "./options.js";

const OTHER_MSP_FILES = { certificate: "cert.pem", ca: "ca-cert.pem" } as const;

/** `identity enroll`. */
export async function enroll(values: IdentityValues, say: (line: string) => void): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const id = required(values.id, "--id");
  const secret = enrolmentSecret(values["secret-file"], enrolmentSecretFile(organisation, id));
  const enrolment = await organisation.client.enrol(id, secret, requestOf(values));
  store(values, organisation, id, enrolment, say);
}

/** `identity reenroll`. */
export async function reenroll(values: IdentityValues, say: (line: string) => void): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const id = required(values.id, "--id");
  const folder = values.mspdir === undefined ? organisation.layout.user(id).msp : fromCaller(values.mspdir);
  const present = readMspIdentity(folder);
  const isTls = values.profile !== undefined;
  // A TLS key is another than that for signing.
  const keyPem = values["new-key"] === true || isTls ? undefined : present.keyPem;
  const commonName = parseCertificate(present.certificatePem).commonName;
  const enrolment = await organisation.client.reenrol(present, commonName, { ...requestOf(values), keyPem });
  const to = values.to ?? (isTls ? undefined : values.mspdir);
  store({ ...values, to }, organisation, id, enrolment, say);
}

function requestOf({ profile, host, attribute }: IdentityValues): CertificateRequest {
  if (profile !== undefined && profile !== "tls")
    throw new NetworkError("NETWORK_USAGE", `--profile takes tls, not "${profile}".`);
  return { profile, hosts: host, attributes: attribute?.map((name) => ({ name })) };
}

function store(
  values: Pick<IdentityValues, "profile" | "host" | "network"> & { readonly to?: string | undefined },
  organisation: CaOrganisation,
  id: string,
  enrolment: Enrolment,
  say: (line: string) => void,
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

/** @throws {NetworkError} NETWORK_USAGE. */
export function required(value: string | undefined, option: string): string {
  if (value !== undefined && value !== "") return value;
  throw new NetworkError(
    "NETWORK_USAGE",
    `${option} is missing; npm run network -- identity --help lists the options.`,
  );
}
