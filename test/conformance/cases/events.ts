// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeEvent, CloseableAsyncIterable } from "@hyperledger/fabric-gateway";
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import { observe, type Observation } from "@licet/scripts/wire/observation";
import { listening } from "../harness/listening.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

const SILENCE_MS = 4_000;

/** Takes `count` events off a stream, or fewer where it falls silent, and closes it. */
async function take(
  world: World,
  events: CloseableAsyncIterable<ChaincodeEvent>,
  count: number,
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const state = { silent: false };
  const silence = setTimeout(() => {
    state.silent = true;
    events.close();
  }, SILENCE_MS);
  try {
    for await (const event of events) {
      seen.push({
        chaincode: event.chaincodeName,
        name: event.eventName,
        payload: Buffer.from(event.payload).toString("utf8"),
        txId: event.transactionId,
        block: world.relativeBlock(event.blockNumber),
      });
      if (seen.length === count) break;
      silence.refresh();
    }
  } catch (error) {
    if (!state.silent) throw error;
  } finally {
    clearTimeout(silence);
    events.close();
  }
  return seen;
}

/** Chaincode events: which are kept, who hears them, and from where a listener resumes. */
export const eventCases: readonly ConformanceCase[] = [
  {
    id: "event-kept",
    title: "A transaction keeps one event, the last",
    what: "Also without payload; an event without a name is refused by the shim.",
    async run(world) {
      const two = await world.submitted(ORG1, "twoEvents", ["first", "second"], { endorsers: [ORG1, ORG2] });
      return {
        two: describeTransactions(await world.blockOf(two.txId), world.describeVersion),
        empty: await world.submit(ORG1, "event", ["no-payload"]),
        nameless: await world.submit(ORG1, "event", [""]),
        evaluated: await world.evaluate(ORG1, "event", ["evaluated", "x"]),
      };
    },
  },
  {
    id: "event-of-called",
    title: "Events of a called chaincode are dropped",
    what: "Only the chaincode that the client called may set one.",
    async run(world) {
      const outer = await world.submitted(ORG1, "eventAndCall", ["kv", "event", "inner", "x"], {
        chaincode: "kv2",
        endorsers: [ORG1],
      });
      const inner = await world.submitted(ORG1, "call", ["kv", "", "event", "inner", "x"], {
        chaincode: "kv2",
        endorsers: [ORG1],
      });
      return {
        outer: describeTransactions(await world.blockOf(outer.txId), world.describeVersion),
        inner: describeTransactions(await world.blockOf(inner.txId), world.describeVersion),
      };
    },
  },
  {
    id: "event-stream",
    title: "A listener hears the events of valid transactions, in order",
    what: "From a block onwards; not those of invalid transactions or of other chaincodes.",
    async run(world) {
      const first = await world.submitted(ORG1, "putWithEvent", ["event-stream", "1", "one", "payload"]);
      await world.submit(ORG1, "putWithEvent", ["event-stream", "2", "invalid", "x"], { endorsers: [ORG1] });
      await world.submit(ORG1, "putWithEvent", ["event-stream", "3", "other", "x"], { chaincode: "kv2" });
      await world.submit(ORG2, "putWithEvent", ["event-stream", "4", "four", ""]);
      const listen = async (mspId: string, chaincode: string): Promise<Observation> => {
        const network = world.actor(mspId).gateway.getNetwork(world.channel);
        const startBlock = first.block ?? 0n;
        return take(world, await network.getChaincodeEvents(chaincode, { startBlock }), 2);
      };
      return { org1: await listen(ORG1, "kv"), org3: await listen(ORG3, "kv"), kv2: await listen(ORG1, "kv2") };
    },
  },
  {
    id: "event-resume",
    title: "A listener resumes after the transaction it saw last",
    what: "The start block is replayed up to that transaction.",
    async run(world) {
      const submitted = [];
      for (const name of ["one", "two", "three"]) {
        submitted.push(await world.submitted(ORG1, "putWithEvent", ["event-resume", name, name, name]));
      }
      const [one, two] = submitted;
      const network = world.actor(ORG2).gateway.getNetwork(world.channel);
      const resume = async (txId: string | undefined, block: bigint | undefined, count: number) => {
        const checkpoint = { getBlockNumber: () => block, getTransactionId: () => txId };
        return take(world, await network.getChaincodeEvents("kv", { checkpoint }), count);
      };
      return {
        afterOne: await resume(one?.txId, one?.block, 2),
        afterTwo: await resume(two?.txId, two?.block, 1),
        fromTwo: await resume(undefined, two?.block, 2),
      };
    },
  },
  {
    id: "event-live",
    title: "A listener without a start hears what comes next",
    what: "Not what was there before.",
    async run(world) {
      await world.submit(ORG1, "putWithEvent", ["event-live", "0", "before", "x"]);
      const network = world.actor(ORG1).gateway.getNetwork(world.channel);
      const events = await network.getChaincodeEvents("kv");
      await listening();
      await world.submit(ORG1, "putWithEvent", ["event-live", "1", "next", "y"]);
      return take(world, events, 1);
    },
  },
  {
    id: "event-refused",
    title: "Event streams that are refused",
    what: "An unknown channel and a stranger's signature.",
    async run(world) {
      const gateway = world.actor(ORG1).gateway;
      const unknownChannel = await observe(async () => {
        return take(world, await gateway.getNetwork("nosuchchannel").getChaincodeEvents("kv", { startBlock: 0n }), 1);
      });
      const unknownChaincode = await observe(async () => {
        const network = gateway.getNetwork(world.channel);
        return take(world, await network.getChaincodeEvents("nosuch", { startBlock: 0n }), 1);
      });
      return { unknownChannel, unknownChaincode };
    },
  },
];
