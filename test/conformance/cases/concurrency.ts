// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import type { Endorsed, InvokeOptions } from "../harness/gateway-actor.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, type World } from "../harness/world.js";

const BOTH: InvokeOptions = { endorsers: [ORG1, ORG2] };
const ANY: InvokeOptions = { chaincode: "kv2", endorsers: [ORG1] };

function endorse(world: World, fn: string, args: readonly string[]): Promise<Endorsed> {
  return world.actor(ORG1).endorse(fn, args, ANY);
}

/** Submits one after the other and waits until all peers have both. */
async function inTurn(world: World, ...endorsed: readonly Endorsed[]): Promise<Observation[]> {
  const codes: Observation[] = [];
  for (const one of endorsed) codes.push((await one.submit()).observation);
  await world.settle();
  return codes;
}

/** Transactions that get in each other's way. */
export const concurrencyCases: readonly ConformanceCase[] = [
  {
    id: "conflict-read-write",
    title: "Two read-modify-writes of one key",
    what: "The second is invalid with MVCC_READ_CONFLICT and changes nothing.",
    async run(world) {
      const key = "conflict-read-write";
      await world.submit(ORG1, "put", [key, "0"], ANY);
      const first = await endorse(world, "rmw", [key, "a"]);
      const second = await endorse(world, "rmw", [key, "b"]);
      const codes = await inTurn(world, first, second);
      return { codes, value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }) };
    },
  },
  {
    id: "conflict-one-block",
    title: "Twenty read-modify-writes of one key at once",
    what: "Exactly one is valid, in whatever blocks they come to lie.",
    async run(world) {
      const key = "conflict-one-block";
      await world.submit(ORG1, "put", [key, "0"], ANY);
      const endorsed: Endorsed[] = [];
      for (let index = 0; index < 20; index++) endorsed.push(await endorse(world, "rmw", [key, "x"]));
      const submitted = await Promise.all(endorsed.map((one) => one.submit()));
      await world.settle();
      const codes = submitted.map(({ observation }) => (observation as { code?: string }).code ?? "none").sort();
      return { codes, value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }) };
    },
  },
  {
    id: "conflict-blind-writes",
    title: "Blind writes of one key at once",
    what: "None reads, so all are valid.",
    async run(world) {
      const key = "conflict-blind";
      const puts = Array.from({ length: 10 }, () => endorse(world, "put", [key, "x"]));
      const submitted = await Promise.all((await Promise.all(puts)).map((one) => one.submit()));
      await world.settle();
      return submitted.map(({ observation }) => (observation as { code?: string }).code ?? "none");
    },
  },
  {
    id: "conflict-create",
    title: "Two transactions create one key",
    what: "The absence that both read is checked, too.",
    async run(world) {
      const key = "conflict-create";
      return inTurn(world, await endorse(world, "rmw", [key, "a"]), await endorse(world, "rmw", [key, "b"]));
    },
  },
  {
    id: "conflict-deleted",
    title: "The key that was read has been deleted",
    what: "A version that is gone conflicts like one that changed, even when the key is written again.",
    async run(world) {
      const key = "conflict-deleted";
      await world.submit(ORG1, "put", [key, "0"], ANY);
      const reader = await endorse(world, "copy", [key, `${key}-to`]);
      const later = await endorse(world, "copy", [key, `${key}-to2`]);
      await world.submit(ORG1, "delete", [key], ANY);
      const afterDelete = await inTurn(world, reader);
      await world.submit(ORG1, "put", [key, "0"], ANY);
      return { afterDelete, afterAgain: await inTurn(world, later) };
    },
  },
  {
    id: "conflict-phantom",
    title: "A key appears in a range that was read",
    what: "PHANTOM_READ_CONFLICT; outside the range it does not matter.",
    async run(world) {
      const key = "conflict-phantom-";
      await world.submit(ORG1, "putMany", [`${key}a`, "3", "x"], ANY);
      const inside = await endorse(world, "rangeThenPut", [`${key}a`, `${key}b`, "conflict-phantom1"]);
      const outside = await endorse(world, "rangeThenPut", [`${key}a`, `${key}a0003`, "conflict-phantom2"]);
      await world.submit(ORG1, "put", [`${key}a0007`, "new"], ANY);
      return { inside: await inTurn(world, inside), outside: await inTurn(world, outside) };
    },
  },
  {
    id: "conflict-phantom-change",
    title: "A key of a range that was read is changed or deleted",
    what: "The code differs from that of a key that appears.",
    async run(world) {
      const key = "conflict-change-";
      await world.submit(ORG1, "putMany", [`${key}a`, "3", "x"], ANY);
      const changed = await endorse(world, "rangeThenPut", [`${key}a`, `${key}b`, "conflict-change1"]);
      const deleted = await endorse(world, "rangeThenPut", [`${key}a`, `${key}a0001`, "conflict-change2"]);
      await world.submit(ORG1, "put", [`${key}a0001`, "new"], ANY);
      const first = await inTurn(world, changed);
      await world.submit(ORG1, "delete", [`${key}a0000`], ANY);
      return { changed: first, deleted: await inTurn(world, deleted) };
    },
  },
  {
    id: "conflict-phantom-wide",
    title: "A phantom in a range of more than a hundred rows",
    what: "Long ranges are recorded as a Merkle tree of hashes.",
    async run(world) {
      const key = "conflict-wide-";
      await world.submit(ORG1, "putMany", [`${key}a`, "120", "x"], ANY);
      const reader = await endorse(world, "rangeThenPut", [`${key}a`, `${key}b`, "conflict-wide1"]);
      const unaffected = await endorse(world, "rangeThenPut", [`${key}a`, `${key}b`, "conflict-wide2"]);
      const fine = await inTurn(world, unaffected);
      await world.submit(ORG1, "put", [`${key}a0110`, "changed"], ANY);
      return { fine, changed: await inTurn(world, reader) };
    },
  },
  {
    id: "conflict-partial-range",
    title: "A range of which only the first row was taken",
    what: "Whether a later change of the rest conflicts depends on how far the iterator ran.",
    async run(world) {
      const key = "conflict-partial-";
      await world.submit(ORG1, "putMany", [`${key}a`, "150", "x"], ANY);
      const near = await endorse(world, "firstThenPut", [`${key}a`, `${key}b`, "conflict-partial1"]);
      const far = await endorse(world, "firstThenPut", [`${key}a`, `${key}b`, "conflict-partial2"]);
      await world.submit(ORG1, "put", [`${key}a0140`, "changed"], ANY);
      const beyond = await inTurn(world, far);
      await world.submit(ORG1, "put", [`${key}a0050`, "changed"], ANY);
      return { beyond, within: await inTurn(world, near) };
    },
  },
  {
    id: "conflict-resubmit",
    title: "An endorsed transaction is submitted twice",
    what: "The second lies in a block as DUPLICATE_TXID; its status stays that of the first.",
    async run(world) {
      const endorsed = await endorse(world, "put", ["conflict-resubmit", "x"]);
      const first = (await endorsed.submit()).observation;
      await world.settle();
      const second = (await endorsed.submit()).observation;
      await world.submit(ORG1, "put", ["conflict-resubmit-after", "x"], ANY);
      const { code, block } = await world.commitAt(ORG2, endorsed.txId);
      return { first, second, later: code, block: world.relativeBlock(block) };
    },
  },
  {
    id: "conflict-called-chaincode",
    title: "A conflict through a called chaincode",
    what: "Reads of the called chaincode are checked like the caller's own.",
    async run(world) {
      const key = "conflict-called";
      await world.submit(ORG1, "put", [key, "0"], BOTH);
      const outer = { chaincode: "kv2", endorsers: [ORG1, ORG2] };
      const caller = await world.actor(ORG1).endorse("call", ["kv", "", "rmw", key, "a"], outer);
      const direct = await world.actor(ORG1).endorse("rmw", [key, "b"], BOTH);
      return { codes: await inTurn(world, direct, caller), value: await world.evaluate(ORG2, "get", [key]) };
    },
  },
  {
    id: "conflict-deletes",
    title: "Two deletes of one key, and a delete of what was read",
    what: "Deletes read nothing; a reader of the deleted key conflicts.",
    async run(world) {
      const key = "conflict-deletes";
      await world.submit(ORG1, "put", [key, "0"], ANY);
      const [first, second] = [await endorse(world, "delete", [key]), await endorse(world, "delete", [key])];
      const reader = await endorse(world, "rmw", [key, "x"]);
      return { codes: await inTurn(world, first, second, reader), value: await world.evaluate(ORG2, "get", [key]) };
    },
  },
  {
    id: "conflict-deleted-absent",
    title: "A key that was absent is deleted once more",
    what: "Nothing has changed for those who read its absence.",
    async run(world) {
      const key = "conflict-deleted-absent";
      const reader = await endorse(world, "rmw", [key, "x"]);
      await world.submit(ORG1, "delete", [key], ANY);
      return {
        codes: await inTurn(world, reader),
        value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "conflict-same-value",
    title: "A key is written with the value it had",
    what: "The version moves all the same.",
    async run(world) {
      const key = "conflict-same-value";
      await world.submit(ORG1, "put", [key, "0"], ANY);
      const reader = await endorse(world, "rmw", [key, "x"]);
      await world.submit(ORG1, "put", [key, "0"], ANY);
      return inTurn(world, reader);
    },
  },
  {
    id: "conflict-policy-and-version",
    title: "A transaction that is both stale and under-endorsed",
    what: "The policy is judged first, and gives the code.",
    async run(world) {
      const key = "conflict-both";
      await world.submit(ORG1, "put", [key, "0"], BOTH);
      const stale = await world.actor(ORG1).endorse("rmw", [key, "x"], { endorsers: [ORG1] });
      await world.submit(ORG1, "put", [key, "1"], BOTH);
      return inTurn(world, stale);
    },
  },
];
