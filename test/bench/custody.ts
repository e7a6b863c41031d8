// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { ACTORS } from "@licet/scripts/demonstration/actors";
import type { BenchClient } from "./clients.js";
import { type SignedHandoff, signedHandoffs, transientOf } from "./handoff.js";
import type { HttpDoor } from "./http.js";
import type { Workload } from "./measure.js";
import { type Load, loaded } from "./plain.js";

const CHANNEL = "licet";
const CHAINCODE = "licet";
const CARRIERS = "CarriersMSP";
/** Who keeps the custody head while carriers have the goods: their organisation and the consignment's owner. */
const KEEPERS = [CARRIERS, "GBAuthorityMSP"];
/** Every consignment starts with one transfer: from the exporter to the first carrier. */
const DEPARTURE = 1;

/**
 * Consignments that each worker hands off in turn. A keeper's peer may be a block behind the one that reported the last handoff:
 * goods that come again at once would be asked for at a peer that has not seen them arrive.
 */
export const CONSIGNMENTS_PER_WORKER = 3;

/** Consignments and how many transfers each has had, so that workloads can follow one another. */
export class Fleet {
  readonly #consignments: readonly string[];
  readonly #client: BenchClient;
  readonly #transfers = new Map<string, number>();

  constructor(consignments: readonly string[], client: BenchClient) {
    this.#consignments = consignments;
    this.#client = client;
  }

  consignment(index: number): string {
    return this.#consignments[index % this.#consignments.length] ?? "";
  }

  /** Handoffs of one consignment, signed beforehand as devices would. */
  sign(consignment: string, count: number): SignedHandoff[] {
    const done = this.#transfers.get(consignment) ?? DEPARTURE;
    return signedHandoffs(CHANNEL, consignment, done + 1, count);
  }

  transferred(consignment: string): void {
    this.#transfers.set(consignment, (this.#transfers.get(consignment) ?? DEPARTURE) + 1);
  }

  /** Asks the ledger how many transfers a consignment has had. */
  async ask(consignment: string): Promise<void> {
    const head = await this.#client.evaluate({
      user: ACTORS.carrier1,
      chaincode: CHAINCODE,
      transaction: "custody:Head",
      arguments: [JSON.stringify({ consignment })],
      endorsers: [CARRIERS],
    });
    const { transfers } = JSON.parse(Buffer.from(head).toString("utf8")) as { readonly transfers: number };
    this.#transfers.set(consignment, transfers);
  }
}

/** Full custody handoffs: two EIP-712 signatures, confidential content, one transaction. */
export function handoff(client: BenchClient, fleet: Fleet, load: Load, name = "handoff"): Workload {
  return handoffs(name, client.name, fleet, load, (signed) =>
    client.submit({
      user: ACTORS.carrier1,
      chaincode: CHAINCODE,
      transaction: "custody:Handoff",
      arguments: [JSON.stringify(signed.input)],
      endorsers: KEEPERS,
      transient: transientOf(signed),
    }),
  );
}

/** The same through the HTTP gateway. */
export function handoffByHttp(door: HttpDoor, fleet: Fleet, load: Load): Workload {
  return handoffs("handoff", "http", fleet, load, async ({ input, content, salt }) => {
    const { consignment, ...rest } = input;
    await door.post(
      ACTORS.carrier1,
      `/v1/consignments/${String(consignment)}/custody/handoffs`,
      { ...rest, confidential: { content }, salts: { content: salt } },
      randomUUID(),
    );
  });
}

/** How far a worker may run ahead of the others: its share of handoffs is signed beforehand. */
const SHARE_SLACK = 1.5;

function handoffs(
  name: string,
  client: string,
  fleet: Fleet,
  load: Load,
  send: (signed: SignedHandoff) => Promise<void>,
): Workload {
  const queues = new Map<string, SignedHandoff[]>();
  const turns = new Map<number, number>();
  const workload = loaded(load, name, client, async (worker) => {
    const turn = turns.get(worker) ?? 0;
    turns.set(worker, (turn + 1) % CONSIGNMENTS_PER_WORKER);
    const consignment = fleet.consignment(worker + turn * load.inFlight);
    const queue = queues.get(consignment) ?? [];
    const signed = queue.shift();
    if (signed === undefined) throw new Error("The consignment has no signed handoff left.");
    try {
      await send(signed);
      fleet.transferred(consignment);
    } catch (error) {
      // Whether or not it is on the ledger, what follows must have the numbers that the ledger expects.
      await fleet.ask(consignment);
      queues.set(consignment, fleet.sign(consignment, queue.length));
      throw error;
    }
  });
  const consignments = load.inFlight * CONSIGNMENTS_PER_WORKER;
  const each = Math.ceil(((load.operations + workload.warmUp) / consignments) * SHARE_SLACK) + 1;
  for (let index = 0; index < consignments; index += 1) {
    const consignment = fleet.consignment(index);
    queues.set(consignment, fleet.sign(consignment, each));
  }
  return workload;
}

/** Verification of a consignment by a border officer of another state. */
export function verify(client: BenchClient, fleet: Fleet, load: Load, name = "verify"): Workload {
  return loaded(load, name, client.name, async (worker) => {
    await client.evaluate({
      user: ACTORS.aeCustoms,
      chaincode: CHAINCODE,
      transaction: "checkpoint:Verify",
      arguments: [JSON.stringify({ consignment: fleet.consignment(worker) })],
      endorsers: ["AEAuthorityMSP"],
    });
  });
}

/** The same through the HTTP gateway. */
export function verifyByHttp(door: HttpDoor, fleet: Fleet, load: Load): Workload {
  return loaded(load, "verify", "http", (worker) =>
    door.get(ACTORS.aeCustoms, `/v1/checkpoint/verdicts?consignment=${fleet.consignment(worker)}`),
  );
}
