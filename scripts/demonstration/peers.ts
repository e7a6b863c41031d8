// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";
import { peer } from "@hyperledger/fabric-protos";
import { Connections } from "../wire/connections.js";
import { envelopeOf, seekPayload } from "../wire/envelope.js";
import type { Person } from "../wire/person.js";
import { type Endpoint, type NetworkProfile, readProfiles } from "../wire/profile.js";
import { deliver } from "../wire/raw-peer.js";

/** Many times what a peer takes for a block on an idle machine. */
const REACHED_MS_MAX = 60_000;
/** Pause before a peer is asked again whose stream ended without the block. */
const AGAIN_AFTER_MS = 200;

/**
 * Every peer of a network. On real Fabric a peer may be some blocks behind the one that a command was sent through, so whoever asks
 * another state's peer next waits here first.
 */
export class Peers {
  readonly #profile: NetworkProfile;
  readonly #connections = new Connections();
  /** The highest block that every peer is known to have. */
  #reached = -1;

  constructor(profilesFolder: string) {
    this.#profile = readProfiles(profilesFolder);
  }

  /**
   * Waits until every peer has committed a block.
   * @throws {Error} naming a peer that does not get it in time.
   */
  async reach(block: number): Promise<void> {
    if (block <= this.#reached) return;
    await Promise.all(this.#profile.peers.map((endpoint) => this.#await(endpoint, block)));
    this.#reached = Math.max(this.#reached, block);
  }

  close(): void {
    this.#connections.close();
  }

  /** A peer hands a block out only once its writes are committed. A stream may end before that; the block is what is waited for. */
  async #await(endpoint: Endpoint, block: number): Promise<void> {
    const givenUpAt = Date.now() + REACHED_MS_MAX;
    let answer: unknown;
    while (Date.now() < givenUpAt) {
      answer = await this.#askFor(endpoint, block);
      if (answer instanceof peer.DeliverResponse && answer.hasFilteredBlock()) return;
      await sleep(AGAIN_AFTER_MS);
    }
    const said =
      answer instanceof peer.DeliverResponse ? `status ${answer.getStatus().toString()}` : JSON.stringify(answer);
    throw new Error(`${endpoint.name} has not committed block ${block} in time; it said last: ${said}`);
  }

  async #askFor(endpoint: Endpoint, block: number): Promise<unknown> {
    const reader = this.#readerOf(endpoint.mspId);
    const payload = seekPayload(reader, { channel: this.#profile.channel, start: block, stop: block });
    const envelope = envelopeOf(payload, reader.sign(payload));
    const [answer] = await deliver(this.#connections.to(endpoint), "deliverFiltered", envelope, 1);
    return answer ?? "nothing";
  }

  #readerOf(mspId: string): Person {
    const reader = this.#profile.people.find((person) => person.mspId === mspId);
    if (reader === undefined) throw new Error(`identities.json lists nobody of ${mspId}.`);
    return reader;
  }
}

/** The block that an answer of the gateway says its transaction is in. */
export function blockOf(body: unknown): number | undefined {
  const { transaction } = (body ?? {}) as { readonly transaction?: { readonly block?: number } };
  return transaction?.block;
}
