// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import { ALGORITHM, importKeys } from "@licet/embedded-network/crypto/certificates";

/**
 * A certificate signing request in PEM. Fabric CA takes the common name, which must be the enrolment id, and the hosts;
 * organisational units it sets by itself.
 *
 * @param hosts DNS names and IP addresses for the certificate
 */
export async function createSigningRequest(id: string, keyPem: string, hosts: readonly string[]): Promise<string> {
  const names: x509.JsonGeneralNames = hosts.map((value) => ({ type: isIP(value) ? "ip" : "dns", value }));
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [id] }],
    keys: await importKeys(keyPem),
    signingAlgorithm: ALGORITHM,
    extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
  });
  return `${request.toString("pem")}\n`;
}
