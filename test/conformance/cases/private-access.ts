// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { transactionsOf } from "@licet/scripts/wire/block";
import type { Endorsed, InvokeOptions } from "../harness/gateway-actor.js";
import { withoutNodes, type Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, ORGANISATIONS, type World } from "../harness/world.js";

const BOTH: InvokeOptions = { endorsers: [ORG1, ORG2] };
const implicit = (mspId: string): string => `_implicit_org_${mspId}`;

function putPrivate(world: World, args: readonly string[], value: string, options: InvokeOptions = BOTH) {
  return world.submitted(ORG1, "privatePut", args, { ...options, transient: { value } });
}

/** What each organisation's own peer says of a private key. */
async function seenBy(world: World, fn: string, ...args: readonly string[]): Promise<Observation> {
  const seen: Record<string, Observation> = {};
  for (const mspId of ORGANISATIONS) seen[mspId] = await world.evaluate(mspId, fn, args, { endorsers: [mspId] });
  return seen;
}

async function endorsed(world: World, fn: string, args: readonly string[], value = ""): Promise<Endorsed> {
  return world.actor(ORG1).endorse(fn, args, { ...BOTH, transient: { value } });
}

async function inTurn(world: World, ...all: readonly Endorsed[]): Promise<Observation[]> {
  const codes: Observation[] = [];
  for (const one of all) codes.push((await one.submit()).observation);
  await world.settle();
  return codes;
}

/** Who gets at private data, and transactions on it that get in each other's way. */
export const privateAccessCases: readonly ConformanceCase[] = [
  {
    id: "private-foreign-peer",
    title: "A caller who goes to another organisation's peer",
    what: "Org2's user is a client of Org1's peer: an implicit collection does not keep its owner's peer from answering.",
    async run(world) {
      const key = "private-foreign-peer";
      await putPrivate(world, [implicit(ORG1), key], "own", { endorsers: [ORG1, ORG2] });
      await putPrivate(world, ["members12", key], "shared");
      const visitor = world.actor(ORG2, "User1", ORG1);
      const stranger = world.actor(ORG3, "User1", ORG1);
      const at1 = { endorsers: [ORG1] };
      return {
        implicit: await visitor.evaluate("privateGet", [implicit(ORG1), key], at1),
        implicitUnnamed: await visitor.evaluate("privateGet", [implicit(ORG1), key]),
        members: await visitor.evaluate("privateGet", ["members12", key], at1),
        strangerImplicit: await stranger.evaluate("privateGet", [implicit(ORG1), key], at1),
        strangerMembers: await stranger.evaluate("privateGet", ["members12", key], at1),
        strangerHash: await stranger.evaluate("privateHash", ["members12", key], at1),
        peersOwnId: await visitor.evaluate("peerMspId", [], at1),
        written: (
          await visitor.submit("privatePut", [implicit(ORG1), `${key}-2`], {
            transient: { value: "x" },
            endorsers: [ORG1, ORG2],
          })
        ).observation,
      };
    },
  },
  {
    id: "private-foreign-submit",
    title: "A stranger has another organisation's private data endorsed into a block",
    what: "What a chaincode returns from private data lies on the channel, whoever asked.",
    async run(world) {
      const key = "private-foreign-submit";
      await putPrivate(world, [implicit(ORG1), key], "own", { endorsers: [ORG1, ORG2] });
      const visitor = world.actor(ORG3, "User1", ORG1);
      const seen = await visitor.submit("privateGet", [implicit(ORG1), key], { chaincode: "kv", endorsers: [ORG1] });
      if (seen.block !== undefined) await world.committedEverywhere(seen.txId);
      return withoutNodes(seen.observation);
    },
  },
  {
    id: "private-purge-implicit",
    title: "Purging from an implicit collection",
    what: "Its owner can; another organisation cannot, with whatever endorsement.",
    async run(world) {
      const key = "private-purge-implicit";
      await putPrivate(world, [implicit(ORG1), key], "own", { endorsers: [ORG1, ORG2] });
      const purge = (endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG2, "privatePurge", [implicit(ORG1), key], { endorsers });
      const without = await purge([ORG2, ORG3]);
      const still = await seenBy(world, "privateHash", implicit(ORG1), key);
      return {
        without,
        still,
        with: await purge([ORG1, ORG2]),
        gone: await seenBy(world, "privateHash", implicit(ORG1), key),
        value: await world.evaluate(ORG1, "privateGet", [implicit(ORG1), key], { endorsers: [ORG1] }),
      };
    },
  },
  {
    id: "private-purge-and-return",
    title: "A key is purged and written again",
    what: "Only what was there before the purge is gone.",
    async run(world) {
      const key = "private-purge-return";
      await putPrivate(world, ["open12", key], "first");
      await world.submit(ORG1, "privatePurge", ["open12", key], BOTH);
      const again = await putPrivate(world, ["open12", key], "second");
      return {
        again: again.observation,
        value: await seenBy(world, "privateGet", "open12", key),
        hash: await seenBy(world, "privateHash", "open12", key),
      };
    },
  },
  {
    id: "private-live-again",
    title: "A value with a short life is written again before its end",
    what: "Each version lives its own two blocks.",
    async run(world) {
      const key = "private-live-again";
      const steps: Observation[] = [];
      const look = async (): Promise<void> => {
        steps.push(await world.evaluate(ORG1, "privateGet", ["fleeting", key], { endorsers: [ORG1] }));
      };
      await putPrivate(world, ["fleeting", key], "first", { endorsers: ORGANISATIONS });
      await world.submit(ORG1, "put", [`${key}-a`, "x"], { chaincode: "kv2" });
      await putPrivate(world, ["fleeting", key], "second", { endorsers: ORGANISATIONS });
      await look();
      for (const name of ["b", "c", "d", "e"]) {
        await world.submit(ORG1, "put", [`${key}-${name}`, "x"], { chaincode: "kv2" });
        await look();
      }
      return steps;
    },
  },
  {
    id: "private-large",
    title: "A private value of half a mebibyte",
    what: "Handed to the other member whole; only its hash is on the channel.",
    async run(world) {
      const key = "private-large";
      const written = await putPrivate(world, ["members12", key], "x".repeat(512 * 1024));
      const read = (await world.evaluate(ORG2, "privateGet", ["members12", key], { endorsers: [ORG2] })) as {
        readonly result?: string;
      };
      return {
        written: written.observation,
        length: read.result?.length ?? -1,
        hash: await world.evaluate(ORG3, "privateHash", ["members12", key], { endorsers: [ORG3] }),
      };
    },
  },
  {
    id: "private-two-collections",
    title: "One key in two collections and in public",
    what: "Three values that have nothing to do with each other.",
    async run(world) {
      const key = "private-two-collections";
      await putPrivate(world, ["open12", key], "open");
      await putPrivate(world, ["members12", key], "members");
      await world.submit(ORG1, "put", [key, "public"], BOTH);
      await world.submit(ORG1, "privateDelete", ["open12", key], BOTH);
      return {
        open: await seenBy(world, "privateHash", "open12", key),
        members: await seenBy(world, "privateHash", "members12", key),
        public: await seenBy(world, "get", key),
        history: ((await world.evaluate(ORG3, "history", [key])) as { result?: string }).result?.length === 0,
      };
    },
  },
  {
    id: "private-conflict-hash",
    title: "A private value changes under somebody who read its hash",
    what: "The hash is read with a version like any key, also by those who do not hold the value.",
    async run(world) {
      const key = "private-conflict-hash";
      await putPrivate(world, ["open12", key], "0");
      const reader = await endorsed(world, "privateHashThenPut", ["open12", key, `${key}-to`]);
      const writer = await endorsed(world, "privatePut", ["open12", key], "1");
      return inTurn(world, writer, reader);
    },
  },
  {
    id: "private-conflict-purge",
    title: "A private value is purged under somebody who read it",
    what: "As a delete.",
    async run(world) {
      const key = "private-conflict-purge";
      await putPrivate(world, ["open12", key], "0");
      const reader = await endorsed(world, "privateRmw", ["open12", key, "+"]);
      const blind = await endorsed(world, "privatePut", ["open12", key], "2");
      const purge = await endorsed(world, "privatePurge", ["open12", key]);
      const codes = await inTurn(world, purge, reader, blind);
      return { codes, value: await seenBy(world, "privateGet", "open12", key) };
    },
  },
  {
    id: "private-conflict-blind",
    title: "Blind private writes and deletes of one key",
    what: "None reads, so all are valid, and the last one counts.",
    async run(world) {
      const key = "private-conflict-blind";
      const first = await endorsed(world, "privatePut", ["open12", key], "1");
      const second = await endorsed(world, "privateDelete", ["open12", key]);
      const third = await endorsed(world, "privatePut", ["open12", key], "3");
      const codes = await inTurn(world, first, second, third);
      return { codes, value: await seenBy(world, "privateGet", "open12", key) };
    },
  },
  {
    id: "private-hashes-in-block",
    title: "The hashes that a private write leaves in its block",
    what: "Keys and values of every kind give the hashes that anybody can compute.",
    async run(world) {
      const seen: Observation[] = [];
      for (const [key, value] of [
        ["é", "Ω"],
        ["private hash", " "],
        ["private-hash-\u{1f6a2}", "\u0000"],
      ] as const) {
        const written = await putPrivate(world, ["open12", key], value);
        seen.push(transactionsOf(await world.blockOf(written.txId), world.describeVersion).map(({ rwset }) => rwset));
      }
      return seen;
    },
  },
  {
    id: "private-absent-read-write",
    title: "Reading a private key that is not there, and writing it",
    what: "Two at once: the absence that both read is checked.",
    async run(world) {
      const key = "private-absent";
      const first = await endorsed(world, "privateRmw", ["open12", key, "a"]);
      const second = await endorsed(world, "privateRmw", ["open12", key, "b"]);
      const codes = await inTurn(world, first, second);
      return { codes, value: await seenBy(world, "privateGet", "open12", key) };
    },
  },
];
