// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, type MspId } from "@licet/domain";
import { ConfigError } from "../../errors/config-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { NetworkProfiles } from "../../ports/network-profiles.js";

/** An organisation's people, as the demonstration lists them. */
export interface DemonstrationGroup {
  readonly organisation: MspId;
  readonly people: readonly DemonstrationPerson[];
}

/** Somebody of the demonstration, as their certificate describes them. */
export interface DemonstrationPerson {
  /** `name@mspId` */
  readonly label: string;
  readonly name: string;
  readonly role: string;
  readonly office: string | undefined;
  /** Register id of the party that they act for. */
  readonly party: string | undefined;
}

/**
 * Makes sure that a network is one for demonstrations: every profile is the embedded network's.
 * @throws {ConfigError} naming an organisation whose profile is not.
 */
export function requireDemonstrationNetwork({ organisations }: NetworkProfiles): void {
  const real = [...organisations.values()].find(({ network }) => network !== "embedded");
  if (real === undefined) return;
  throw new ConfigError(
    `LICET_DEMONSTRATION=on lets anybody sign in as anyone, and the profile of ${real.mspId} is not the embedded network's.`,
  );
}

/** Everybody who has a role, by organisation, in the order of the profiles. */
export function demonstrationGroups(identities: Iterable<LedgerIdentity>): readonly DemonstrationGroup[] {
  const groups = new Map<MspId, DemonstrationPerson[]>();
  for (const { label, name, mspId, attributes } of identities) {
    const role = attributes[IDENTITY_ATTRIBUTES.role];
    if (role === undefined) continue;
    const { [IDENTITY_ATTRIBUTES.office]: office, [IDENTITY_ATTRIBUTES.party]: party } = attributes;
    groups.set(mspId, [...(groups.get(mspId) ?? []), { label, name, role, office, party }]);
  }
  return [...groups].map(([organisation, people]) => ({ organisation, people }));
}
