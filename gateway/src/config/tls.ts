// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";

/** Settings of TLS, for a gateway that ends it itself, and of clients' certificates. */
export const TLS_SETTINGS = {
  LICET_TLS_CERTIFICATE: z.string().min(1).optional(),
  LICET_TLS_KEY: z.string().min(1).optional(),
  LICET_TLS_CLIENT_CA: z.string().min(1).optional(),
  LICET_TLS_CLIENT_CRL: z.string().min(1).optional(),
  LICET_TLS_CLIENTS: z.string().min(1).optional(),
};

/** What TLS is made of, as read from the files. */
export interface TlsConfig {
  /** The gateway's certificate with its chain, PEM. */
  readonly certificate: string;
  readonly key: string;
  /** Absent where clients are not asked for certificates. */
  readonly clients: ClientTlsConfig | undefined;
}

/** Whose certificates clients may show. */
export interface ClientTlsConfig {
  /** Certificates of the authorities, PEM. */
  readonly authorities: string;
  /** Lists of revoked certificates, PEM; one for every authority, or clients of the one without are refused. */
  readonly revocations: readonly string[] | undefined;
  /** File that says which certificate is which enrolment, besides the consortium's own; undefined where there is none. */
  readonly clientsFile: string | undefined;
}

type Settings = z.output<z.ZodObject<typeof TLS_SETTINGS>>;

/**
 * Settings of TLS out of the environment's; undefined where TLS is ended elsewhere.
 * @throws {ConfigError} naming the setting that is missing or the file that cannot be read.
 */
export function tlsConfig(settings: Settings): TlsConfig | undefined {
  const { LICET_TLS_CERTIFICATE: certificate, LICET_TLS_KEY: key } = settings;
  if (certificate !== undefined && key !== undefined) {
    return {
      certificate: textIn("LICET_TLS_CERTIFICATE", certificate),
      key: textIn("LICET_TLS_KEY", key),
      clients: clientsOf(settings),
    };
  }
  const names = Object.keys(TLS_SETTINGS) as (keyof Settings)[];
  if (names.every((name) => settings[name] === undefined)) return undefined;
  throw new ConfigError("TLS needs LICET_TLS_CERTIFICATE and LICET_TLS_KEY together.");
}

function clientsOf(settings: Settings): ClientTlsConfig | undefined {
  const { LICET_TLS_CLIENT_CA: ca, LICET_TLS_CLIENT_CRL: crl, LICET_TLS_CLIENTS: clients } = settings;
  if (ca === undefined) {
    if (crl === undefined && clients === undefined) return undefined;
    throw new ConfigError("Certificates of clients need LICET_TLS_CLIENT_CA.");
  }
  return {
    authorities: textIn("LICET_TLS_CLIENT_CA", ca),
    revocations: crl === undefined ? undefined : revocationsIn(textIn("LICET_TLS_CLIENT_CRL", crl), crl),
    clientsFile: clients === undefined ? undefined : path.resolve(clients),
  };
}

/** One list each, because TLS takes only the first of a text that holds several. */
function revocationsIn(text: string, file: string): readonly string[] {
  const lists = text.match(/-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----/g) ?? [];
  if (lists.length > 0) return lists;
  throw new ConfigError(`LICET_TLS_CLIENT_CRL names ${file}, which holds no list of revoked certificates in PEM.`);
}

function textIn(setting: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(`${setting} names ${file}, which cannot be read: ${(error as Error).message}`);
  }
}
