// SPDX-License-Identifier: Apache-2.0
import { observe, type Observation } from "@licet/scripts/wire/observation";
import { discovered, peersQuery } from "./discovery.js";
import { ORGANISATIONS, type World } from "./world.js";

/** Longest wait until the others have noticed that a node has gone or has come back, in milliseconds. */
const NOTICED_MS_MAX = 90_000;
const POLL_MS = 100;

/**
 * Asks until the answer is yes.
 * @throws {Error} when it takes too long.
 */
export async function eventually(what: string, check: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + NOTICED_MS_MAX;
  while (!(await check())) {
    if (Date.now() > giveUpAt) throw new Error(`${what}: not within ${NOTICED_MS_MAX} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Does something while an organisation's peer is away and the others know it; afterwards the peer is back and whole. */
export async function withoutPeer<Result>(world: World, mspId: string, use: () => Promise<Result>): Promise<Result> {
  await world.nodes.stopPeer(mspId);
  try {
    await knownPeers(world, mspId);
    return await use();
  } finally {
    await world.nodes.startPeer(mspId);
    await answers(world, "kv2", mspId);
    await knownPeers(world);
    await world.ready();
  }
}

/** Does something while an organisation has no process of a chaincode. */
export async function withoutChaincode<Result>(
  world: World,
  chaincode: string,
  mspId: string,
  use: () => Promise<Result>,
): Promise<Result> {
  await world.nodes.stopChaincode(chaincode, mspId);
  try {
    await eventually(`the peer of ${mspId} has noticed that ${chaincode} is away`, async () => {
      const answer = await echoed(world, chaincode, mspId);
      return JSON.stringify(answer).includes("could not launch");
    });
    return await use();
  } finally {
    await backAgain(world, chaincode, mspId);
  }
}

/** Starts a chaincode's process and waits until the peer has found it. */
export async function backAgain(world: World, chaincode: string, mspId: string): Promise<void> {
  await world.nodes.startChaincode(chaincode, mspId);
  await answers(world, chaincode, mspId);
}

function answers(world: World, chaincode: string, mspId: string): Promise<void> {
  return eventually(`${chaincode} answers at ${mspId}`, async () => {
    const answer = await echoed(world, chaincode, mspId);
    return !JSON.stringify(answer).includes("error");
  });
}

/** Asks on the suite's own behalf: how often it has to ask must not number the case's transactions. */
function echoed(world: World, chaincode: string, mspId: string): Promise<Observation> {
  return observe(async () => {
    await world.actor(mspId).query(chaincode, "echo", [], [mspId]);
    return null;
  });
}

/** Waits until so many calls of kv2 pause in an organisation's process of it. */
export function pausing(world: World, mspId: string, calls: number): Promise<void> {
  return eventually(`${calls} calls pause at ${mspId}`, async () => {
    const count = await world.actor(mspId).query("kv2", "pausing", [], [mspId]);
    return Buffer.from(count).toString() === String(calls);
  });
}

/**
 * Waits until every peer that is up lists all that are up, each with its chaincodes, and none that is away: a busy
 * machine makes peers lose sight of each other for a while.
 */
async function knownPeers(world: World, away?: string): Promise<void> {
  const up = ORGANISATIONS.filter((mspId) => mspId !== away);
  for (const at of up) {
    await eventually(`${at} knows the peers of ${up.join(", ")} and no other`, async () => {
      const seen = await discovered(world, [peersQuery(world.channel)], { at });
      const [organisations] = Array.isArray(seen) ? (seen as readonly unknown[]) : [];
      if (!Array.isArray(organisations)) return false;
      const listed = (organisations as readonly ListedOrganisation[]).filter(([, peers]) => peers.length > 0);
      return (
        listed.map(([mspId]) => mspId).join() === [...up].sort().join() &&
        listed.every(([, peers]) => peers.every(hasChaincodes))
      );
    });
  }
}

/** An organisation in a peer's answer, with its peers. */
type ListedOrganisation = readonly [mspId: string, peers: readonly { readonly chaincodes: readonly string[] }[]];

function hasChaincodes({ chaincodes }: ListedOrganisation[1][number]): boolean {
  return ["kv", "kv2"].every((name) => chaincodes.some((listed) => listed.startsWith(`${name}:`)));
}
