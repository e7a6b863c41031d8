// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";

/** A client's certificate, in force and of an authority that is trusted. */
export interface ShownCertificate {
  /** SHA-256 over its DER encoding in base64url: `x5t#S256` of RFC 8705, section 3.1. */
  readonly thumbprint: string;
}

/** Why a certificate is refused, by the code that TLS gives. */
const REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "It has expired.",
  CERT_NOT_YET_VALID: "It is not in force yet.",
  CERT_REVOKED: "It has been revoked.",
  CRL_HAS_EXPIRED: "The list of revoked certificates that the gateway has is too old to tell.",
  UNABLE_TO_GET_CRL: "The gateway has no list of revoked certificates of its authority.",
  INVALID_PURPOSE: "It is not one for clients.",
};
const OTHER_REASON = "No authority that is trusted here has issued it.";

/** Who may act by showing a certificate. */
export class ClientCertificates {
  readonly #holders: ReadonlyMap<string, LedgerIdentity>;

  /** @param holders enrolments by the thumbprint of the certificate that stands for them */
  constructor(holders: ReadonlyMap<string, LedgerIdentity>) {
    this.#holders = holders;
  }

  /**
   * The certificate that the client of a request has shown; undefined where it has shown none.
   * @throws {GatewayError} CLIENT_CERTIFICATE_REFUSED where it does not hold, or no longer.
   */
  shownBy({ socket }: IncomingMessage): ShownCertificate | undefined {
    if (!(socket instanceof TLSSocket)) return undefined;
    // Null once the connection is gone, and empty where none was shown.
    const shown = socket.getPeerCertificate() as { raw?: Buffer; valid_to?: string } | null;
    const { raw, valid_to: validTo } = shown ?? {};
    if (raw === undefined) return undefined;
    if (!socket.authorized) throw refused(String(socket.authorizationError));
    // The handshake was when the connection began, and connections last.
    if (Date.now() >= new Date(validTo ?? "").getTime()) throw refused("CERT_HAS_EXPIRED");
    return { thumbprint: thumbprintOf(raw) };
  }

  /**
   * Whose certificate it is.
   * @throws {GatewayError} CLIENT_CERTIFICATE_REFUSED where it stands for nobody.
   */
  holderOf({ thumbprint }: ShownCertificate): LedgerIdentity {
    const holder = this.#holders.get(thumbprint);
    if (holder !== undefined) return holder;
    throw new GatewayError("CLIENT_CERTIFICATE_REFUSED", "It stands for no enrolment of this gateway.", {
      reason: "unknown",
    });
  }
}

/** Thumbprint of a certificate in PEM or DER, as RFC 8705 writes it. */
export function thumbprintOf(certificate: string | Buffer): string {
  const { raw } = new X509Certificate(certificate);
  return createHash("sha256").update(raw).digest("base64url");
}

function refused(code: string): GatewayError {
  return new GatewayError("CLIENT_CERTIFICATE_REFUSED", REASONS[code] ?? OTHER_REASON, { reason: code.toLowerCase() });
}
