// SPDX-License-Identifier: Apache-2.0
import { describeTransactions, transactionsOf } from "@licet/scripts/wire/block";
import type { ConformanceCase } from "../harness/case.js";
import type { InvokeOptions } from "../harness/gateway-actor.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { someOf } from "../harness/policy-bytes.js";
import { endorsedCall, together } from "../harness/together.js";
import { ORG1, ORG2, ORG3, ORGANISATIONS, type World } from "../harness/world.js";

/**
 * The collection of the first organisation, whose peer endorses every valid write of it: a real peer that holds a
 * collection waits a minute for data that no other holder has.
 */
const OWN = "_implicit_org_Org1MSP";
const BY_SECOND = someOf(1, [ORG2]);
const BY_MAJORITY = someOf(2, ORGANISATIONS);

function by(...endorsers: string[]): InvokeOptions {
  return { endorsers };
}

/** Writes a key of a collection together with its policy. */
function create(world: World, key: string, policy: string, options = by(ORG1), collection = OWN) {
  const transient = { value: "one" };
  return world.submitted(ORG1, "privatePutWithPolicyBytes", [collection, key, policy], { ...options, transient });
}

function write(world: World, key: string, value: string, ...endorsers: string[]): Promise<Observation> {
  return world.submit(ORG1, "privatePut", [OWN, key], { ...by(...endorsers), transient: { value } });
}

/** What each organisation's own peer says of a key's policy. */
async function policyEverywhere(world: World, collection: string, key: string): Promise<Observation> {
  const seen: Record<string, Observation> = {};
  for (const mspId of ORGANISATIONS) {
    seen[mspId] = await world.evaluate(mspId, "privateGetPolicyBytes", [collection, key], by(mspId));
  }
  return seen;
}

/** Endorsement policies of private keys. */
export const privatePolicyCases: readonly ConformanceCase[] = [
  {
    id: "private-policy-implicit",
    title: "A key of an implicit collection with a policy of its own",
    what: "Its creation needs the owner alone; from then on the key's policy stands in the place of the collection's.",
    async run(world) {
      const key = "private-policy-implicit";
      const created = await create(world, key, BY_SECOND);
      const steps = {
        created: created.observation,
        policy: await policyEverywhere(world, OWN, key),
        value: await world.evaluate(ORG1, "privateGet", [OWN, key], by(ORG1)),
        byOwner: await write(world, key, "two", ORG1),
        byOwnerAndThird: await write(world, key, "two", ORG1, ORG3),
        deleteByOwner: await world.submit(ORG1, "privateDelete", [OWN, key], by(ORG1)),
        purgeByOwner: await world.submit(ORG1, "privatePurge", [OWN, key], by(ORG1)),
        policyByOwner: await world.submit(ORG1, "privateSetPolicy", [OWN, key, "PEER", ORG1], by(ORG1)),
        byBoth: await write(world, key, "three", ORG1, ORG2),
        replaced: await world.submit(ORG1, "privateSetPolicyBytes", [OWN, key, BY_MAJORITY], by(ORG1, ORG2)),
        thenOwner: await write(world, key, "four", ORG1),
        thenMajority: await write(world, key, "five", ORG1, ORG3),
      };
      return {
        ...steps,
        last: await world.evaluate(ORG1, "privateGet", [OWN, key], by(ORG1)),
        block: describeTransactions(await world.blockOf(created.txId), world.describeVersion),
      };
    },
  },
  {
    id: "private-policy-creation",
    title: "Creating a private key and its policy needs the collection's policy only",
    what: "Not the one that the key is given, and not somebody else's endorsement.",
    async run(world) {
      const key = "private-policy-creation";
      return {
        byNamed: (await create(world, key, BY_SECOND, by(ORG2))).observation,
        byOthers: (await create(world, key, BY_SECOND, by(ORG2, ORG3))).observation,
        stillAbsent: await policyEverywhere(world, OWN, key),
        byOwner: (await create(world, key, BY_SECOND, by(ORG1))).observation,
        otherPolicy: (await create(world, `${key}-3`, BY_SECOND, by(ORG3), "endorsed3")).observation,
        otherByMajority: (await create(world, `${key}-4`, BY_SECOND, by(ORG1, ORG2), "endorsed3")).observation,
      };
    },
  },
  {
    id: "private-policy-elsewhere",
    title: "A private key's policy is read in a transaction at peers that do not hold the collection",
    what: "By the key's hash: the read has its version, and a change of the policy is a conflict.",
    async run(world) {
      const key = "private-policy-elsewhere";
      await create(world, key, BY_SECOND);
      const read = await world.submitted(ORG2, "privateCopyProof", [OWN, key, `${key}-to`], by(ORG2, ORG3));
      const absent = await world.submitted(ORG2, "privateCopyProof", [OWN, `${key}-no`, `${key}-to`], by(ORG2, ORG3));
      const policyOnly = await world.submitted(ORG2, "privateCopyPolicy", [OWN, key, `${key}-to`], by(ORG2, ORG3));
      const late = await world.actor(ORG3).endorse("privateCopyPolicy", [OWN, key, `${key}-to`], by(ORG2, ORG3));
      const change = await world.submit(ORG1, "privateSetPolicyBytes", [OWN, key, BY_MAJORITY], by(ORG1, ORG2));
      const rwsets: Observation[] = [];
      for (const { txId } of [read, absent, policyOnly]) {
        rwsets.push(transactionsOf(await world.blockOf(txId), world.describeVersion).map(({ rwset }) => rwset));
      }
      return {
        results: [read, absent, policyOnly].map(({ observation }) => observation),
        planned: await world.submit(ORG2, "privateCopyProof", [OWN, key, `${key}-to`]),
        change,
        late: (await late.submit()).observation,
        rwsets,
      };
    },
  },
  {
    id: "private-policy-value-kept",
    title: "A private key is given a policy after it was written",
    what: "Members still read the value, its hash stays, and its version moves.",
    async run(world) {
      const key = "private-policy-value-kept";
      await world.submit(ORG1, "privatePut", ["open12", key], { ...by(ORG1, ORG2), transient: { value: "kept" } });
      const reader = await world.actor(ORG1).endorse("privateHashThenPut", ["open12", key, key], by(ORG1, ORG2));
      const set = await world.submit(ORG1, "privateSetPolicyBytes", ["open12", key, BY_SECOND], by(ORG1, ORG2));
      return {
        set,
        reader: (await reader.submit()).observation,
        at1: await world.evaluate(ORG1, "privateGet", ["open12", key], by(ORG1)),
        at2: await world.evaluate(ORG2, "privateGet", ["open12", key], by(ORG2)),
        hash: await world.evaluate(ORG3, "privateHash", ["open12", key], by(ORG3)),
        changed: await world.submit(ORG1, "privateRmw", ["open12", key, "+"], by(ORG2)),
        by1: await world.submit(ORG1, "privateRmw", ["open12", key, "+"], by(ORG1)),
        policy: await policyEverywhere(world, "open12", key),
      };
    },
  },
  {
    id: "private-policy-members",
    title: "Policies of keys in a collection for members only",
    what: "A stranger reads and sets them as little as the values.",
    async run(world) {
      const key = "private-policy-members";
      await create(world, key, BY_SECOND, by(ORG1, ORG2), "members12");
      const read = (at: string): Promise<Observation> =>
        world.evaluate(ORG3, "privateGetPolicyBytes", ["members12", key], by(at));
      return {
        atOwn: await read(ORG3),
        atMember: await read(ORG1),
        set: await world.submit(ORG3, "privateSetPolicyBytes", ["members12", key, BY_MAJORITY], by(ORG2)),
        everywhere: await policyEverywhere(world, "members12", key),
        unknown: await world.evaluate(ORG1, "privateGetPolicyBytes", ["nosuch", key], by(ORG1)),
        setUnknown: await world.evaluate(ORG1, "privateSetPolicyBytes", ["nosuch", key, BY_SECOND], by(ORG1)),
        emptyKey: await world.evaluate(ORG1, "privateSetPolicyBytes", ["open12", "", BY_SECOND], by(ORG1)),
      };
    },
  },
  {
    id: "private-policy-absent",
    title: "A policy for a private key that does not exist",
    what: "Nothing is kept of it, and it does not hold for who writes the key later.",
    async run(world) {
      const key = "private-policy-absent";
      const set = await world.submitted(ORG1, "privateSetPolicyBytes", [OWN, key, BY_SECOND], by(ORG1));
      return {
        set: set.observation,
        policy: await policyEverywhere(world, OWN, key),
        byOwner: await write(world, key, "one", ORG1),
        block: describeTransactions(await world.blockOf(set.txId), world.describeVersion),
      };
    },
  },
  {
    id: "private-policy-end",
    title: "A private key's policy ends with the key",
    what: "Deleted, purged, or cleared by whom the policy names: then the collection's policy holds again.",
    async run(world) {
      const key = "private-policy-end";
      const ended: Record<string, Observation> = {};
      for (const fn of ["privateDelete", "privatePurge", "privateSetPolicyBytes"]) {
        const one = `${key}-${fn}`;
        await create(world, one, BY_SECOND);
        const args = fn === "privateSetPolicyBytes" ? [OWN, one, ""] : [OWN, one];
        ended[fn] = {
          byOwner: await world.submit(ORG1, fn, args, by(ORG1)),
          end: await world.submit(ORG1, fn, args, by(ORG1, ORG2)),
          policy: await policyEverywhere(world, OWN, one),
          byNamed: await write(world, one, "two", ORG2),
          again: await write(world, one, "three", ORG1),
        };
      }
      return ended;
    },
  },
  {
    id: "private-policy-planned",
    title: "The gateway plans for a private key's policy",
    what: "And sends transient data only to those who may see it.",
    async run(world) {
      const key = "private-policy-planned";
      await create(world, key, BY_SECOND);
      await create(world, `${key}-3`, someOf(1, [ORG3]), by(ORG1, ORG2), "open12");
      const transient = { value: "two" };
      return {
        delete: await world.submit(ORG1, "privateDelete", [OWN, key]),
        write: await world.submit(ORG1, "privatePut", [OWN, key], { transient }),
        policyOfOther: await world.submit(ORG1, "privateSetPolicyBytes", ["open12", `${key}-3`, BY_MAJORITY]),
        writeOfOther: await world.submit(ORG1, "privatePut", ["open12", `${key}-3`], { transient }),
      };
    },
  },
  {
    id: "private-policy-together",
    title: "A private key, its policy and further writes in one block",
    what: "Who writes behind a valid change of policy is refused, whoever endorses; a refused change disturbs nobody.",
    async run(world) {
      const [key, other] = ["private-policy-together", "private-policy-together-2"];
      const transient = { value: "x" };
      const call = (args: readonly string[], ...endorsers: string[]) =>
        endorsedCall(world, args, endorsers, { transient });
      await create(world, other, BY_SECOND, { chaincode: "kv2", endorsers: [ORG1] });
      const first = [
        await call(["privatePutWithPolicyBytes", OWN, key, BY_SECOND], ORG1),
        await call(["privatePut", OWN, key], ORG1),
        await call(["privatePut", OWN, key], ORG1, ORG2),
        await call(["privateSetPolicyBytes", OWN, other, BY_MAJORITY], ORG1),
        await call(["privatePut", OWN, other], ORG1, ORG2),
        await call(["privatePutAndPut", OWN, `${key}-free`], ORG1),
      ];
      const later = [await call(["privatePut", OWN, key], ORG1), await call(["privatePurge", OWN, key], ORG1, ORG2)];
      return { first: await together(world, first), later: await together(world, later) };
    },
  },
  {
    id: "private-policy-fleeting",
    title: "The policy of a private key that lives for two blocks",
    what: "It goes with the key.",
    async run(world) {
      const key = "private-policy-fleeting";
      const created = await create(world, key, BY_SECOND, by(ORG1, ORG3), "fleeting");
      const steps: Observation[] = [created.observation];
      for (let block = 0; block < 4; block++) {
        steps.push(await policyEverywhere(world, "fleeting", key));
        await world.submit(ORG1, "put", [`${key}-${block}`, "x"], { chaincode: "kv2" });
      }
      const again = { ...by(ORG1, ORG3), transient: { value: "two" } };
      return { steps, again: await world.submit(ORG1, "privatePut", ["fleeting", key], again) };
    },
  },
];
