// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import type { Logger } from "pino";
import type { NetworkProfiles } from "../ledger/profiles.js";
import type { Metrics } from "./metrics.js";

/** Days before its end from which a certificate is warned of. */
const WARNING_DAYS = 30;
const DAY_MS = 86_400_000;

/** A certificate that the gateway cannot do without. */
export interface WatchedCertificate {
  /** Whose it is: a user's label, or the common name. */
  readonly subject: string;
  /** A user's, or one that a peer's TLS certificate is checked with. */
  readonly kind: "identity" | "tls-root";
  readonly notAfter: Date;
}

/** The certificates in the profiles: of the users, and of the authorities behind the peers' TLS certificates. */
export function certificatesOf({ identities, organisations }: NetworkProfiles): WatchedCertificate[] {
  const users = [...identities.values()].map(({ label, certificate }): WatchedCertificate => {
    return { subject: label, kind: "identity", notAfter: notAfterOf(certificate) };
  });
  const roots = [...organisations.values()].flatMap(({ endpoint }): WatchedCertificate[] => {
    const pem = endpoint.tlsRootCertificate;
    return pem === undefined ? [] : [{ subject: commonNameOf(pem), kind: "tls-root", notAfter: notAfterOf(pem) }];
  });
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
    for (const { subject, kind, notAfter } of certificates) metrics.certificate(subject, kind, notAfter);
    this.#warn();
    this.#timer = setInterval(() => this.#warn(), DAY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #warn(): void {
    for (const { subject, kind, notAfter } of this.#certificates) {
      const daysLeft = Math.floor((notAfter.getTime() - Date.now()) / DAY_MS);
      if (daysLeft < 0) this.#log.error({ subject, kind, notAfter }, "certificate has expired: renew it");
      else if (daysLeft < WARNING_DAYS)
        this.#log.warn({ subject, kind, notAfter, daysLeft }, "certificate expires: renew it");
    }
  }
}

function notAfterOf(pem: string): Date {
  return new Date(new X509Certificate(pem).validTo);
}

function commonNameOf(pem: string): string {
  const { subject } = new X509Certificate(pem);
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject;
}
