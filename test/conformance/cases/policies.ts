// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

function by(...endorsers: string[]): { endorsers: string[] } {
  return { endorsers };
}

async function locked(world: World, key: string, ...organisations: string[]): Promise<Observation> {
  await world.submit(ORG1, "put", [key, "one"], by(ORG1, ORG2));
  return world.submit(ORG1, "setPolicy", [key, "PEER", ...organisations], by(ORG1, ORG2));
}

/** Endorsement policies: of the chaincode and of a key. */
export const policyCases: readonly ConformanceCase[] = [
  {
    id: "policy-majority",
    title: "A chaincode that needs a majority",
    what: "One of three organisations is too few; two or three suffice, whoever they are.",
    async run(world) {
      const key = "policy-majority";
      const submitted = await world.submitted(ORG1, "put", [key, "one"], by(ORG1));
      return {
        one: submitted.observation,
        value: await world.evaluate(ORG1, "get", [key]),
        others: await world.submit(ORG1, "put", [key, "two"], by(ORG2, ORG3)),
        three: await world.submit(ORG1, "put", [key, "three"], by(ORG1, ORG2, ORG3)),
        invalidInBlock: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
  {
    id: "policy-any",
    title: "A chaincode where any organisation suffices",
    what: "Also one that the submitter does not belong to.",
    async run(world) {
      const put = (endorser: string): Promise<Observation> =>
        world.submit(ORG1, "put", ["policy-any", endorser], { chaincode: "kv2", ...by(endorser) });
      return [await put(ORG1), await put(ORG2), await put(ORG3)];
    },
  },
  {
    id: "policy-key",
    title: "A key with an endorsement policy of its own",
    what: "It takes the place of the chaincode's policy: a majority without the named one is refused, the named one alone suffices.",
    async run(world) {
      const key = "policy-key";
      const set = await locked(world, key, ORG3);
      return {
        set,
        policy: await world.evaluate(ORG2, "getPolicy", [key]),
        majority: await world.submit(ORG1, "put", [key, "two"], by(ORG1, ORG2)),
        named: await world.submit(ORG1, "put", [key, "three"], by(ORG3)),
        delete: await world.submit(ORG1, "delete", [key], by(ORG1, ORG2)),
        value: await world.evaluate(ORG1, "get", [key]),
      };
    },
  },
  {
    id: "policy-key-of-two",
    title: "A key that needs two named organisations",
    what: "All of them, and nobody else will do.",
    async run(world) {
      const key = "policy-key-of-two";
      await locked(world, key, ORG2, ORG3);
      return {
        one: await world.submit(ORG1, "put", [key, "a"], by(ORG2)),
        wrong: await world.submit(ORG1, "put", [key, "b"], by(ORG1, ORG2)),
        both: await world.submit(ORG1, "put", [key, "c"], by(ORG2, ORG3)),
      };
    },
  },
  {
    id: "policy-key-planned",
    title: "The gateway plans for a key's policy",
    what: "It learns from the first endorsement whose endorsement the key needs.",
    async run(world) {
      const key = "policy-key-planned";
      await locked(world, key, ORG2, ORG3);
      const submitted = await world.submitted(ORG1, "put", [key, "two"]);
      return {
        submit: submitted.observation,
        value: await world.evaluate(ORG1, "get", [key]),
      };
    },
  },
  {
    id: "policy-key-change",
    title: "Changing and clearing a key's policy",
    what: "A change needs the endorsement that the old policy asks for; cleared, the chaincode's policy holds again.",
    async run(world) {
      const key = "policy-key-change";
      await locked(world, key, ORG3);
      const steps = {
        seize: await world.submit(ORG1, "setPolicy", [key, "PEER", ORG1], by(ORG1, ORG2)),
        hand: await world.submit(ORG1, "setPolicy", [key, "PEER", ORG1], by(ORG3)),
        byNew: await world.submit(ORG1, "put", [key, "new"], by(ORG1)),
        clear: await world.submit(ORG1, "clearPolicy", [key], by(ORG1)),
      };
      return {
        ...steps,
        policy: await world.evaluate(ORG1, "getPolicy", [key]),
        alone: await world.submit(ORG1, "put", [key, "x"], by(ORG1)),
        majority: await world.submit(ORG1, "put", [key, "y"], by(ORG1, ORG2)),
      };
    },
  },
  {
    id: "policy-key-delete",
    title: "Deleting a key deletes its policy",
    what: "A key written anew is under the chaincode's policy.",
    async run(world) {
      const key = "policy-key-delete";
      await locked(world, key, ORG3);
      const steps = { delete: await world.submit(ORG1, "delete", [key], by(ORG3)) };
      return {
        ...steps,
        policy: await world.evaluate(ORG1, "getPolicy", [key]),
        alone: await world.submit(ORG1, "put", [key, "x"], by(ORG3)),
        majority: await world.submit(ORG1, "put", [key, "x"], by(ORG1, ORG2)),
      };
    },
  },
  {
    id: "policy-key-absent",
    title: "A policy for a key that does not exist",
    what: "Nothing is kept; with a write in the same transaction it is.",
    async run(world) {
      const key = "policy-key-absent";
      const alone = await world.submitted(ORG1, "setPolicy", [key, "PEER", ORG3], by(ORG1, ORG2));
      const policy = await world.evaluate(ORG1, "getPolicy", [key]);
      const together = await world.submitted(ORG1, "putWithPolicy", [key, "one", "PEER", ORG3], by(ORG1, ORG2));
      return {
        alone: alone.observation,
        policy,
        put: await world.submit(ORG1, "put", [`${key}-2`, "one"], by(ORG1, ORG2)),
        together: together.observation,
        policyTogether: await world.evaluate(ORG1, "getPolicy", [key]),
        majority: await world.submit(ORG1, "put", [key, "two"], by(ORG1, ORG2)),
        block: describeTransactions(await world.blockOf(together.txId), world.describeVersion),
      };
    },
  },
  {
    id: "policy-key-value-unaffected",
    title: "Setting a policy leaves the value, and conflicts with a reader",
    what: "The key's version moves with its metadata.",
    async run(world) {
      const key = "policy-key-value";
      await world.submit(ORG1, "put", [key, "kept"], by(ORG1, ORG2));
      const reader = await world.actor(ORG1).endorse("copy", [key, `${key}-copy`], by(ORG1, ORG2));
      await world.submit(ORG1, "setPolicy", [key, "MEMBER", ORG1, ORG2], by(ORG1, ORG2));
      return {
        reader: (await reader.submit()).observation,
        value: await world.evaluate(ORG1, "get", [key]),
        history: (
          JSON.parse(
            ((await world.evaluate(ORG1, "history", [key])) as { result?: string }).result ?? "[]",
          ) as unknown[]
        ).length,
      };
    },
  },
  {
    id: "policy-mixed-keys",
    title: "One transaction, a locked key and a free one",
    what: "The free key falls under the chaincode's policy, the locked one under its own; both must be met.",
    async run(world) {
      const key = "policy-mixed-b0000";
      await locked(world, key, ORG3);
      const write = (...endorsers: string[]): Promise<Observation> =>
        world.submit(ORG1, "putMany", ["policy-mixed-b", "2", "x"], by(...endorsers));
      return { lockedOnly: await write(ORG3), freeOnly: await write(ORG1, ORG2), both: await write(ORG1, ORG3) };
    },
  },
  {
    id: "policy-called-chaincode",
    title: "A chaincode calls another",
    what: "Each namespace written is under its own chaincode's policy; one only read is not.",
    async run(world) {
      const call = (args: readonly string[], ...endorsers: string[]): Promise<Observation> =>
        world.submit(ORG1, "call", args, { chaincode: "kv2", ...by(...endorsers) });
      const submitted = await world.submitted(ORG1, "call", ["kv", "", "put", "policy-called", "x"], {
        chaincode: "kv2",
        ...by(ORG1, ORG2),
      });
      return {
        writesOther: submitted.observation,
        writesOtherByOne: await call(["kv", "", "put", "policy-called", "y"], ORG1),
        readsOther: await call(["kv", "", "get", "policy-called"], ORG1),
        itself: await call(["kv2", "", "put", "policy-called-self", "x"], ORG1),
        unknown: await call(["nosuch", "", "get", "x"], ORG1),
        error: await call(["kv", "", "error", "from the other"], ORG1),
        status404: await call(["kv", "", "respond", "404", "absent", "p"], ORG1),
        otherChannel: await call(["kv", "nosuchchannel", "get", "x"], ORG1),
        namedChannel: await call(["kv", world.channel, "get", "policy-called"], ORG1),
        system: await call(["qscc", "", "GetChainInfo", "nosuchchannel"], ORG1),
        planned: await world.submit(ORG1, "call", ["kv", "", "put", "policy-called", "z"], { chaincode: "kv2" }),
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
];
