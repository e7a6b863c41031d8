// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { ConfigError } from "../../errors/config-error.js";

/**
 * Enrolment id of a person, by which the ledger knows them: the common name of their certificate, which need not be the name that the
 * profiles give them.
 * @param file where the certificate was read
 * @throws {ConfigError} where it is no certificate, or names nobody or several.
 */
export function enrolmentIdOf(certificate: string, file: string): string {
  const name = commonNameOf(certificate, file);
  if (typeof name === "string" && name !== "") return name;
  throw new ConfigError(`The certificate ${file} has not one common name.`);
}

function commonNameOf(certificate: string, file: string): unknown {
  try {
    return (new X509Certificate(certificate).toLegacyObject().subject as { readonly CN?: unknown }).CN;
  } catch {
    throw new ConfigError(`${file} is no certificate in PEM.`);
  }
}
