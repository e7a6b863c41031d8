// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

const ANY = { chaincode: "kv2", endorsers: [ORG1] };
const MANY_VERSIONS = 120;

interface Version {
  readonly txId: string;
  readonly isDelete: boolean;
  readonly value: string;
}

async function versionsOf(world: World, key: string, mspId = ORG2): Promise<Version[]> {
  const options = { chaincode: "kv2", endorsers: [mspId] };
  const answer = (await world.evaluate(mspId, "history", [key], options)) as { readonly result?: string };
  return JSON.parse(answer.result ?? "[]") as Version[];
}

async function history(world: World, key: string): Promise<Observation> {
  return (await versionsOf(world, key)).map(({ txId, isDelete, value }) => [txId, isDelete, value]);
}

/** Histories, pages of composite keys, and deletes. */
export const historyCases: readonly ConformanceCase[] = [
  {
    id: "history-long",
    title: "A history of more than a hundred versions",
    what: "It arrives in batches of one hundred, each version once.",
    async run(world) {
      const key = "history-long";
      const puts = Array.from({ length: MANY_VERSIONS }, (_, index) =>
        world.actor(ORG1).submit("put", [key, String(index)], ANY),
      );
      const codes = new Set((await Promise.all(puts)).map(({ observation }) => JSON.stringify(observation)));
      await world.settle();
      const versions = await versionsOf(world, key);
      const [newest] = versions;
      const value = (await world.evaluate(ORG1, "get", [key], ANY)) as { readonly result?: string };
      await world.submit(ORG1, "delete", [key], ANY);
      return {
        codes: [...codes],
        versions: versions.length,
        distinct: new Set(versions.map(({ txId }) => txId)).size,
        newestFirst: newest?.value === value.result,
      };
    },
  },
  {
    id: "history-delete-and-return",
    title: "A key that is deleted and written anew",
    what: "The history keeps both lives.",
    async run(world) {
      const key = "history-return";
      for (const [fn, ...args] of [
        ["put", key, "1"],
        ["delete", key],
        ["put", key, "2"],
        ["delete", key],
      ] as const)
        await world.submit(ORG1, fn, args, ANY);
      return { history: await history(world, key), value: await world.evaluate(ORG3, "get", [key], ANY) };
    },
  },
  {
    id: "history-of-absent",
    title: "Deleting a key that was never there",
    what: "The delete is valid, stands in the write set and in the history.",
    async run(world) {
      const key = "history-of-absent";
      const deleted = await world.submitted(ORG1, "delete", [key], ANY);
      return {
        block: describeTransactions(await world.blockOf(deleted.txId), world.describeVersion),
        history: await history(world, key),
        twice: await world.submit(ORG1, "delete", [key], ANY),
      };
    },
  },
  {
    id: "history-put-then-delete",
    title: "A key that is written and deleted in one transaction",
    what: "One version, a delete.",
    async run(world) {
      const key = "history-put-then-delete";
      await world.submit(ORG1, "putThenDelete", [key, "x"], ANY);
      return history(world, key);
    },
  },
  {
    id: "history-empty-value",
    title: "A key that is written empty",
    what: "Its history says that it was deleted.",
    async run(world) {
      const key = "history-empty-value";
      await world.submit(ORG1, "put", [key, "x"], ANY);
      await world.submit(ORG1, "put", [key, ""], ANY);
      return history(world, key);
    },
  },
  {
    id: "history-other-namespace",
    title: "One key in two chaincodes",
    what: "Each has its own history, also where one calls the other.",
    async run(world) {
      const key = "history-namespace";
      await world.submit(ORG1, "put", [key, "kv2"], ANY);
      await world.submit(ORG1, "call", ["kv", "", "put", key, "kv"], { chaincode: "kv2", endorsers: [ORG1, ORG2] });
      const kv = (await world.evaluate(ORG1, "history", [key])) as { readonly result?: string };
      const values = (JSON.parse(kv.result ?? "[]") as Version[]).map(({ value }) => value);
      return { kv2: await history(world, key), kv: values };
    },
  },
  {
    id: "composite-pages",
    title: "Pages of composite keys",
    what: "The bookmark is a composite key, too.",
    async run(world) {
      const type = "history~pages";
      for (const name of ["a", "b", "c", "d", "e"])
        await world.submit(ORG1, "putComposite", [type, name, "GB", name], ANY);
      const page = (size: string, bookmark: string, ...rest: string[]): Promise<Observation> =>
        world.evaluate(ORG2, "rangeCompositePaged", [type, size, bookmark, ...rest], { chaincode: "kv2" });
      return {
        first: await page("2", ""),
        second: await page("2", `\u0000${type}\u0000GB\u0000c\u0000`),
        last: await page("2", `\u0000${type}\u0000GB\u0000e\u0000`),
        part: await page("10", "", "GB"),
        none: await page("10", "", "AE"),
      };
    },
  },
  {
    id: "composite-delete",
    title: "Deleting a composite key",
    what: "Those beside it stay.",
    async run(world) {
      const type = "history~delete";
      for (const name of ["1", "2", "3"]) await world.submit(ORG1, "putComposite", [type, name, "GB", name], ANY);
      const deleted = await world.submit(ORG1, "deleteComposite", [type, "GB", "2"], ANY);
      return { deleted, left: await world.evaluate(ORG2, "rangeComposite", [type, "GB"], { chaincode: "kv2" }) };
    },
  },
  {
    id: "range-of-deleted",
    title: "Ranges around deleted keys",
    what: "A range ends one row earlier or later by what was deleted, however long it is.",
    async run(world) {
      const prefix = "range-of-deleted-";
      await world.submit(ORG1, "putMany", [prefix, "104", "x"], ANY);
      const seen: Observation[] = [];
      for (const index of ["0000", "0050", "0103"]) {
        await world.submit(ORG1, "delete", [prefix + index], ANY);
        const read = await world.submitted(ORG1, "firstThenPut", [prefix, `${prefix}~`, "range-of-deleted"], ANY);
        seen.push(describeTransactions(await world.blockOf(read.txId), world.describeVersion));
      }
      return seen;
    },
  },
  {
    id: "range-first-row",
    title: "How much of a range is read by who takes its first row",
    what: "As many rows as go into one batch and one more; what lies behind them cannot conflict.",
    async run(world) {
      const prefix = "range-first-row-";
      await world.submit(ORG1, "putMany", [prefix, "150", "x"], ANY);
      const seen: Observation[] = [];
      for (const end of ["0099", "0100", "0101", "0102", "9"]) {
        const args = [prefix, prefix + end, "range-first-row"];
        const read = await world.submitted(ORG1, "firstThenPut", args, ANY);
        seen.push(describeTransactions(await world.blockOf(read.txId), world.describeVersion));
      }
      return seen;
    },
  },
];
