// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, ORGANISATIONS, type World } from "../harness/world.js";

const BOTH = { endorsers: [ORG1, ORG2] };

function implicit(mspId: string): string {
  return `_implicit_org_${mspId}`;
}

/** Private data reaches the members' peers a moment after the block does. */
const ARRIVAL_MS_MAX = 10_000;

async function whenPresent(world: World, mspId: string, args: readonly string[]): Promise<Observation> {
  const giveUpAt = Date.now() + ARRIVAL_MS_MAX;
  for (;;) {
    const seen = (await world.evaluate(mspId, "privateGet", args)) as { error?: { message?: string } };
    const missing = seen.error?.message?.includes("private data matching public hash version is not available");
    if (missing !== true || Date.now() > giveUpAt) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Puts a value into a collection and returns what was seen. */
function put(world: World, collection: string, key: string, value: string, endorsers: readonly string[]) {
  return world.submitted(ORG1, "privatePut", [collection, key], { transient: { value }, endorsers });
}

/** Asks each organisation's peer, by its own user, for a key: its value and its hash. */
async function everywhere(world: World, collection: string, key: string): Promise<Observation> {
  const seen: Record<string, Observation> = {};
  for (const mspId of ORGANISATIONS) {
    seen[mspId] = [
      await world.evaluate(mspId, "privateGet", [collection, key], { endorsers: [mspId] }),
      await world.evaluate(mspId, "privateHash", [collection, key], { endorsers: [mspId] }),
    ];
  }
  return seen;
}

/** Private data: who holds it, who may read it, what lies on the channel, and when it goes. */
export const privateDataCases: readonly ConformanceCase[] = [
  {
    id: "private-members",
    title: "A collection of two organisations, for members only",
    what: "Members read the value, the third organisation only its hash; the block holds only hashes.",
    async run(world) {
      const key = "private-members";
      const submitted = await put(world, "members12", key, "secret", [ORG1, ORG2]);
      await whenPresent(world, ORG2, ["members12", key]);
      return {
        submit: submitted.observation,
        reads: await everywhere(world, "members12", key),
        strangerAtMember: await world.evaluate(ORG3, "privateGet", ["members12", key], { endorsers: [ORG1] }),
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
  {
    id: "private-non-member-write",
    title: "A stranger writes into a members' collection",
    what: "memberOnlyWrite refuses in simulation, wherever the stranger asks.",
    async run(world) {
      const write = (endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG3, "privatePut", ["members12", "private-stranger"], { transient: { value: "x" }, endorsers });
      return { atOwn: await write([ORG3]), atMember: await write([ORG1]) };
    },
  },
  {
    id: "private-open-collection",
    title: "A collection whose members serve anyone",
    what: "Without memberOnlyRead a stranger who asks a member's peer reads the value.",
    async run(world) {
      const key = "private-open";
      const submitted = await put(world, "open12", key, "shared", [ORG1, ORG2]);
      await whenPresent(world, ORG2, ["open12", key]);
      return {
        submit: submitted.observation,
        atOwn: await world.evaluate(ORG3, "privateGet", ["open12", key], { endorsers: [ORG3] }),
        atMember: await world.evaluate(ORG3, "privateGet", ["open12", key], { endorsers: [ORG2] }),
        write: await world.submit(ORG3, "privatePut", ["open12", `${key}-2`], { transient: { value: "y" }, ...BOTH }),
        written: await whenPresent(world, ORG2, ["open12", `${key}-2`]),
      };
    },
  },
  {
    id: "private-dissemination",
    title: "One member endorses, the other receives",
    what: "The endorsing peer hands the value to the other members of the collection.",
    async run(world) {
      const key = "private-dissemination";
      const write = await world.submit(ORG1, "privatePut", ["members12", key], {
        transient: { value: "handed over" },
        endorsers: [ORG1, ORG3],
      });
      return { write, org2: await whenPresent(world, ORG2, ["members12", key]) };
    },
  },
  {
    id: "private-implicit",
    title: "An organisation's implicit collection",
    what: "Held by one organisation; the hash is everyone's; the words for those who do not hold it.",
    async run(world) {
      const key = "private-implicit";
      const submitted = await put(world, implicit(ORG1), key, "own", [ORG1, ORG2]);
      return {
        submit: submitted.observation,
        reads: await everywhere(world, implicit(ORG1), key),
        strangerAtOwner: await world.evaluate(ORG2, "privateGet", [implicit(ORG1), key], { endorsers: [ORG1] }),
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
  {
    id: "private-implicit-endorsement",
    title: "Writing into an implicit collection needs its organisation",
    what: "Without that endorsement the transaction is invalid, even where any one suffices for the chaincode.",
    async run(world) {
      const write = (chaincode: string, endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG1, "privatePut", [implicit(ORG2), "private-implicit-endorsement"], {
          chaincode,
          endorsers,
          transient: { value: "x" },
        });
      return {
        without: await write("kv", [ORG1, ORG3]),
        with: await write("kv", [ORG1, ORG2]),
        alone: await write("kv", [ORG2]),
        anyWithout: await write("kv2", [ORG1]),
        anyWith: await write("kv2", [ORG2]),
      };
    },
  },
  {
    id: "private-implicit-deletes",
    title: "Deleting from another's implicit collection",
    what: "A delete needs the same endorsement as a write.",
    async run(world) {
      const key = "private-implicit-deletes";
      await put(world, implicit(ORG1), key, "own", [ORG1, ORG2]);
      const remove = (endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG2, "privateDelete", [implicit(ORG1), key], { endorsers });
      return {
        byOthers: await remove([ORG2, ORG3]),
        byOwner: await remove([ORG1, ORG2]),
        after: await everywhere(world, implicit(ORG1), key),
      };
    },
  },
  {
    id: "private-delete-and-purge",
    title: "Deleting leaves nothing to read, purging removes what was",
    what: "The value and its hash after a delete, after a purge, and after a purge of nothing.",
    async run(world) {
      const key = "private-purge";
      await put(world, "members12", key, "one", [ORG1, ORG2]);
      const removed = await world.submitted(ORG1, "privateDelete", ["members12", key], BOTH);
      const afterDelete = await everywhere(world, "members12", key);
      await put(world, "members12", key, "two", [ORG1, ORG2]);
      await whenPresent(world, ORG2, ["members12", key]);
      const purged = await world.submitted(ORG1, "privatePurge", ["members12", key], BOTH);
      return {
        delete: removed.observation,
        afterDelete,
        purge: purged.observation,
        afterPurge: await everywhere(world, "members12", key),
        purgeNothing: await world.submit(ORG1, "privatePurge", ["members12", `${key}-never`], BOTH),
        deleteBlock: describeTransactions(await world.blockOf(removed.txId), world.describeVersion),
        purgeBlock: describeTransactions(await world.blockOf(purged.txId), world.describeVersion),
        again: (await put(world, "members12", key, "three", [ORG1, ORG2])).observation,
        hashAgain: await world.evaluate(ORG3, "privateHash", ["members12", key]),
      };
    },
  },
  {
    id: "private-block-to-live",
    title: "A value that lives for two blocks",
    what: "Present one and two blocks later, gone with its hash after that.",
    async run(world) {
      const key = "private-block-to-live";
      const submitted = await put(world, "fleeting", key, "brief", [ORG1, ORG2]);
      const steps: Observation[] = [submitted.observation];
      for (let block = 0; block < 4; block++) {
        steps.push(await world.evaluate(ORG1, "privateGet", ["fleeting", key], { endorsers: [ORG1] }));
        steps.push(await world.evaluate(ORG3, "privateHash", ["fleeting", key], { endorsers: [ORG3] }));
        await world.submit(ORG1, "put", [`${key}-${block}`, "x"], { chaincode: "kv2" });
      }
      return steps;
    },
  },
  {
    id: "private-values-refused",
    title: "Private writes that are refused",
    what: "An empty value, an empty key, an unknown collection, no collection.",
    async run(world) {
      const write = (collection: string, key: string, value: string): Promise<Observation> =>
        world.evaluate(ORG1, "privatePut", [collection, key], { transient: { value }, endorsers: [ORG1] });
      return {
        emptyValue: await write("members12", "private-refused", ""),
        emptyKey: await write("members12", "", "x"),
        unknown: await write("nosuch", "private-refused", "x"),
        none: await write("", "private-refused", "x"),
        implicitOfNobody: await write(implicit("NoSuchMSP"), "private-refused", "x"),
        readUnknown: await world.evaluate(ORG1, "privateGet", ["nosuch", "x"], { endorsers: [ORG1] }),
        readNobody: await world.evaluate(ORG1, "privateGet", [implicit("NoSuchMSP"), "x"], { endorsers: [ORG1] }),
        hashUnknown: await world.evaluate(ORG1, "privateHash", ["nosuch", "x"], { endorsers: [ORG1] }),
        hashAbsent: await world.evaluate(ORG1, "privateHash", ["members12", "private-absent"], { endorsers: [ORG1] }),
        emptyValueSubmitted: await world.submit(ORG1, "privatePut", ["members12", "private-refused"], {
          transient: { value: "" },
          ...BOTH,
        }),
        nullKey: await write("members12", "\u0000private", "x"),
        noCollectionsAtAll: await world.evaluate(ORG1, "privateGet", ["members12", "x"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "private-read-write",
    title: "Reading private data in a transaction that writes",
    what: "Own private writes are not seen; a read is recorded by its hash and version.",
    async run(world) {
      const key = "private-read-write";
      const created = await world.submitted(ORG1, "privatePutThenGet", ["open12", key], {
        transient: { value: "one" },
        ...BOTH,
      });
      await whenPresent(world, ORG2, ["open12", key]);
      const changed = await world.submitted(ORG1, "privateRmw", ["open12", key, "+two"], BOTH);
      return {
        created: created.observation,
        changed: changed.observation,
        read: await whenPresent(world, ORG2, ["open12", key]),
        block: describeTransactions(await world.blockOf(changed.txId), world.describeVersion),
        hashThenWrite: await world.submit(ORG1, "privateHashThenPut", ["open12", key, "private-read-write-p"], BOTH),
      };
    },
  },
  {
    id: "private-range",
    title: "Private ranges",
    what: "Answered from the private state; a transaction that ran one may not write.",
    async run(world) {
      for (const name of ["a", "b", "c"]) {
        await put(world, "open12", `private-range-${name}`, name, [ORG1, ORG2]);
        await whenPresent(world, ORG2, ["open12", `private-range-${name}`]);
      }
      const bounds = ["open12", "private-range-a", "private-range-c"];
      return {
        member: await world.evaluate(ORG2, "privateRange", bounds, { endorsers: [ORG2] }),
        stranger: await world.evaluate(ORG3, "privateRange", bounds, { endorsers: [ORG3] }),
        readOnly: await world.submit(ORG1, "privateRange", bounds, BOTH),
        thenWrite: await world.submit(ORG1, "privateRangeThenPut", [...bounds, "private-range"], BOTH),
      };
    },
  },
  {
    id: "private-conflict",
    title: "Two transactions that read one private key",
    what: "The second is invalid: the version of the hash is checked at commit.",
    async run(world) {
      const key = "private-conflict";
      await put(world, "open12", key, "zero", [ORG1, ORG2]);
      await whenPresent(world, ORG2, ["open12", key]);
      const actor = world.actor(ORG1);
      const first = await actor.endorse("privateRmw", ["open12", key, "+a"], BOTH);
      const second = await actor.endorse("privateRmw", ["open12", key, "+b"], BOTH);
      const codes = [(await first.submit()).observation, (await second.submit()).observation];
      await world.settle();
      return { codes, value: await whenPresent(world, ORG1, ["open12", key]) };
    },
  },
  {
    id: "private-collection-policy",
    title: "A collection with an endorsement policy of its own",
    what: "It takes the place of the chaincode's policy for keys of the collection.",
    async run(world) {
      const write = (endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG1, "privatePut", ["endorsed3", "private-policy"], { transient: { value: "x" }, endorsers });
      return {
        byOne: await write([ORG1]),
        byTwo: await write([ORG1, ORG2]),
        byThree: await write([ORG3]),
        publicToo: await world.submit(ORG1, "privatePutAndPut", ["endorsed3", "private-policy-2"], {
          transient: { value: "x" },
          endorsers: [ORG3],
        }),
      };
    },
  },
  {
    id: "private-key-policy",
    title: "A key of a collection with an endorsement policy",
    what: "Key-level policies hold for private keys by their hash.",
    async run(world) {
      const key = "private-key-policy";
      await put(world, "open12", key, "one", [ORG1, ORG2]);
      await whenPresent(world, ORG2, ["open12", key]);
      const set = await world.submitted(ORG1, "privateSetPolicy", ["open12", key, "PEER", ORG2], BOTH);
      const write = (endorsers: readonly string[]): Promise<Observation> =>
        world.submit(ORG1, "privatePut", ["open12", key], { transient: { value: "two" }, endorsers });
      return {
        set: set.observation,
        policy: await world.evaluate(ORG1, "privateGetPolicy", ["open12", key], { endorsers: [ORG1] }),
        byOthers: await write([ORG1, ORG3]),
        byNamed: await write([ORG2]),
        block: describeTransactions(await world.blockOf(set.txId), world.describeVersion),
      };
    },
  },
  {
    id: "private-planned",
    title: "Private writes that the gateway plans by itself",
    what: "Transient data goes only to organisations that may see it.",
    async run(world) {
      const transient = { value: "planned" };
      return {
        implicitOwn: await world.submit(ORG1, "privatePut", [implicit(ORG1), "private-planned"], {
          chaincode: "kv2",
          transient,
        }),
        implicitOther: await world.submit(ORG1, "privatePut", [implicit(ORG2), "private-planned"], {
          chaincode: "kv2",
          transient,
        }),
        members: await world.submit(ORG1, "privatePut", ["members12", "private-planned"], { transient }),
      };
    },
  },
];
