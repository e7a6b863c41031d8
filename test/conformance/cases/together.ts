// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import type { ForgedTransaction } from "../harness/forge.js";
import { endorsedCall, together } from "../harness/together.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

/** Endorses a call of kv2, or of another chaincode, at the organisations given. */
function endorsed(
  world: World,
  args: readonly string[],
  organisations: readonly string[] = [ORG1],
  chaincode = "kv2",
): Promise<ForgedTransaction> {
  return endorsedCall(world, args, organisations, { chaincode });
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
  {
    id: "together-deleted-absent",
    title: "A key that is absent is deleted right before a reader of its absence",
    what: "Within one block any write of the key counts, though nothing has changed; a block later it does not.",
    async run(world) {
      const key = "together-absent";
      const remove = await endorsed(world, ["delete", key]);
      const beside = await endorsed(world, ["copy", key, `${key}-a`]);
      const later = await endorsed(world, ["copy", key, `${key}-b`]);
      return [await together(world, [remove, beside]), await together(world, [later])];
    },
  },
  {
    id: "together-created-and-deleted",
    title: "A key comes and goes between the reader of its absence and its commit",
    what: "Within one block that is a conflict, a block later it is not.",
    async run(world) {
      const key = "together-comes-and-goes";
      const create = await endorsed(world, ["put", key, "x"]);
      const remove = await endorsed(world, ["delete", key]);
      const beside = await endorsed(world, ["copy", key, `${key}-a`]);
      const later = await endorsed(world, ["copy", key, `${key}-b`]);
      return [await together(world, [create, remove, beside]), await together(world, [later])];
    },
  },
  {
    id: "together-private-absent",
    title: "A private key that is absent is deleted or purged right before a reader of its absence",
    what: "Hashed keys are treated as public ones are.",
    async run(world) {
      const own = "_implicit_org_Org1MSP";
      const [first, second] = ["together-private-1", "together-private-2"];
      const remove = await endorsed(world, ["privateDelete", own, first]);
      const readFirst = await endorsed(world, ["privateHashThenPut", own, first, `${first}-a`]);
      const purge = await endorsed(world, ["privatePurge", own, second]);
      const readSecond = await endorsed(world, ["privateHashThenPut", own, second, `${second}-a`]);
      return together(world, [remove, readFirst, purge, readSecond]);
    },
  },
  {
    id: "together-policy-of-absent",
    title: "A policy for a key that is absent, right before a reader of its absence",
    what: "Nothing is kept of it; whether it counts within the block is the ledger's to say.",
    async run(world) {
      const key = "together-policy-absent";
      const policy = await endorsed(world, ["setPolicy", key, "PEER", ORG1]);
      const beside = await endorsed(world, ["copy", key, `${key}-a`]);
      return together(world, [policy, beside]);
    },
  },
  {
    id: "together-range-of-absent",
    title: "Keys come and go within a range that was read",
    what: "A row that is deleted again within the block is no phantom.",
    async run(world) {
      const key = "together-range-";
      await world.submit(ORG1, "putMany", [`${key}a`, "2", "x"], { chaincode: "kv2", endorsers: [ORG1] });
      const create = await endorsed(world, ["put", `${key}a5`, "x"]);
      const remove = await endorsed(world, ["delete", `${key}a5`]);
      const absent = await endorsed(world, ["delete", `${key}a7`]);
      const reader = await endorsed(world, ["rangeThenPut", `${key}a`, `${key}b`, "together-range"]);
      return together(world, [create, remove, absent, reader]);
    },
  },
  {
    id: "together-history",
    title: "A key that is written three times in one block",
    what: "Its history has all three, newest first.",
    async run(world) {
      const key = "together-history";
      const codes = await together(world, [
        await endorsed(world, ["put", key, "1"]),
        await endorsed(world, ["put", key, "2"]),
        await endorsed(world, ["delete", key]),
      ]);
      const history = (await world.evaluate(ORG2, "history", [key], { chaincode: "kv2" })) as { result?: string };
      const versions = JSON.parse(history.result ?? "[]") as { value: string; isDelete: boolean }[];
      return { codes, versions: versions.map(({ value, isDelete }) => [value, isDelete]) };
    },
  },
];
