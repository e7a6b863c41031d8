// SPDX-License-Identifier: Apache-2.0
import {
  IDENTITY_ATTRIBUTES,
  isReader,
  type MspId,
  type PartRef,
  PARTY_ROLES,
  Role,
  type SaltedPart,
} from "@licet/domain";
import { OwnParts } from "../application/held-parts.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import type { NetworkProfiles } from "../ports/network-profiles.js";
import type { HeldParts } from "../ports/parts.js";

/** The confidential parts that one organisation holds, read at its own peer by whoever of it may read each. */
export class OrganisationParts implements HeldParts {
  readonly organisation: MspId;
  readonly #ledger: Pick<Ledger, "evaluate">;
  readonly #people: readonly LedgerIdentity[];

  constructor(ledger: Pick<Ledger, "evaluate">, organisation: MspId, people: readonly LedgerIdentity[]) {
    this.organisation = organisation;
    this.#ledger = ledger;
    this.#people = people;
  }

  readonly isRead = (ref: PartRef): boolean => readersOf(this.#people, ref).length > 0;

  async read(ref: PartRef): Promise<SaltedPart | undefined> {
    for (const identity of readersOf(this.#people, ref)) {
      const part = await new OwnParts(this.#ledger, identity).read(ref);
      if (part !== undefined) return part;
    }
    return undefined;
  }
}

/** The parts of each organisation that somebody of is known to this gateway and whose peer it reaches. */
export function partsOfAll(ledger: Pick<Ledger, "evaluate">, profiles: NetworkProfiles): HeldParts[] {
  const people = [...profiles.identities.values()];
  return [...profiles.organisations.keys()].flatMap((organisation) => {
    const own = people.filter(({ mspId }) => mspId === organisation);
    return own.length === 0 ? [] : [new OrganisationParts(ledger, organisation, own)];
  });
}

/** Who may read a part: one of whom its role alone decides, and else all who act for one party of many. */
function readersOf(people: readonly LedgerIdentity[], ref: PartRef): readonly LedgerIdentity[] {
  const readers = people.filter((person) => isReader(ref, roleOf(person)));
  const official = readers.find((person) => !actsForParty(person));
  return official === undefined ? readers : [official];
}

function roleOf({ attributes }: LedgerIdentity): Role | undefined {
  return Role.safeParse(attributes[IDENTITY_ATTRIBUTES.role]).data;
}

function actsForParty(person: LedgerIdentity): boolean {
  const role = roleOf(person);
  return role !== undefined && PARTY_ROLES.includes(role);
}
