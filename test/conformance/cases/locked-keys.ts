// SPDX-License-Identifier: Apache-2.0
import { describeTransactions } from "@licet/scripts/wire/block";
import type { ConformanceCase } from "../harness/case.js";
import { discovered, endorsersQuery, type PlannedCall } from "../harness/discovery.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { LOCK, someOf } from "../harness/policy-bytes.js";
import { endorsedCall, together } from "../harness/together.js";
import { ORG1, ORG2, ORG3, ORGANISATIONS, type World } from "../harness/world.js";

const OWN = "_implicit_org_Org1MSP";
const ALL = { endorsers: ORGANISATIONS };

/** Every way to touch a public key, each endorsed by everybody. */
async function touched(world: World, key: string): Promise<Observation> {
  return {
    write: await world.submit(ORG1, "put", [key, "two"], ALL),
    delete: await world.submit(ORG1, "delete", [key], ALL),
    policy: await world.submit(ORG1, "setPolicy", [key, "PEER", ORG1], ALL),
    clear: await world.submit(ORG1, "clearPolicy", [key], ALL),
    lockAgain: await world.submit(ORG1, "setPolicyBytes", [key, LOCK], ALL),
    both: await world.submit(ORG1, "putWithPolicy", [key, "two", "PEER", ORG1], ALL),
    value: await world.evaluate(ORG2, "get", [key]),
    lock: await world.evaluate(ORG3, "getPolicyBytes", [key]),
  };
}

/** Every way to touch a private key, each endorsed by everybody. */
async function touchedPrivately(world: World, collection: string, key: string): Promise<Observation> {
  const transient = { value: "two" };
  return {
    write: await world.submit(ORG1, "privatePut", [collection, key], { ...ALL, transient }),
    delete: await world.submit(ORG1, "privateDelete", [collection, key], ALL),
    purge: await world.submit(ORG1, "privatePurge", [collection, key], ALL),
    policy: await world.submit(ORG1, "privateSetPolicy", [collection, key, "PEER", ORG1], ALL),
    both: await world.submit(ORG1, "privatePutWithPolicyBytes", [collection, key, LOCK], { ...ALL, transient }),
    byOwner: await world.submit(ORG1, "privatePut", [collection, key], { endorsers: [ORG1], transient }),
    hash: await world.evaluate(ORG2, "privateHash", [collection, key], { endorsers: [ORG2] }),
    lock: await world.evaluate(ORG1, "privateGetPolicyBytes", [collection, key], { endorsers: [ORG1] }),
  };
}

function plannedFor(world: World, call: Partial<PlannedCall>): Promise<Observation> {
  return discovered(world, [endorsersQuery(world.channel, { name: "kv", ...call })]);
}

/** Keys that nobody can change any more: their policy cannot be met. */
export const lockedKeyCases: readonly ConformanceCase[] = [
  {
    id: "locked-key",
    title: "A key under a policy that nobody can meet",
    what: "Written and locked in one transaction; every later write, delete or change of policy is refused, whoever endorses.",
    async run(world) {
      const key = "locked-key";
      const created = await world.submitted(ORG1, "putWithPolicyBytes", [key, "one", LOCK], {
        endorsers: [ORG1, ORG2],
      });
      return {
        created: created.observation,
        ...((await touched(world, key)) as object),
        block: describeTransactions(await world.blockOf(created.txId), world.describeVersion),
      };
    },
  },
  {
    id: "locked-key-later",
    title: "A key is locked after it was written",
    what: "As when both are done at once; a lock without a write of an absent key keeps nothing.",
    async run(world) {
      const key = "locked-key-later";
      await world.submit(ORG1, "put", [key, "one"], { endorsers: [ORG1, ORG2] });
      const lock = await world.submit(ORG1, "setPolicyBytes", [key, LOCK], { endorsers: [ORG1, ORG2] });
      const absent = `${key}-absent`;
      return {
        lock,
        ...((await touched(world, key)) as object),
        lockAbsent: await world.submit(ORG1, "setPolicyBytes", [absent, LOCK], { endorsers: [ORG1, ORG2] }),
        absentPolicy: await world.evaluate(ORG1, "getPolicyBytes", [absent]),
        thenWritten: await world.submit(ORG1, "put", [absent, "one"], { endorsers: [ORG1, ORG2] }),
      };
    },
  },
  {
    id: "locked-key-private",
    title: "A private key under a policy that nobody can meet",
    what: "Held by its hash; the collection's owner cannot change it either, and no purge removes it.",
    async run(world) {
      const key = "locked-key-private";
      const created = await world.submitted(ORG1, "privatePutWithPolicyBytes", [OWN, key, LOCK], {
        chaincode: "kv",
        endorsers: [ORG1],
        transient: { value: "one" },
      });
      return {
        created: created.observation,
        ...((await touchedPrivately(world, OWN, key)) as object),
        value: await world.evaluate(ORG1, "privateGet", [OWN, key], { endorsers: [ORG1] }),
        block: describeTransactions(await world.blockOf(created.txId), world.describeVersion),
      };
    },
  },
  {
    id: "locked-key-members",
    title: "A locked key of a collection with several members",
    what: "Nobody of them can write it again.",
    async run(world) {
      const key = "locked-key-members";
      const created = await world.submitted(ORG1, "privatePutWithPolicyBytes", ["open12", key, LOCK], {
        endorsers: [ORG1, ORG2],
        transient: { value: "one" },
      });
      return { created: created.observation, ...((await touchedPrivately(world, "open12", key)) as object) };
    },
  },
  {
    id: "locked-key-planned",
    title: "Nobody can be planned to endorse a write of a locked key",
    what: "The gateway says so instead of collecting endorsements in vain.",
    async run(world) {
      const key = "locked-key-planned";
      await world.submit(ORG1, "putWithPolicyBytes", [key, "one", LOCK], { endorsers: [ORG1, ORG2] });
      await world.submit(ORG1, "privatePutWithPolicyBytes", [OWN, key, LOCK], {
        endorsers: [ORG1, ORG2],
        transient: { value: "one" },
      });
      return {
        public: await world.submit(ORG1, "put", [key, "two"]),
        private: await world.submit(ORG1, "privatePut", [OWN, key], { transient: { value: "two" } }),
        beside: await world.submit(ORG1, "copy", [`${key}-absent`, key]),
        read: await world.submit(ORG1, "copy", [key, `${key}-copy`]),
        discovery: await plannedFor(world, { keyPolicies: [LOCK], disregardOwn: true }),
        discoveryBoth: await plannedFor(world, { keyPolicies: [LOCK] }),
        discoveryOfTwo: await plannedFor(world, { keyPolicies: [someOf(2, [ORG1, ORG2]), LOCK] }),
      };
    },
  },
  {
    id: "locked-key-together",
    title: "A key is locked, and written again in the same block",
    what: "A write before the lock counts, one behind it does not, and neither disturbs what follows.",
    async run(world) {
      const [key, own] = ["locked-key-together", "locked-key-together-p"];
      const transient = { value: "x" };
      const before = await endorsedCall(world, ["put", key, "0"]);
      const lock = await endorsedCall(world, ["putWithPolicyBytes", key, "1", LOCK]);
      const behind = await endorsedCall(world, ["put", key, "2"]);
      const again = await endorsedCall(world, ["setPolicyBytes", key, LOCK]);
      const privately = await endorsedCall(world, ["privatePutWithPolicyBytes", OWN, own, LOCK], [ORG1], { transient });
      const privatelyBehind = await endorsedCall(world, ["privatePut", OWN, own], [ORG1], { transient });
      const free = await endorsedCall(world, ["put", `${key}-free`, "x"]);
      return {
        codes: await together(world, [before, lock, behind, again, privately, privatelyBehind, free]),
        later: await together(world, [
          await endorsedCall(world, ["put", key, "3"]),
          await endorsedCall(world, ["delete", key]),
          await endorsedCall(world, ["privateDelete", OWN, own]),
          await endorsedCall(world, ["put", `${key}-free`, "y"]),
        ]),
        value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }),
        lock: await world.evaluate(ORG2, "getPolicyBytes", [key], { chaincode: "kv2" }),
        free: await world.evaluate(ORG2, "get", [`${key}-free`], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "locked-key-after-delete",
    title: "A key is deleted by others right before it is written and locked",
    what: "Both are valid. To lock it without writing it is left out: that would end every peer.",
    async run(world) {
      const [key, own] = ["locked-key-after-delete", "locked-key-after-delete-p"];
      const transient = { value: "x" };
      await world.submit(ORG1, "put", [key, "0"], { chaincode: "kv2", endorsers: [ORG1] });
      await world.submit(ORG1, "privatePut", [OWN, own], { chaincode: "kv2", endorsers: [ORG1], transient });
      const remove = await endorsedCall(world, ["delete", key]);
      const lock = await endorsedCall(world, ["putWithPolicyBytes", key, "1", LOCK]);
      const purge = await endorsedCall(world, ["privatePurge", OWN, own]);
      const lockOwn = await endorsedCall(world, ["privatePutWithPolicyBytes", OWN, own, LOCK], [ORG1], { transient });
      return {
        codes: await together(world, [remove, lock, purge, lockOwn]),
        value: await world.evaluate(ORG2, "get", [key], { chaincode: "kv2" }),
        lock: await world.evaluate(ORG2, "getPolicyBytes", [key], { chaincode: "kv2" }),
        own: await world.evaluate(ORG1, "privateGet", [OWN, own], { chaincode: "kv2", endorsers: [ORG1] }),
        ownLock: await world.evaluate(ORG2, "privateGetPolicyBytes", [OWN, own], {
          chaincode: "kv2",
          endorsers: [ORG2],
        }),
      };
    },
  },
];
