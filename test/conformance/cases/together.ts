// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { envelopeOf, transactionPayload } from "../harness/envelope.js";
import { endorseAt, usual, type ForgedTransaction } from "../harness/forge.js";
import type { Observation } from "../harness/observation.js";
import { broadcast } from "../harness/rawPeer.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

/** Endorses a call of kv2, or of another chaincode, at the organisations given. */
function endorsed(
  world: World,
  args: readonly string[],
  organisations: readonly string[] = [ORG1],
  chaincode = "kv2",
): Promise<ForgedTransaction> {
  return endorseAt(world, world.person(ORG1), { ...usual(world, args), chaincode }, organisations);
}

/** Broadcasts transactions one behind the other without waiting for commits, so that they share a block if they can. */
async function together(world: World, transactions: readonly ForgedTransaction[]): Promise<Observation> {
  const person = world.person(ORG1);
  for (const transaction of transactions) {
    const payload = transactionPayload(transaction.proposal, transaction);
    await broadcast(world.ordererConnection(), envelopeOf(payload, person.sign(payload)));
  }
  const codes: Observation[] = [];
  for (const { proposal } of transactions) codes.push((await world.commitAt(ORG1, proposal.txId)).code);
  await world.settle();
  return codes;
}

/** Transactions that follow each other so closely that they lie in one block. */
export const togetherCases: readonly ConformanceCase[] = [
  {
    id: "together-policy-change",
    title: "A key's policy changes right before the key is written",
    what: "The write is judged by the new policy, though it was endorsed under the old one.",
    async run(world) {
      const key = "together-policy";
      await world.submit(ORG1, "put", [key, "0"], { chaincode: "kv2", endorsers: [ORG1] });
      const lock = await endorsed(world, ["setPolicy", key, "PEER", ORG3]);
      const tooLate = await endorsed(world, ["put", key, "1"]);
      const codes = await together(world, [lock, tooLate]);
      return { codes, value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }) };
    },
  },
  {
    id: "together-policy-refused",
    title: "A change of policy that is itself refused",
    what: "It must not affect the write behind it.",
    async run(world) {
      const key = "together-refused";
      await world.submit(ORG1, "put", [key, "0"], { endorsers: [ORG1, ORG2] });
      const seize = await endorsed(world, ["setPolicy", key, "PEER", ORG3], [ORG3], "kv");
      const write = await endorsed(world, ["put", key, "1"], [ORG1, ORG2], "kv");
      return { codes: await together(world, [seize, write]), value: await world.evaluate(ORG2, "get", [key]) };
    },
  },
  {
    id: "together-policy-created",
    title: "A key is created with a policy and written again at once",
    what: "The second write falls under the policy that the first one brought.",
    async run(world) {
      const key = "together-created";
      const create = await endorsed(world, ["putWithPolicy", key, "1", "PEER", ORG3]);
      const again = await endorsed(world, ["put", key, "2"]);
      const codes = await together(world, [create, again]);
      return { codes, value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }) };
    },
  },
  {
    id: "together-duplicate",
    title: "One transaction twice, right behind each other",
    what: "The first is valid, the second a duplicate, and the status stays that of the first.",
    async run(world) {
      const transaction = await endorsed(world, ["rmw", "together-duplicate", "x"]);
      const codes = await together(world, [transaction, transaction]);
      return { codes, value: await world.evaluate(ORG2, "get", ["together-duplicate"], { chaincode: "kv2" }) };
    },
  },
  {
    id: "together-read-after-write",
    title: "A reader right behind a writer, a deleter and an invalid writer",
    what: "Writes of the same block count for those behind them, those of invalid transactions do not.",
    async run(world) {
      const key = "together-read";
      await world.submit(ORG1, "put", [key, "0"], { chaincode: "kv2", endorsers: [ORG1] });
      await world.submit(ORG1, "put", [`${key}-free`, "0"], { endorsers: [ORG1, ORG2] });
      const write = await endorsed(world, ["put", key, "1"]);
      const read = await endorsed(world, ["copy", key, `${key}-a`]);
      const invalid = await endorsed(world, ["put", `${key}-free`, "1"], [ORG1], "kv");
      const unaffected = await endorsed(world, ["copy", `${key}-free`, `${key}-b`], [ORG1, ORG2], "kv");
      return together(world, [write, read, invalid, unaffected]);
    },
  },
  {
    id: "together-phantom",
    title: "A range is read right behind a key that appears in it",
    what: "Rows added and removed by the same block are phantoms, too.",
    async run(world) {
      const key = "together-phantom-";
      await world.submit(ORG1, "putMany", [`${key}a`, "3", "x"], { chaincode: "kv2", endorsers: [ORG1] });
      const before = await endorsed(world, ["rangeThenPut", `${key}a`, `${key}b`, "together-phantom1"]);
      const add = await endorsed(world, ["put", `${key}a5`, "new"]);
      const after = await endorsed(world, ["rangeThenPut", `${key}a`, `${key}b`, "together-phantom2"]);
      const remove = await endorsed(world, ["delete", `${key}a0001`]);
      const beside = await endorsed(world, ["rangeThenPut", `${key}x`, `${key}y`, "together-phantom3"]);
      return together(world, [before, add, after, remove, beside]);
    },
  },
  {
    id: "together-metadata",
    title: "A reader right behind a change of the key's policy",
    what: "The version that was read has moved with the metadata.",
    async run(world) {
      const key = "together-metadata";
      await world.submit(ORG1, "put", [key, "0"], { chaincode: "kv2", endorsers: [ORG1] });
      const change = await endorsed(world, ["setPolicy", key, "PEER", ORG1]);
      const read = await endorsed(world, ["copy", key, `${key}-a`]);
      return together(world, [change, read]);
    },
  },
];
