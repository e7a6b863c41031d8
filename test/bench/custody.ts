// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { ACTORS } from "../demo/cast.js";
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

/** Consignments and how many transfers each has had, so that workloads can follow one another. */
export class Fleet {
  readonly #consignments: readonly string[];
  readonly #client: BenchClient;
  readonly #transfers = new Map<string, number>();

  constructor(consignments: readonly string[], client: BenchClient) {
    this.#consignments = consignments;
    this.#client = client;
  }

  consignment(worker: number): string {
    return this.#consignments[worker % this.#consignments.length] ?? "";
  }

  /** Handoffs for a worker, its own consignment's, signed beforehand as devices would. */
  sign(worker: number, count: number): SignedHandoff[] {
    const consignment = this.consignment(worker);
    const done = this.#transfers.get(consignment) ?? DEPARTURE;
    return signedHandoffs(CHANNEL, consignment, done + 1, count);
  }

  transferred(worker: number): void {
    const consignment = this.consignment(worker);
    this.#transfers.set(consignment, (this.#transfers.get(consignment) ?? DEPARTURE) + 1);
  }

  /** Asks the ledger how many transfers a worker's consignment has had. */
  async ask(worker: number): Promise<void> {
    const consignment = this.consignment(worker);
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
  const queues = new Map<number, SignedHandoff[]>();
  const workload = loaded(load, name, client, async (worker) => {
    const queue = queues.get(worker) ?? [];
    const signed = queue.shift();
    if (signed === undefined) throw new Error("The worker has no signed handoff left.");
    try {
      await send(signed);
      fleet.transferred(worker);
    } catch (error) {
      // Whether or not it is on the ledger, what follows must have the numbers that the ledger expects.
      await fleet.ask(worker);
      queues.set(worker, fleet.sign(worker, queue.length));
      throw error;
    }
  });
  const each = Math.ceil(((load.operations + workload.warmUp) / load.inFlight) * SHARE_SLACK) + 1;
  for (let worker = 0; worker < load.inFlight; worker += 1) queues.set(worker, fleet.sign(worker, each));
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
