// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, type Member, type MspId } from "@licet/domain";
import { FabricGatewayLedger } from "./adapters/fabric-gateway/client.js";
import { KeyQueue } from "./application/key-queue.js";
import type { LedgerIdentity } from "./ports/ledger.js";
import { readProfiles } from "./adapters/files/profiles.js";
import { Submitter } from "./application/submitter.js";
import { Transactions } from "./application/transactions.js";
import { type Settled, settleMembers } from "./application/members/settle.js";
import type { MembersLedger } from "./application/members/steps.js";

const REGISTRAR = "registrar";
const QUEUE_LENGTH_MAX = 1_000;

/** Which network the members are those of. */
export interface NetworkNames {
  /** Folder with `connection-*.json` and `identities.json`. */
  readonly profilesFolder: string;
  readonly channelName: string;
  readonly chaincodeName: string;
}

/** The ledger as registrars see it, for what founds and changes a consortium. */
export interface RegistrarsOffice {
  readonly ledger: MembersLedger;
  /** Everybody whom the profiles list, by `name@mspId`. */
  readonly people: ReadonlyMap<string, LedgerIdentity>;
  /** The first registrar of each organisation. */
  readonly registrars: ReadonlyMap<MspId, LedgerIdentity>;
  close(): Promise<void>;
}

/**
 * Opens a network's ledger for its registrars.
 * @throws {ConfigError} where the profiles cannot be read.
 */
export function openRegistrarsOffice({ profilesFolder, channelName, chaincodeName }: NetworkNames): RegistrarsOffice {
  const profiles = readProfiles(profilesFolder);
  const ledger = new FabricGatewayLedger(profiles, { channelName, chaincodeName });
  const registrars = new Map<MspId, LedgerIdentity>();
  for (const person of profiles.identities.values()) {
    const { mspId, attributes } = person;
    if (attributes[IDENTITY_ATTRIBUTES.role] === REGISTRAR && !registrars.has(mspId)) registrars.set(mspId, person);
  }
  return {
    ledger: new Transactions(ledger, new Submitter(ledger), new KeyQueue(QUEUE_LENGTH_MAX)),
    people: profiles.identities,
    registrars,
    close: () => ledger.close(),
  };
}

/** Founds a network's consortium, or brings it to the members given; see `settleMembers`. */
export async function settleConsortium(network: NetworkNames, members: readonly Member[]): Promise<Settled> {
  const office = openRegistrarsOffice(network);
  try {
    return await settleMembers(office.ledger, office.registrars, members);
  } finally {
    await office.close();
  }
}
