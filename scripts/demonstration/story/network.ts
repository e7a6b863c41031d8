// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Connections, type NodeConnection } from "../../wire/connections.js";
import { Person } from "../../wire/person.js";
import { type NetworkProfile, readProfiles } from "../../wire/profile.js";
import { ACTORS, type ActorName } from "../actors.js";
import type { Stage } from "../step.js";

/** The network behind the gateway, for the steps that go around it. */
export class NetworkDoor {
  readonly #profile: NetworkProfile;
  readonly #connections = new Connections();

  constructor(profilesFolder: string) {
    this.#profile = readProfiles(profilesFolder);
  }

  /** An actor's identity with its key. */
  person(actor: ActorName): Person {
    const [name, mspId] = ACTORS[actor].split("@");
    const found = this.#profile.people.find((person) => person.name === name && person.mspId === mspId);
    if (found === undefined) throw new Error(`identities.json has no ${ACTORS[actor]}`);
    return found;
  }

  /** A connection to an organisation's peer, whoever the caller is. */
  peerOf(mspId: string): NodeConnection {
    const endpoint = this.#profile.peers.find((peer) => peer.mspId === mspId);
    if (endpoint === undefined) throw new Error(`The connection profiles have no peer of ${mspId}.`);
    return this.#connections.to(endpoint);
  }

  close(): void {
    this.#connections.close();
  }
}

/**
 * The identity that an organisation's peer endorses with, from the network's own folder: on a network of one operator everybody's
 * keys lie there, which is what lets the case play a tampered organisation.
 */
export function peerIdentity({ profilesFolder }: Stage, domain: string, mspId: string): Person {
  const msp = path.join(
    path.dirname(profilesFolder),
    "organizations/peerOrganizations",
    domain,
    "peers",
    `peer0.${domain}`,
    "msp",
  );
  return new Person({
    name: `peer0.${domain}`,
    mspId,
    certificatePem: onlyFile(path.join(msp, "signcerts")),
    privateKeyPem: onlyFile(path.join(msp, "keystore")),
  });
}

function onlyFile(folder: string): string {
  const [name] = readdirSync(folder);
  if (name === undefined) throw new Error(`${folder} is empty.`);
  return readFileSync(path.join(folder, name), "utf8");
}
