// SPDX-License-Identifier: Apache-2.0
import { discovered, peersQuery } from "./discovery.js";
import { ORGANISATIONS, type World } from "./world.js";

/** Longest wait until the others have noticed that a node has gone or has come back, in milliseconds. */
const NOTICED_MS_MAX = 40_000;
const POLL_MS = 100;

/** Asks until the answer is yes. @throws {Error} when it takes too long */
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
    await knownPeers(world, mspId, false);
    return await use();
  } finally {
    await world.nodes.startPeer(mspId);
    await answers(world, "kv2", mspId);
    await knownPeers(world, mspId, true);
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
      const answer = await world.evaluate(mspId, "echo", [], { chaincode, endorsers: [mspId] });
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
    const answer = await world.evaluate(mspId, "echo", [], { chaincode, endorsers: [mspId] });
    return !JSON.stringify(answer).includes("error");
  });
}

/** Waits until the peers of the other organisations list an organisation's peer, or no longer do. */
async function knownPeers(world: World, mspId: string, listed: boolean): Promise<void> {
  for (const at of ORGANISATIONS.filter((other) => other !== mspId || listed)) {
    await eventually(`${at} ${listed ? "knows" : "has forgotten"} the peer of ${mspId}`, async () => {
      const seen = await discovered(world, [peersQuery(world.channel)], { at });
      return JSON.stringify(seen).includes(`"mspId":"${mspId}"`) === listed;
    });
  }
}
