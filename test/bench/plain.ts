// SPDX-License-Identifier: Apache-2.0
import type { BenchClient, Call } from "./clients.js";
import { PLAIN_CHAINCODE } from "./consortium.js";
import type { Workload } from "./measure.js";

const USER = "customs1@GBAuthorityMSP";
const ONE = ["GBAuthorityMSP"];
const TWO = ["GBAuthorityMSP", "AEAuthorityMSP"];
/** Neither is the caller's own. */
const LOCKED_TO = ["AEAuthorityMSP", "PKAuthorityMSP"];
const PRIVATE_COLLECTION = "_implicit_org_GBAuthorityMSP";
const VALUE = "x".repeat(1_000);

/** How a workload is driven. */
export interface Load {
  readonly ledger: string;
  readonly inFlight: number;
  readonly operations: number;
}

/** A load's workload, with a warm-up in which every worker has its turn. */
export function loaded(load: Load, name: string, client: string, operation: Workload["operation"]): Workload {
  const warmUp = Math.max(load.inFlight, Math.ceil(load.operations / 10));
  return { ...load, name, client, warmUp, operation };
}

type Plain = Omit<Call, "user" | "chaincode">;

function submits(client: BenchClient, name: string, load: Load, plain: (key: string) => Plain): Workload {
  const run = Date.now().toString(36);
  return loaded(load, name, client.name, (_worker, sequence) =>
    client.submit({ user: USER, chaincode: PLAIN_CHAINCODE, ...plain(`${name}-${run}-${sequence}`) }),
  );
}

/** A blind put of 1 kB under a key of its own. */
export function putOneKilobyte(client: BenchClient, load: Load): Workload {
  return submits(client, "put-1kb", load, (key) => ({ transaction: "put", arguments: [key, VALUE], endorsers: ONE }));
}

/** The same, endorsed by two organisations. */
export function putTwoEndorsers(client: BenchClient, load: Load): Workload {
  return submits(client, "put-1kb-2-endorsers", load, (key) => ({
    transaction: "put",
    arguments: [key, VALUE],
    endorsers: TWO,
  }));
}

/** A write of 1 kB into the implicit collection of the caller's organisation, which endorses it. */
export function privatePut(client: BenchClient, load: Load): Workload {
  const transient = { value: Buffer.from(VALUE, "utf8") };
  return submits(client, "private-put-1kb", load, (key) => ({
    transaction: "privatePut",
    arguments: [PRIVATE_COLLECTION, key],
    endorsers: ONE,
    transient,
  }));
}

/** A transaction that reads and writes nothing, recorded all the same. */
export function submitNothing(client: BenchClient, load: Load): Workload {
  return submits(client, "noop-submit", load, () => ({ transaction: "echo", arguments: [], endorsers: ONE }));
}

/** The same, not recorded. */
export function evaluateNothing(client: BenchClient, load: Load): Workload {
  const call = { user: USER, chaincode: PLAIN_CHAINCODE, transaction: "echo", arguments: [], endorsers: ONE };
  return loaded(load, "noop-evaluate", client.name, async () => {
    await client.evaluate(call);
  });
}

const READ_KEY = "get-1kb";

/** A get of one key of 1 kB, which {@link writePlainKeys} has written. */
export function getOneKilobyte(client: BenchClient, load: Load): Workload {
  const call = { user: USER, chaincode: PLAIN_CHAINCODE, transaction: "get", arguments: [READ_KEY], endorsers: ONE };
  return loaded(load, "get-1kb", client.name, async () => {
    await client.evaluate(call);
  });
}

const lockedKey = (worker: number): string => `locked-${worker}`;

/** A put of 1 kB over a key that is locked to two other organisations, each worker over its own. */
export function updateLocked(client: BenchClient, load: Load): Workload {
  return loaded(load, "key-level-update", client.name, (worker) =>
    client.submit({
      user: USER,
      chaincode: PLAIN_CHAINCODE,
      transaction: "put",
      arguments: [lockedKey(worker), VALUE],
      endorsers: LOCKED_TO,
    }),
  );
}

/** Writes the keys that the workloads read and update, for so many workers. */
export async function writePlainKeys(client: BenchClient, workers: number): Promise<void> {
  const put = (transaction: string, given: readonly string[]): Promise<void> =>
    client.submit({ user: USER, chaincode: PLAIN_CHAINCODE, transaction, arguments: given, endorsers: ONE });
  const locks = Array.from({ length: workers }, (_, worker) =>
    put("putWithPolicy", [lockedKey(worker), VALUE, "PEER", ...LOCKED_TO]),
  );
  await Promise.all([put("put", [READ_KEY, VALUE]), ...locks]);
}
