// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, Role } from "@licet/domain";
import type { Reader } from "../application/live/feed.js";
import type { LedgerIdentity } from "../ports/ledger.js";

/** Whom events, notices and webhooks are for, by what a caller's certificate says. */
export function readerOf({ mspId, label, attributes }: LedgerIdentity): Reader {
  const role = Role.safeParse(attributes[IDENTITY_ATTRIBUTES.role]);
  return {
    organisation: mspId,
    person: label,
    ...(role.success ? { role: role.data } : {}),
    party: attributes[IDENTITY_ATTRIBUTES.party],
    office: attributes[IDENTITY_ATTRIBUTES.office],
  };
}
