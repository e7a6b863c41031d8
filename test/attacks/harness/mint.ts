// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { generateKeyPem, issueAuthority, issueIdentity, openIssuer } from "@licet/embedded-network/crypto/certificates";
import { Person } from "@licet/scripts/wire/person";
import type { Net } from "./network.js";

/** Attributes of a certificate, such as `licet.role`. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Issues a certificate with an organisation's own authority, which writes into it whatever the organisation likes.
 * @param organisation what the subject says beside the name; it makes no other person of somebody
 */
export async function mint(
  net: Net,
  mspId: string,
  commonName: string,
  attributes: Attributes,
  organisation?: string,
): Promise<Person> {
  const { layout, name } = net.layoutOf(mspId);
  const issuer = await openIssuer(readFileSync(layout.ca.key, "utf8"), readFileSync(layout.ca.certificate, "utf8"));
  return personOf(issuer, mspId, commonName, attributes, organisation ?? name);
}

/** Issues a certificate with an authority that no member knows. */
export async function mintOutside(mspId: string, commonName: string, attributes: Attributes): Promise<Person> {
  const subject = { commonName: "ca.outside.example", organisation: "outside.example" };
  const keyPem = await generateKeyPem();
  const issuer = await openIssuer(keyPem, await issueAuthority(subject, keyPem));
  return personOf(issuer, mspId, commonName, attributes, subject.organisation);
}

async function personOf(
  issuer: Awaited<ReturnType<typeof openIssuer>>,
  mspId: string,
  commonName: string,
  attributes: Attributes,
  organisation: string,
): Promise<Person> {
  const privateKeyPem = await generateKeyPem();
  const subject = { commonName, organisation, unit: "client" as const };
  const certificatePem = await issueIdentity(issuer, subject, privateKeyPem, attributes);
  return new Person({ name: commonName, mspId, certificatePem, privateKeyPem });
}
