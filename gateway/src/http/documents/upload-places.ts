// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";

/** How many files may come at the same time: each has a file of its own in the spool. */
export interface UploadLimits {
  readonly perPerson: number;
  readonly perOrganisation: number;
  readonly inAll: number;
}

/** As many as a busy office sends, and no more: whoever sends slowly keeps places for minutes, and others are to have theirs. */
export const UPLOAD_LIMITS: UploadLimits = { perPerson: 8, perOrganisation: 16, inAll: 32 };

/** Whom a limit counts together, and how it is told. */
const GROUPS: readonly (readonly [
  keyof UploadLimits,
  string,
  (left: LedgerIdentity, right: LedgerIdentity) => boolean,
])[] = [
  ["perPerson", "of yours", ({ label }, other) => label === other.label],
  ["perOrganisation", "of your organisation's", ({ mspId }, other) => mspId === other.mspId],
  ["inAll", "of everybody's", () => true],
];

/** The files that are coming, and no more of them than a person, an organisation and a gateway may have. */
export class UploadPlaces {
  readonly #limits: UploadLimits;
  readonly #taken = new Set<{ readonly caller: LedgerIdentity }>();

  constructor(limits: UploadLimits = UPLOAD_LIMITS) {
    this.#limits = limits;
  }

  /**
   * Takes a place.
   * @returns what gives it back
   * @throws {GatewayError} DOCUMENT_STORE_UNAVAILABLE.
   */
  take(caller: LedgerIdentity): () => void {
    const coming = [...this.#taken];
    for (const [limit, whose, isCounted] of GROUPS) {
      const max = this.#limits[limit];
      if (coming.filter((place) => isCounted(caller, place.caller)).length < max) continue;
      throw new GatewayError("DOCUMENT_STORE_UNAVAILABLE", `${max} files ${whose} are coming at the moment.`, { max });
    }
    const place = { caller };
    this.#taken.add(place);
    return () => this.#taken.delete(place);
  }
}
