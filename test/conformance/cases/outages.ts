// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { configQuery, discovered, endorsersQuery, peersQuery } from "../harness/discovery.js";
import { mapTexts, withoutNodes, type Observation } from "@licet/scripts/wire/observation";
import { backAgain, eventually, pausing, withoutChaincode, withoutPeer } from "../harness/outages.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";
import { EXECUTE_MS_MAX } from "../ledgers/ledger.js";

const AT_ORG1 = { chaincode: "kv2", endorsers: [ORG1] };
/** Outlasts the end of its peer or process also on a busy machine, and would be answered in time. */
const LONG_MS = String(EXECUTE_MS_MAX - 1_000);
const TOO_LONG = String(EXECUTE_MS_MAX + 2_000);

/** Leaves out the chaincode's package id, and why a connection failed, which the operating system says. */
function withoutReason(observation: Observation): Observation {
  return mapTexts(withoutNodes(observation), (text) =>
    text
      .replaceAll(/kv2(_1\.0:[0-9a-f]{64}|:[^ :]+)?/g, "kv2")
      .replaceAll(/connection to 127\.0\.0\.1:\d+: failed to create new connection: .*/g, "connection: <reason>"),
  );
}

/** Chaincode that takes too long, ends, or is not there. */
export const chaincodeOutageCases: readonly ConformanceCase[] = [
  {
    id: "execute-timeout",
    title: "Chaincode that does not answer in time",
    what: "The peer gives up after its execute timeout; a client that waits longer hears so, also when one of two endorsers is too slow.",
    async run(world) {
      const [evaluated, endorsed, elsewhere] = await Promise.all([
        world.evaluate(ORG1, "slow", [TOO_LONG], AT_ORG1),
        world.submit(ORG2, "slow", [TOO_LONG], { chaincode: "kv2", endorsers: [ORG2] }),
        world.submit(ORG1, "slowAt", [ORG2, TOO_LONG], { endorsers: [ORG1, ORG2] }),
      ]);
      return { evaluated, endorsed, elsewhere, after: await world.evaluate(ORG1, "echo", ["still here"], AT_ORG1) };
    },
  },
  {
    id: "execute-timeout-write",
    title: "A write before the time was up",
    what: "Nothing of the transaction is kept, and what the chaincode asks for afterwards is refused.",
    async run(world) {
      const key = "execute-timeout-write";
      const seen = await world.submit(ORG1, "putThenPause", [key, TOO_LONG], AT_ORG1);
      await pausing(world, ORG1, 0);
      return {
        seen,
        value: await world.evaluate(ORG1, "get", [key], AT_ORG1),
        after: await world.submit(ORG1, "rmw", [key, "x"], AT_ORG1),
      };
    },
  },
  {
    id: "crash-in-flight",
    title: "The chaincode's process is killed while it works",
    what: "Calls in flight end at once, and the next finds the chaincode again.",
    stopsNodes: true,
    async run(world) {
      await pausing(world, ORG1, 0);
      const evaluated = world.evaluate(ORG1, "slow", [LONG_MS], AT_ORG1);
      const endorsed = world.submit(ORG1, "putThenPause", ["crash-in-flight", LONG_MS], AT_ORG1);
      await pausing(world, ORG1, 2);
      await world.nodes.stopChaincode("kv2", ORG1);
      const seen = { evaluated: await evaluated, endorsed: await endorsed };
      await backAgain(world, "kv2", ORG1);
      return { seen, value: await world.evaluate(ORG1, "get", ["crash-in-flight"], AT_ORG1) };
    },
  },
  {
    id: "crash-by-itself",
    title: "The chaincode's process ends inside a transaction",
    what: "What it had written by then is dropped.",
    stopsNodes: true,
    async run(world) {
      const seen = await world.submit(ORG1, "exit", ["crash-by-itself"], AT_ORG1);
      await backAgain(world, "kv2", ORG1);
      return {
        seen,
        value: await world.evaluate(ORG1, "get", ["crash-by-itself"], AT_ORG1),
        again: await world.submit(ORG1, "rmw", ["crash-by-itself", "x"], AT_ORG1),
      };
    },
  },
  {
    id: "chaincode-away",
    title: "An organisation's chaincode does not run",
    what: "Its peer cannot execute; others can, where the client leaves it to the gateway or names them.",
    stopsNodes: true,
    async run(world) {
      return withoutChaincode(world, "kv2", ORG1, async () =>
        withoutReason({
          named: await world.evaluate(ORG1, "echo", ["x"], AT_ORG1),
          endorsed: await world.submit(ORG1, "put", ["chaincode-away", "1"], AT_ORG1),
          elsewhere: await world.submit(ORG1, "put", ["chaincode-away", "2"], {
            chaincode: "kv2",
            endorsers: [ORG2],
          }),
          called: await world.evaluate(ORG1, "call", ["kv2", "", "echo"], { chaincode: "kv", endorsers: [ORG1] }),
        }),
      );
    },
  },
];

/** Peers that leave and come back. */
export const peerOutageCases: readonly ConformanceCase[] = [
  {
    id: "peer-leaves",
    title: "A peer leaves the network",
    what: "Discovery forgets it, a majority goes on without it, and what needs it fails.",
    stopsNodes: true,
    async run(world) {
      const { channel } = world;
      const key = "peer-leaves";
      await world.submit(ORG1, "putWithPolicy", [key, "0", "PEER", ORG3], { chaincode: "kv2", endorsers: [ORG1] });
      const seen = await withoutPeer(world, ORG3, async () => ({
        peers: await discovered(world, [peersQuery(channel), configQuery(channel)]),
        majority: await discovered(world, [endorsersQuery(channel, { name: "kv" })]),
        ownPolicy: await discovered(world, [endorsersQuery(channel, { name: "kv", collections: ["endorsed3"] })]),
        planned: await submitAmongTwo(world, "put", [`${key}-planned`, "1"]),
        named: await world.submit(ORG1, "put", [`${key}-named`, "1"], { endorsers: [ORG1, ORG3] }),
        evaluated: await world.evaluate(ORG1, "get", [key], { chaincode: "kv2", endorsers: [ORG3] }),
        locked: await world.submit(ORG1, "put", [key, "1"], { chaincode: "kv2" }),
      }));
      return { seen, peers: await discovered(world, [peersQuery(channel)]) };
    },
  },
  {
    id: "peer-returns",
    title: "A peer comes back",
    what: "It has the blocks, the private data and the events of the time it was away.",
    stopsNodes: true,
    async run(world) {
      const key = "peer-returns";
      const before = await world.submitted(ORG1, "putWithEvent", [key, "0", "before", "0"], {
        endorsers: [ORG1, ORG2],
      });
      const written = await withoutPeer(world, ORG2, async () => [
        await submitAmongTwo(world, "putWithEvent", [key, "1", "missed", "1"]),
        await submitAmongTwo(world, "privatePut", ["open12", key], "hidden"),
        await submitAmongTwo(world, "putWithEvent", [`${key}-2`, "2", "missed", "2"]),
      ]);
      const private2 = (): Promise<Observation> =>
        world.evaluate(ORG2, "privateGet", ["open12", key], { endorsers: [ORG2] });
      await eventually("the private data has arrived", async () => JSON.stringify(await private2()).includes("hidden"));
      const network = world.actor(ORG2).gateway.getNetwork(world.channel);
      const checkpoint = { getBlockNumber: () => before.block, getTransactionId: () => before.txId };
      const events = await network.getChaincodeEvents("kv", { checkpoint });
      const heard: Observation[] = [];
      for await (const event of events) {
        heard.push([event.eventName, Buffer.from(event.payload).toString(), world.relativeBlock(event.blockNumber)]);
        if (heard.length === 2) break;
      }
      events.close();
      return {
        written,
        value: await world.evaluate(ORG2, "get", [key], { endorsers: [ORG2] }),
        private: await private2(),
        history: withoutTimes(await world.evaluate(ORG2, "history", [key], { endorsers: [ORG2] })),
        heard,
        status: await world.commitAt(ORG2, before.txId).then(({ code }) => code),
        writes: await world.submit(ORG2, "rmw", [key, "+"], { endorsers: [ORG2, ORG3] }),
      };
    },
  },
  {
    id: "peer-ends-streams",
    title: "A listener whose peer goes away",
    what: "The stream ends with an error, and a call in flight fails.",
    stopsNodes: true,
    async run(world) {
      const network = world.actor(ORG3).gateway.getNetwork(world.channel);
      const events = await network.getChaincodeEvents("kv");
      const heard = (async (): Promise<Observation> => {
        try {
          for await (const event of events) return event.eventName;
          return "ended";
        } catch (error) {
          return errorCode(error);
        }
      })();
      await pausing(world, ORG3, 0);
      const slow = world.evaluate(ORG3, "slow", [LONG_MS], { chaincode: "kv2", endorsers: [ORG3] });
      await pausing(world, ORG3, 1);
      const after = await withoutPeer(world, ORG3, async () => ({ heard: await heard, slow: codeOf(await slow) }));
      return { ...after, again: await world.evaluate(ORG3, "echo", ["again"], { endorsers: [ORG3] }) };
    },
  },
];

/** Submits at Org1 and waits for the peers of the two organisations given. */
async function submitAmongTwo(world: World, fn: string, args: readonly string[], value?: string): Promise<Observation> {
  const transient = value === undefined ? {} : { transient: { value }, endorsers: [ORG1, ORG3] };
  return (await world.actor(ORG1).submit(fn, args, transient)).observation;
}

function errorCode(error: unknown): Observation {
  return error instanceof Error && "code" in error ? Number(error.code) : "no code";
}

/** A call that ends because its server goes is cut off or refused, as it happens. */
function codeOf(observation: Observation): Observation {
  return JSON.stringify(observation).includes('"result"') ? observation : "failed";
}

function withoutTimes(answer: Observation): Observation {
  const { result } = answer as { readonly result?: string };
  if (result === undefined) return answer;
  return (JSON.parse(result) as { isDelete: boolean; value: string; txId: string }[]).map((one) => [
    one.isDelete,
    one.value,
  ]);
}
