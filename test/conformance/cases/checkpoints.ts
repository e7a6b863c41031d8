// SPDX-License-Identifier: Apache-2.0
import { checkpointers, type Checkpoint, type CloseableAsyncIterable } from "@hyperledger/fabric-gateway";
import type { ConformanceCase } from "../harness/case.js";
import type { Observation } from "@licet/scripts/wire/observation";
import type { Submitted } from "../harness/gateway-actor.js";
import { ORG1, ORG2, type World } from "../harness/world.js";

/** How long a stream must be silent to count as silent. */
const SILENCE_MS = 4_000;

/** Takes up to `count` items off a stream, or fewer where it falls silent. */
async function take<Item>(
  stream: CloseableAsyncIterable<Item>,
  count: number,
  describe: (item: Item) => Observation,
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const silence = setTimeout(() => stream.close(), SILENCE_MS);
  try {
    for await (const item of stream) {
      seen.push(describe(item));
      if (seen.length === count) break;
      silence.refresh();
    }
  } catch (error) {
    // Closing the stream ends the loop with the client's own cancellation.
    if (!String(error).includes("CANCELLED") && !String(error).includes("Cancelled")) throw error;
  } finally {
    clearTimeout(silence);
    stream.close();
  }
  return seen;
}

async function emit(world: World, key: string, names: readonly string[]): Promise<Submitted[]> {
  const submitted: Submitted[] = [];
  for (const name of names) submitted.push(await world.submitted(ORG1, "putWithEvent", [key, name, name, name]));
  return submitted;
}

const network = (world: World, mspId = ORG2) => world.actor(mspId).gateway.getNetwork(world.channel);

/** Replay from checkpoints: nothing twice, nothing left out. */
export const checkpointCases: readonly ConformanceCase[] = [
  {
    id: "checkpoint-chaincode-events",
    title: "Chaincode events across an interruption",
    what: "The checkpointer's transaction is the last one seen; the next stream begins behind it.",
    async run(world) {
      const [first] = await emit(world, "checkpoint-events", ["one", "two", "three"]);
      const checkpointer = checkpointers.inMemory();
      const name = (event: { readonly eventName: string }): string => event.eventName;
      const before = await take(
        await network(world).getChaincodeEvents("kv", { startBlock: first?.block ?? 0n, checkpoint: checkpointer }),
        2,
        (event) => {
          void checkpointer.checkpointChaincodeEvent(event);
          return name(event);
        },
      );
      await emit(world, "checkpoint-events", ["four"]);
      const after = await take(await network(world).getChaincodeEvents("kv", { checkpoint: checkpointer }), 2, name);
      return { before, after };
    },
  },
  {
    id: "checkpoint-blocks",
    title: "Blocks across an interruption",
    what: "Whole, filtered and with private data: a block that was noted is not sent again.",
    async run(world) {
      const [first] = await emit(world, "checkpoint-blocks", ["one", "two", "three"]);
      const startBlock = first?.block ?? 0n;
      const seen: Record<string, Observation> = {};
      const checkpoint = async (block: bigint): Promise<Checkpoint> => {
        const checkpointer = checkpointers.inMemory();
        await checkpointer.checkpointBlock(block);
        return checkpointer;
      };
      const options = { startBlock, checkpoint: await checkpoint(startBlock) };
      seen["blocks"] = await take(await network(world).getBlockEvents(options), 2, (block) =>
        world.relativeBlock(block.getHeader()?.getNumber()),
      );
      seen["filtered"] = await take(await network(world).getFilteredBlockEvents(options), 2, (block) => [
        world.relativeBlock(block.getNumber()),
        block.getFilteredTransactionsList().map((transaction) => transaction.getTxid()),
      ]);
      seen["private"] = await take(await network(world).getBlockAndPrivateDataEvents(options), 2, (block) =>
        world.relativeBlock(block.getBlock()?.getHeader()?.getNumber()),
      );
      return seen;
    },
  },
  {
    id: "checkpoint-unknown-transaction",
    title: "A checkpoint whose transaction is not in its block",
    what: "The stream begins at the block and stays silent until it meets that transaction, which it never does.",
    async run(world) {
      const [first] = await emit(world, "checkpoint-unknown", ["one", "two"]);
      const checkpoint = { getBlockNumber: () => first?.block, getTransactionId: () => "00".repeat(32) };
      return take(await network(world).getChaincodeEvents("kv", { checkpoint }), 2, (event) => event.eventName);
    },
  },
  {
    id: "checkpoint-without-event",
    title: "A checkpoint at a transaction without an event",
    what: "What a listener of blocks notes is of no use to a listener of events.",
    async run(world) {
      const silent = await world.submitted(ORG1, "put", ["checkpoint-silent", "x"]);
      await emit(world, "checkpoint-silent", ["one"]);
      const checkpoint = { getBlockNumber: () => silent.block, getTransactionId: () => silent.txId };
      return take(await network(world).getChaincodeEvents("kv", { checkpoint }), 1, (event) => event.eventName);
    },
  },
  {
    id: "checkpoint-ahead",
    title: "A checkpoint ahead of the ledger",
    what: "The stream waits for the block.",
    async run(world) {
      const height = await world.settle();
      const options = { startBlock: height + 1n };
      const heard = take(await network(world).getChaincodeEvents("kv", options), 1, (event) => event.eventName);
      await emit(world, "checkpoint-ahead", ["skipped", "heard"]);
      return heard;
    },
  },
  {
    id: "checkpoint-large-event",
    title: "An event of a mebibyte",
    what: "It is stored and delivered whole.",
    async run(world) {
      const size = 1024 * 1024;
      const sent = await world.submitted(ORG1, "putWithEvent", ["checkpoint-large", "x", "large", "x".repeat(size)]);
      const options = { startBlock: sent.block ?? 0n };
      return take(await network(world).getChaincodeEvents("kv", options), 1, (event) => event.payload.length);
    },
  },
];
