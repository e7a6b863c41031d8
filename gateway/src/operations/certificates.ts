// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import type { Logger } from "pino";
import type { NetworkProfiles } from "../ports/network-profiles.js";
import { fingerprintOf } from "./fingerprint.js";
import type { Metrics, WatchedCertificate } from "./metrics.js";

/** Days before its end from which a certificate is warned of. */
const WARNING_DAYS = 30;
const DAY_MS = 86_400_000;

/** The certificates in the profiles: of the users, and of the authorities behind the peers' TLS certificates. */
export function certificatesOf({ identities, organisations }: NetworkProfiles): WatchedCertificate[] {
  const users = [...identities.values()].map(({ mspId, certificate }) => watched(mspId, "identity", certificate));
  const roots = [...organisations.values()].flatMap(({ mspId, endpoint }) =>
    endpoint.tlsRootCertificate === undefined ? [] : [watched(mspId, "tls-root", endpoint.tlsRootCertificate)],
  );
  return [...users, ...roots];
}

/** Says in metrics when certificates expire, and warns in the log once a day of those that soon will. */
export class CertificateWatch {
  readonly #certificates: readonly WatchedCertificate[];
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;

  constructor(certificates: readonly WatchedCertificate[], metrics: Metrics, log: Logger) {
    this.#certificates = certificates;
    this.#log = log;
    for (const certificate of certificates) metrics.certificate(certificate);
    this.#warn();
    this.#timer = setInterval(() => this.#warn(), DAY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #warn(): void {
    for (const certificate of this.#certificates) {
      const daysLeft = Math.floor((certificate.notAfter.getTime() - Date.now()) / DAY_MS);
      if (daysLeft < 0) this.#log.error(certificate, "certificate has expired: renew it");
      else if (daysLeft < WARNING_DAYS) this.#log.warn({ ...certificate, daysLeft }, "certificate expires: renew it");
    }
  }
}

function watched(mspId: string, kind: WatchedCertificate["kind"], pem: string): WatchedCertificate {
  return { mspId, fingerprint: fingerprintOf(pem), kind, notAfter: new Date(new X509Certificate(pem).validTo) };
}
