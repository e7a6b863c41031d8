// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { TokenVerifier } from "./tokens.js";

/** Finds out who sends a request. */
export class Callers {
  readonly #verifier: TokenVerifier;
  readonly #identities: ReadonlyMap<string, LedgerIdentity>;

  constructor(verifier: TokenVerifier, identities: ReadonlyMap<string, LedgerIdentity>) {
    this.#verifier = verifier;
    this.#identities = identities;
  }

  /**
   * The user of the consortium whom an Authorization header names; they act on the ledger with their own certificate.
   * @throws {GatewayError} UNAUTHENTICATED.
   */
  async callerOf(authorization: string | undefined): Promise<LedgerIdentity> {
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw new GatewayError("UNAUTHENTICATED", "The request carries no bearer token.");
    const subject = await this.#verifier.subjectOf(token);
    const identity = this.#identities.get(subject);
    if (!identity) throw new GatewayError("UNAUTHENTICATED", "The token names nobody whom this gateway acts for.");
    return identity;
  }
}
