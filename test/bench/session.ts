// SPDX-License-Identifier: Apache-2.0
import { connect, type Contract, type Gateway, hash, type Network } from "@hyperledger/fabric-gateway";
import { Connections } from "@licet/scripts/wire/connections";
import { readProfiles, type NetworkProfile } from "@licet/scripts/wire/profile";
import type { Person } from "@licet/scripts/wire/person";

/** Users of a network at their own organisations' peers, through `@hyperledger/fabric-gateway` with signatures by node:crypto. */
export class Session {
  readonly profile: NetworkProfile;
  readonly #connections = new Connections();
  readonly #gateways = new Map<string, Gateway>();

  constructor(profilesFolder: string) {
    this.profile = readProfiles(profilesFolder);
  }

  /** A chaincode as the user `name@mspId` calls it. */
  contract(user: string, chaincode: string): Contract {
    return this.network(user).getContract(chaincode);
  }

  /** The channel as the user `name@mspId` sees it. */
  network(user: string): Network {
    return this.#gateway(user).getNetwork(this.profile.channel);
  }

  close(): void {
    for (const gateway of this.#gateways.values()) gateway.close();
    this.#connections.close();
  }

  #gateway(user: string): Gateway {
    const known = this.#gateways.get(user);
    if (known !== undefined) return known;
    const person = this.#person(user);
    const endpoint = this.profile.peers.find(({ mspId }) => mspId === person.mspId);
    if (endpoint === undefined) throw new Error(`The connection profiles have no peer of ${person.mspId}.`);
    const gateway = connect({
      client: this.#connections.to(endpoint).client,
      identity: { mspId: person.mspId, credentials: Buffer.from(person.certificatePem) },
      signer: (message) => Promise.resolve(person.sign(message)),
      hash: hash.none,
    });
    this.#gateways.set(user, gateway);
    return gateway;
  }

  #person(user: string): Person {
    const found = this.profile.people.find(({ name, mspId }) => `${name}@${mspId}` === user);
    if (found === undefined) throw new Error(`identities.json has no ${user}.`);
    return found;
  }
}
