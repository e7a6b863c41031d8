// SPDX-License-Identifier: Apache-2.0
import type { AuthorityEntry } from "./schema.js";

/** The registrar's enrolment id where the file names none. */
const DEFAULT_REGISTRAR = "admin";

/** An authority that the embedded network runs itself. */
export interface LocalAuthority {
  readonly kind: "local";
  readonly caName: string;
  readonly registrar: string;
  /** As declared, before `--port-base`. */
  readonly port: number;
}

/** A Fabric CA that somebody runs elsewhere. */
export interface RemoteAuthority {
  readonly kind: "remote";
  readonly caName: string;
  readonly registrar: string;
  readonly url: string;
  /** File of the root certificate that the server's own certificate is checked with. */
  readonly tlsCaCertificate: string;
  /** File that holds the registrar's secret. */
  readonly secretFile: string | undefined;
}

/** What an organisation needs to say of itself to have an authority. */
interface Organisation {
  readonly name: string;
  readonly ca?: AuthorityEntry | undefined;
}

/** The certificate authority that an organisation's `ca` field describes; undefined where it has none. */
export function authorityOf({ name, ca }: Organisation): LocalAuthority | RemoteAuthority | undefined {
  if (ca === undefined) return undefined;
  const common = { caName: ca.caName ?? `ca-${name.toLowerCase()}`, registrar: ca.registrar ?? DEFAULT_REGISTRAR };
  if (ca.port !== undefined) return { kind: "local", ...common, port: ca.port };
  if (ca.url === undefined || ca.tlsCaCertificate === undefined) return undefined;
  const { url, tlsCaCertificate, secretFile } = ca;
  return { kind: "remote", ...common, url, tlsCaCertificate, secretFile };
}
