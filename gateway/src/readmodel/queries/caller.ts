// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, pseudonymOf, Role } from "@licet/domain";
import type { DatabaseCaller } from "../../database/database.js";
import type { LedgerIdentity } from "../../ports/ledger.js";

/** Who asks the read model. */
export interface ReadModelCaller extends DatabaseCaller {
  /** Pseudonym that their acts on the ledger carry. */
  readonly officer: string;
  /** Code of the office that they work in. */
  readonly office?: string | undefined;
}

/** Somebody of the consortium as the read model knows them. */
export function readModelCaller(identity: LedgerIdentity): ReadModelCaller {
  const { attributes, mspId, label, enrolmentId } = identity;
  return {
    organisation: mspId,
    person: label,
    role: Role.safeParse(attributes[IDENTITY_ATTRIBUTES.role]).data,
    party: attributes[IDENTITY_ATTRIBUTES.party],
    officer: pseudonymOf(mspId, enrolmentId),
    office: attributes[IDENTITY_ATTRIBUTES.office],
  };
}
