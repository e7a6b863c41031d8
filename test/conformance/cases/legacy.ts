// SPDX-License-Identifier: Apache-2.0
import type { BlockEvent, ContractEvent } from "fabric-network";
import type { ConformanceCase } from "../harness/case.js";
import { LegacyActor } from "../harness/legacy-actor.js";
import { observe, type Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

const EVENT_MS_MAX = 5_000;

async function withLegacy(
  world: World,
  use: (actor: LegacyActor) => Promise<Observation>,
  mspId = ORG1,
  channel = world.channel,
): Promise<Observation> {
  const person = world.person(mspId);
  const actor = await LegacyActor.connect(world.network, person, channel, (txId) => world.nameTransaction(txId));
  try {
    return await use(actor);
  } finally {
    actor.close();
  }
}

/** Collects what a listener is called with until `count` came or none came for a while. */
function collect<Event>(count: number, describe: (event: Event) => Observation) {
  const seen: Observation[] = [];
  let finish: (seen: Observation[]) => void = () => undefined;
  const whole = new Promise<Observation[]>((resolve) => (finish = resolve));
  const silence = setTimeout(() => finish(seen), EVENT_MS_MAX);
  const listener = (event: Event): Promise<void> => {
    if (seen.length < count) seen.push(describe(event));
    if (seen.length === count) {
      clearTimeout(silence);
      finish(seen);
    }
    return Promise.resolve();
  };
  return { listener, whole };
}

/** The older client, `fabric-network`: it plans from discovery and talks to peers and orderers itself. */
export const legacyCases: readonly ConformanceCase[] = [
  {
    id: "legacy-transactions",
    title: "fabric-network submits and evaluates",
    what: "Discovery, endorsement at several peers, broadcast, and the commit heard from the filtered stream.",
    async run(world) {
      const seen = await withLegacy(world, async (actor) => ({
        submit: await actor.submit("put", ["legacy", "one"]),
        evaluate: await actor.evaluate("get", ["legacy"]),
        any: await actor.submit("put", ["legacy", "two"], { chaincode: "kv2" }),
        named: await actor.submit("put", ["legacy", "three"], { endorsers: [ORG2, ORG3] }),
        transient: await actor.submit("transient", [], { transient: { a: "b" }, endorsers: [ORG1, ORG2] }),
        private: await actor.submit("privatePut", ["members12", "legacy"], {
          endorsers: [ORG1, ORG2],
          transient: { value: "x" },
        }),
        creator: await actor.evaluate("creator"),
      }));
      await world.settle();
      return { seen, value: await world.evaluate(ORG3, "get", ["legacy"]) };
    },
  },
  {
    id: "legacy-errors",
    title: "What fabric-network says when something fails",
    what: "Chaincode errors, differing endorsements, invalid transactions, unknown chaincode.",
    run(world) {
      return withLegacy(world, async (actor) => ({
        evaluate: await actor.evaluate("error", ["the sentence"]),
        evaluate404: await actor.evaluate("respond", ["404", "absent", "p"]),
        submit: await actor.submit("error", ["the sentence"], { chaincode: "kv2", endorsers: [ORG1] }),
        submit404: await actor.submit("respond", ["404", "absent", "p"], { chaincode: "kv2", endorsers: [ORG1] }),
        submit399: await actor.submit("respond", ["399", "odd", "p"], { chaincode: "kv2", endorsers: [ORG1] }),
        mismatch: await actor.submit("random", ["legacy-random"], { endorsers: [ORG1, ORG2] }),
        tooFew: await actor.submit("put", ["legacy-few", "x"], { endorsers: [ORG1] }),
        unknownChaincode: await actor.evaluate("get", ["x"], { chaincode: "nosuch" }),
        submitUnknown: await actor.submit("get", ["x"], { chaincode: "nosuch" }),
        unknownOrganisation: await actor.submit("put", ["x", "y"], { endorsers: ["NoSuchMSP"] }),
        channelMember: await actor.evaluate("GetChainInfo", ["nosuchchannel"], { chaincode: "qscc" }),
      }));
    },
  },
  {
    id: "legacy-refused-channel",
    title: "fabric-network asks for a channel that is not there",
    what: "Discovery's refusal.",
    run: (world) => observe(() => withLegacy(world, () => Promise.resolve("connected"), ORG1, "nosuchchannel")),
  },
  {
    id: "legacy-contract-events",
    title: "fabric-network hears chaincode events",
    what: "Live and replayed from a block, with their payload.",
    async run(world) {
      const first = await world.submitted(ORG1, "putWithEvent", ["legacy-events", "1", "first", "payload"]);
      const describe = (event: ContractEvent): Observation => ({
        name: event.eventName,
        payload: event.payload?.toString("utf8") ?? null,
        txId: event.getTransactionEvent().transactionId,
        status: event.getTransactionEvent().status,
        valid: event.getTransactionEvent().isValid,
      });
      return withLegacy(world, async (actor) => {
        const replay = collect(2, describe);
        const live = collect(1, describe);
        const contract = actor.network.getContract("kv");
        await contract.addContractListener(live.listener);
        await world.submit(ORG1, "putWithEvent", ["legacy-events", "2", "second", "payload"]);
        await contract.addContractListener(replay.listener, { startBlock: Number(first.block ?? 0n) });
        return { live: await live.whole, replay: await replay.whole };
      });
    },
  },
  {
    id: "legacy-block-events",
    title: "fabric-network hears blocks",
    what: "Full, filtered and private streams, replayed from a block.",
    async run(world) {
      const first = await world.submitted(ORG1, "privatePut", ["members12", "legacy-blocks"], {
        transient: { value: "x" },
        endorsers: [ORG1, ORG2],
      });
      await world.submit(ORG1, "put", ["legacy-blocks", "x"], { endorsers: [ORG1] });
      const describe = (event: BlockEvent): Observation => ({
        block: world.relativeBlock(BigInt(event.blockNumber.toString())),
        transactions: event
          .getTransactionEvents()
          .map(({ transactionId, status, isValid, privateData }) => [
            transactionId,
            status,
            isValid,
            privateData !== undefined && privateData !== null,
          ]),
      });
      return withLegacy(world, async (actor) => {
        const seen: Record<string, Observation> = {};
        for (const type of ["full", "filtered", "private"] as const) {
          const blocks = collect(2, describe);
          await actor.network.addBlockListener(blocks.listener, { type, startBlock: Number(first.block ?? 0n) });
          seen[type] = await blocks.whole;
          actor.network.removeBlockListener(blocks.listener);
        }
        return seen;
      });
    },
  },
];
