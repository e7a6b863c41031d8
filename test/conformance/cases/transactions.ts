// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions, transactionsOf } from "@licet/scripts/wire/block";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

const ANY = { chaincode: "kv2", endorsers: [ORG1] };

async function blockOf(world: World, fn: string, args: readonly string[]): Promise<Observation> {
  const submitted = await world.submitted(ORG1, fn, args, ANY);
  return describeTransactions(await world.blockOf(submitted.txId), world.describeVersion);
}

/** What a transaction may hold, and what the ledger makes of it. */
export const transactionCases: readonly ConformanceCase[] = [
  {
    id: "transaction-read-only",
    title: "A transaction that only reads is submitted",
    what: "It is ordered and valid, and its reads lie in the block.",
    async run(world) {
      await world.submit(ORG1, "put", ["transaction-read-only", "1"], ANY);
      return blockOf(world, "getTwice", ["transaction-read-only", "transaction-read-only-absent"]);
    },
  },
  {
    id: "transaction-nothing",
    title: "A transaction that neither reads nor writes",
    what: "It is ordered and valid nevertheless.",
    run: (world) => blockOf(world, "echo", ["nothing"]),
  },
  {
    id: "transaction-many-writes",
    title: "A transaction that writes a thousand keys",
    what: "All of them or none.",
    async run(world) {
      const prefix = "transaction-many-";
      const submitted = await world.submit(ORG1, "putMany", [prefix, "1000", "x"], ANY);
      const refused = await world.submit(ORG1, "putMany", [prefix, "1000", "y"], { endorsers: [ORG1] });
      const rows = async (chaincode: string): Promise<Observation> => {
        const range = [prefix, `${prefix}~`, "transaction-many"];
        return world.evaluate(ORG3, "rangeThenPut", range, { chaincode, endorsers: [ORG3] });
      };
      return { submitted, refused, written: await rows("kv2"), unwritten: await rows("kv") };
    },
  },
  {
    id: "transaction-write-twice",
    title: "One key is written twice in a transaction",
    what: "The last value counts, and there is one write.",
    run: (world) => blockOf(world, "putTwice", ["transaction-write-twice", "first", "second"]),
  },
  {
    id: "transaction-delete-then-put",
    title: "A key is deleted and written in a transaction",
    what: "The last word counts; the read in the same transaction still sees the committed value.",
    async run(world) {
      const key = "transaction-delete-then-put";
      await world.submit(ORG1, "put", [key, "before"], ANY);
      const block = await blockOf(world, "deleteThenPut", [key, "after"]);
      return { block, value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }) };
    },
  },
  {
    id: "transaction-arguments",
    title: "Odd arguments arrive as they are",
    what: "Empty ones, two hundred of them, control characters, and text beyond the basic plane.",
    async run(world) {
      const ask = (args: readonly string[]): Promise<Observation> => world.evaluate(ORG1, "argumentLengths", args, ANY);
      return {
        none: await ask([]),
        empty: await ask(["", "", ""]),
        many: await ask(Array.from({ length: 200 }, (_, index) => String(index))),
        long: await ask(["x".repeat(100_000)]),
        text: await world.evaluate(ORG1, "echo", ["\u0000", "a\nb", "\u{1f6a2}", "é", " "], ANY),
        block: await blockOf(world, "echo", ["", "\u0000", "\u{1f6a2}"]),
      };
    },
  },
  {
    id: "transaction-odd-keys",
    title: "Keys and values of every kind of text",
    what: "Blanks, slashes, control characters, text beyond the basic plane, long keys.",
    async run(world) {
      const keys = [" ", "/", "..", "\n", "\u{1f6a2}", "%00", "k".repeat(2_000)].map(
        (name) => `transaction-odd-${name}`,
      );
      const seen: Observation[] = [];
      for (const key of keys) {
        seen.push(await world.submit(ORG1, "put", [key, `${key.slice(0, 30)}=value`], ANY));
        seen.push(await world.evaluate(ORG2, "get", [key], { chaincode: "kv2", endorsers: [ORG2] }));
      }
      for (const key of keys) await world.submit(ORG1, "delete", [key], ANY);
      return seen;
    },
  },
  {
    id: "transaction-own-calls",
    title: "A chaincode calls itself, calls in a circle, and calls on another channel",
    what: "Which of these the peer refuses, and with which words.",
    async run(world) {
      const call = (args: readonly string[]): Promise<Observation> => world.evaluate(ORG1, "call", args, ANY);
      return {
        itself: await call(["kv2", "", "echo", "x"]),
        circle: await call(["kv", "", "call", "kv2", "", "echo", "x"]),
        sameChannelNamed: await call(["kv", world.channel, "echo", "x"]),
        otherChannel: await call(["kv", "nosuchchannel", "echo", "x"]),
        unknown: await call(["nosuch", "", "echo", "x"]),
        failing: await call(["kv", "", "error", "the sentence"]),
        system: await call(["qscc", "", "GetChainInfo", "nosuchchannel"]),
      };
    },
  },
  {
    id: "transaction-called-failure",
    title: "The called chaincode fails and the caller goes on",
    what: "What the called one had written by then stays in the transaction.",
    async run(world) {
      const key = "transaction-called-failure";
      const args = ["kv", "", "putAndRespond", key, "x", "500", "failed", ""];
      const submitted = await world.submitted(ORG1, "call", args, { chaincode: "kv2", endorsers: [ORG1, ORG2] });
      return {
        submitted: submitted.observation,
        rwset: submitted.block === undefined ? null : await rwsetOf(world, submitted.txId),
        value: await world.evaluate(ORG1, "get", [key]),
      };
    },
  },
];

async function rwsetOf(world: World, txId: string): Promise<Observation> {
  return transactionsOf(await world.blockOf(txId), world.describeVersion).map(({ rwset }) => rwset);
}
