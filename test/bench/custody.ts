// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { ACTORS } from "../demo/cast.js";
import { type SignedHandoff, signedHandoffs, transientOf } from "./handoff.js";
import type { HttpDoor } from "./http.js";
import type { Workload } from "./measure.js";
import type { Load } from "./plain.js";
import type { Session } from "./session.js";

const CHANNEL = "licet";
const ENDORSERS = ["CarriersMSP"];
/** Every consignment starts with one transfer: from the exporter to the first carrier. */
const DEPARTURE = 1;

/** Consignments and how many transfers each has had, so that workloads can follow one another. */
export class Fleet {
  readonly #consignments: readonly string[];
  readonly #transfers = new Map<string, number>();

  constructor(consignments: readonly string[]) {
    this.#consignments = consignments;
  }

  consignment(worker: number): string {
    return this.#consignments[worker % this.#consignments.length] ?? "";
  }

  /** Handoffs for so many workers, each its own consignment's, signed beforehand as devices would. */
  sign(workers: number, each: number): SignedHandoff[][] {
    return Array.from({ length: workers }, (_, worker) => {
      const consignment = this.consignment(worker);
      const done = this.#transfers.get(consignment) ?? DEPARTURE;
      return signedHandoffs(CHANNEL, consignment, done + 1, each);
    });
  }

  transferred(consignment: string): void {
    this.#transfers.set(consignment, (this.#transfers.get(consignment) ?? DEPARTURE) + 1);
  }
}

/** Full custody handoffs: two EIP-712 signatures, confidential content, one transaction. */
export function handoff(session: Session, fleet: Fleet, load: Load): Workload {
  const contract = session.contract(ACTORS.carrier1, "licet");
  return handoffs("handoff", "fabric-gateway", fleet, load, async (signed) => {
    await contract.submit("custody:Handoff", {
      arguments: [JSON.stringify(signed.input)],
      transientData: transientOf(signed),
      endorsingOrganizations: ENDORSERS,
    });
  });
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
const SHARE_SLACK = 2;

function handoffs(
  name: string,
  client: string,
  fleet: Fleet,
  load: Load,
  send: (signed: SignedHandoff) => Promise<void>,
): Workload {
  const warmUp = Math.ceil(load.operations / 5);
  const each = Math.ceil(((load.operations + warmUp) / load.inFlight) * SHARE_SLACK);
  const queues = fleet.sign(load.inFlight, each);
  return {
    ...load,
    name,
    client,
    warmUp,
    operation: async (worker) => {
      const signed = queues[worker]?.shift();
      if (signed === undefined) throw new Error("The worker has no signed handoff left.");
      await send(signed);
      fleet.transferred(fleet.consignment(worker));
    },
  };
}

/** Verification of a consignment by a border officer of another state. */
export function verify(session: Session, fleet: Fleet, load: Load): Workload {
  const contract = session.contract(ACTORS.aeCustoms, "licet");
  return {
    ...load,
    name: "verify",
    client: "fabric-gateway",
    warmUp: Math.ceil(load.operations / 5),
    operation: async (worker) => {
      const input = JSON.stringify({ consignment: fleet.consignment(worker) });
      await contract.evaluate("checkpoint:Verify", { arguments: [input], endorsingOrganizations: ["AEAuthorityMSP"] });
    },
  };
}

/** The same through the HTTP gateway. */
export function verifyByHttp(door: HttpDoor, fleet: Fleet, load: Load): Workload {
  return {
    ...load,
    name: "verify",
    client: "http",
    warmUp: Math.ceil(load.operations / 5),
    operation: async (worker) => {
      await door.get(ACTORS.aeCustoms, `/v1/checkpoint/verdicts?consignment=${fleet.consignment(worker)}`);
    },
  };
}
