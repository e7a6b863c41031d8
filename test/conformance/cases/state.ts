// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";
import { mapTexts, type Observation } from "@licet/scripts/wire/observation";

async function putAll(world: World, rows: readonly (readonly [string, string])[]): Promise<void> {
  for (const [key, value] of rows) await world.submit(ORG1, "put", [key, value], { chaincode: "kv2" });
}

/** The world state: what is written, what is read, and how it is ordered. */
export const stateCases: readonly ConformanceCase[] = [
  {
    id: "state-put-get-delete",
    title: "A value is written, read everywhere, deleted and gone",
    what: "The plainest transaction with majority endorsement planned by the gateway.",
    async run(world) {
      const key = "state-put-get-delete";
      return {
        absent: await world.evaluate(ORG1, "get", [key]),
        put: await world.submit(ORG1, "put", [key, "one"]),
        org1: await world.evaluate(ORG1, "get", [key]),
        org2: await world.evaluate(ORG2, "get", [key]),
        org3: await world.evaluate(ORG3, "get", [key]),
        delete: await world.submit(ORG2, "delete", [key]),
        deleted: await world.evaluate(ORG3, "get", [key]),
        deleteAbsent: await world.submit(ORG3, "delete", [`${key}-never`]),
      };
    },
  },
  {
    id: "state-rwset-in-block",
    title: "The read/write set in the block is what the chaincode did",
    what: "Reads with versions, writes sorted by key, deletes, and each namespace the transaction touched.",
    async run(world) {
      const key = "state-rwset";
      await world.submit(ORG1, "put", [key, "one"]);
      const named = { endorsers: [ORG1, ORG2] };
      const read = await world.submitted(ORG1, "rmw", [key, "+two"], named);
      const absent = await world.submitted(ORG1, "copy", [`${key}-absent`, `${key}-to`], named);
      const many = await world.submitted(ORG1, "putMany", [`${key}-b`, "3", "x"], named);
      const removed = await world.submitted(ORG1, "putThenDelete", [`${key}-c`, "x"], named);
      const blocks: Record<string, Observation> = {};
      for (const [name, { txId }] of Object.entries({ read, absent, many, removed })) {
        blocks[name] = describeTransactions(await world.blockOf(txId), world.describeVersion);
      }
      return blocks;
    },
  },
  {
    id: "state-own-writes",
    title: "A transaction does not see its own writes",
    what: "Reads come from the committed state; a simulator that reads its write set differs here.",
    async run(world) {
      const key = "state-own-writes";
      return {
        created: await world.submit(ORG1, "putThenGet", [key, "one"]),
        replaced: await world.submit(ORG1, "putThenGet", [key, "two"]),
        deleted: await world.submit(ORG1, "putThenDelete", [key, "three"]),
        after: await world.evaluate(ORG1, "get", [key]),
        range: await world.submit(ORG1, "putThenRange", [`${key}-r`, `${key}-s`, `${key}-r1`]),
      };
    },
  },
  {
    id: "state-empty-value",
    title: "Writing an empty value deletes the key",
    what: "Fabric marks an empty write as a delete, in the write set, the state and the history.",
    async run(world) {
      const key = "state-empty-value";
      await world.submit(ORG1, "put", [key, "one"]);
      const empty = await world.submitted(ORG1, "put", [key, ""], { endorsers: [ORG1, ORG2] });
      return {
        empty: empty.observation,
        range: await world.evaluate(ORG1, "range", [key, `${key}~`]),
        block: describeTransactions(await world.blockOf(empty.txId), world.describeVersion),
      };
    },
  },
  {
    id: "state-refused-keys",
    title: "Keys that the ledger refuses",
    what: "Empty keys, keys in the composite namespace, and whose words say so.",
    async run(world) {
      return {
        emptyPut: await world.evaluate(ORG1, "put", ["", "value"]),
        emptySubmit: await world.submit(ORG1, "put", ["", "value"]),
        emptyGet: await world.evaluate(ORG1, "get", [""]),
        emptyDelete: await world.submit(ORG1, "delete", [""]),
        nullPut: await world.submit(ORG1, "put", ["\u0000state", "value"]),
        nullGet: await world.evaluate(ORG1, "get", ["\u0000state"]),
        nullRange: await world.evaluate(ORG1, "range", ["\u0000a", "\u0000b"]),
      };
    },
  },
  {
    id: "state-unicode-order",
    title: "Ranges are ordered by the bytes of UTF-8",
    what: "UTF-16 order, JavaScript's own, differs from byte order beyond the basic plane.",
    async run(world) {
      const key = "state-unicode~";
      const names = ["z", "é", "\uffee", "\u{10348}", "A", "~"];
      await putAll(
        world,
        names.map((name) => [key + name, name] as const),
      );
      return { range: await world.evaluate(ORG2, "range", [key, "state-unicode\u007f"], { chaincode: "kv2" }) };
    },
  },
  {
    id: "state-range-bounds",
    title: "A range includes its start and excludes its end",
    what: "Also ranges that are empty, reversed, or open at one side.",
    async run(world) {
      const key = "state-range-bounds-";
      await putAll(
        world,
        ["a", "b", "c", "d"].map((name) => [key + name, name] as const),
      );
      const range = (start: string, end: string): Promise<Observation> =>
        world.evaluate(ORG1, "range", [start, end], { chaincode: "kv2" });
      return {
        middle: await range(`${key}b`, `${key}d`),
        same: await range(`${key}b`, `${key}b`),
        reversed: await range(`${key}d`, `${key}a`),
        none: await range(`${key}x`, `${key}z`),
      };
    },
  },
  {
    id: "state-range-batches",
    title: "A range longer than one batch arrives whole",
    what: "Rows travel to the chaincode in batches of one hundred.",
    async run(world) {
      const key = "state-range-batches-";
      const written = await world.submit(ORG1, "putMany", [key, "230", "x"], { chaincode: "kv2" });
      const wide = await world.submitted(ORG1, "rangeThenPut", [key, `${key}~`, "state-batches-count"], {
        chaincode: "kv2",
      });
      return {
        written,
        read: wide.observation,
        block: describeTransactions(await world.blockOf(wide.txId), world.describeVersion),
        first: await world.submit(ORG1, "firstThenPut", [key, `${key}~`, "state-batches-first"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "state-range-paged",
    title: "Pages of a range, their bookmarks and the last page",
    what: "The bookmark is the next key, empty at the end; the count is that of the page.",
    async run(world) {
      const key = "state-range-paged-";
      await world.submit(ORG1, "putMany", [key, "5", "x"], { chaincode: "kv2" });
      const page = (size: string, bookmark: string): Promise<Observation> =>
        world.evaluate(ORG1, "rangePaged", [key, `${key}~`, size, bookmark], { chaincode: "kv2" });
      return {
        first: await page("2", ""),
        second: await page("2", `${key}0002`),
        last: await page("2", `${key}0004`),
        exact: await page("5", ""),
        wide: await page("50", ""),
        zero: await page("0", ""),
        negative: await page("-1", ""),
        beyond: await page("2", `${key}9`),
        before: await page("2", "state-range"),
      };
    },
  },
  {
    id: "state-paged-then-write",
    title: "A transaction that paged may not write",
    what: "A page cannot be checked again at commit.",
    async run(world) {
      return {
        evaluate: await world.evaluate(ORG1, "rangePagedThenPut", ["state", "statf", "state-paged"], {
          chaincode: "kv2",
        }),
        submit: await world.submit(ORG1, "rangePagedThenPut", ["state", "statf", "state-paged"], { chaincode: "kv2" }),
        readOnly: await world.submit(ORG1, "rangePaged", ["state-paged", "state-pagee", "2", ""], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "state-composite-keys",
    title: "Composite keys lie apart and are found by their beginning",
    what: "An open range does not see them.",
    async run(world) {
      const invoke = { chaincode: "kv2" };
      await world.submit(ORG1, "putComposite", ["state~composite", "1", "GB", "0001"], invoke);
      await world.submit(ORG1, "putComposite", ["state~composite", "2", "GB", "0002"], invoke);
      await world.submit(ORG1, "putComposite", ["state~composite", "3", "GBX", "0003"], invoke);
      return {
        byFirst: await world.evaluate(ORG2, "rangeComposite", ["state~composite", "GB"], invoke),
        all: await world.evaluate(ORG2, "rangeComposite", ["state~composite"], invoke),
        none: await world.evaluate(ORG2, "rangeComposite", ["state~other"], invoke),
        plainRange: await world.evaluate(ORG2, "range", ["state~composite", "state~composite~"], invoke),
      };
    },
  },
  {
    id: "state-rich-query",
    title: "A rich query is refused by a LevelDB state database",
    what: "With the words of the ledger, through the chaincode.",
    run: (world) => world.evaluate(ORG1, "richQuery", ['{"selector":{}}']),
  },
  {
    id: "state-history",
    title: "The history of a key, newest first",
    what: "Values, deletes, transaction ids, and nothing of transactions that were not valid.",
    async run(world) {
      const key = "state-history";
      await world.submit(ORG1, "put", [key, "one"]);
      await world.submit(ORG1, "put", [key, "refused"], { endorsers: [ORG1] });
      await world.submit(ORG2, "delete", [key]);
      await world.submit(ORG3, "put", [key, "two"]);
      const history = async (mspId: string): Promise<Observation> => {
        const answer = (await world.evaluate(mspId, "history", [key])) as { result?: string };
        const versions = JSON.parse(answer.result ?? "[]") as Record<string, string>[];
        return versions.map(({ txId, isDelete, value }) => [txId ?? "", isDelete ?? "", value ?? ""]);
      };
      return {
        org1: await history(ORG1),
        org3: await history(ORG3),
        never: await world.evaluate(ORG1, "history", [`${key}-never`]),
      };
    },
  },
  {
    id: "state-too-large",
    title: "A transaction larger than the ordering service takes",
    what: "Endorsed by the peers, then refused with both sizes.",
    async run(world) {
      const bytes = String(10 * 1024 * 1024);
      const seen = await world.submit(ORG1, "putBig", ["state-too-large", bytes], {
        chaincode: "kv2",
        endorsers: [ORG1],
      });
      return {
        // The certificates in the envelope vary by some bytes.
        seen: mapTexts(seen, (text) => text.replace(/payload is \d+ bytes/, "payload is <size> bytes")),
        after: await world.evaluate(ORG1, "get", ["state-too-large"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "state-large-value",
    title: "A value of one mebibyte",
    what: "Larger than gRPC's and many parsers' defaults.",
    async run(world) {
      const put = await world.submit(ORG1, "putBig", ["state-large", String(1024 * 1024)]);
      const read = (await world.evaluate(ORG2, "get", ["state-large"])) as { result?: string };
      const answer = (await world.evaluate(ORG1, "big", [String(5 * 1024 * 1024)])) as { result?: string };
      return { put, readBytes: read.result?.length ?? -1, answerBytes: answer.result?.length ?? -1 };
    },
  },
];
