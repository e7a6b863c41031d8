// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import type { Endorsed, InvokeOptions } from "../harness/gateway-actor.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { Random } from "../harness/random.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

/** Transactions of one history. */
const STEPS = 40;
/** Most transactions that are endorsed and wait to be submitted. */
const WAITING_MAX = 4;

const ENDORSERS = [[ORG1], [ORG2], [ORG3], [ORG1, ORG2], [ORG1, ORG3], [ORG2, ORG3], [ORG1, ORG2, ORG3]];
/** Those that hold the collections of the histories, so that none waits for private data to arrive. */
const MEMBERS = [
  [ORG1, ORG2],
  [ORG1, ORG2, ORG3],
];
const OWNERS = [[ORG1], [ORG1, ORG2], [ORG1, ORG3]];
const OWN_COLLECTION = "_implicit_org_Org1MSP";

interface Step {
  readonly fn: string;
  readonly args: readonly string[];
  readonly options: InvokeOptions;
}

/** One random call on a few keys that begin with `prefix`. */
function randomStep(random: Random, prefix: string): Step {
  const key = (): string => prefix + random.pick(["a", "b", "c", "d"]);
  const chaincode = random.pick(["kv", "kv2"]);
  const value = `v${random.below(100)}`;
  const shared = { chaincode: "kv", endorsers: random.pick(MEMBERS), transient: { value } };
  const own = { chaincode, endorsers: random.pick(OWNERS), transient: { value } };
  const anywhere = { chaincode, endorsers: random.pick(ENDORSERS) };
  const organisation = random.pick([ORG1, ORG2, ORG3]);
  const step = (fn: string, args: readonly string[], options: InvokeOptions = anywhere): Step => ({
    fn,
    args,
    options,
  });
  return random.pick<() => Step>([
    () => step("put", [key(), value]),
    () => step("put", [key(), value]),
    () => step("rmw", [key(), value]),
    () => step("rmw", [key(), value]),
    () => step("copy", [key(), key()]),
    () => step("delete", [key()]),
    () => step("rangeThenPut", [prefix, `${prefix}~`, key()]),
    () => step("firstThenPut", [`${prefix}b`, `${prefix}~`, key()]),
    () => step("putWithPolicy", [key(), value, "PEER", organisation]),
    () => step("setPolicy", [key(), "MEMBER", organisation]),
    () => step("clearPolicy", [key()]),
    () => step("call", ["kv", "", "rmw", key(), value], { ...anywhere, chaincode: "kv2" }),
    () => step("putWithEvent", [key(), value, "random", value]),
    () => step("privatePut", ["open12", key()], shared),
    () => step("privateDelete", ["open12", key()], shared),
    () => step("privatePurge", ["open12", key()], shared),
    () => step("privateHashThenPut", ["open12", key(), key()], shared),
    () => step("privateSetPolicy", ["open12", key(), "PEER", organisation], shared),
    () => step("privatePutAndPut", [OWN_COLLECTION, key()], own),
    () => step("privateDelete", [OWN_COLLECTION, key()], own),
  ])();
}

async function submitOne(world: World, random: Random, waiting: Endorsed[]): Promise<Observation> {
  const [one] = waiting.splice(random.below(waiting.length), 1);
  if (one === undefined) return null;
  const submitted = await one.submit();
  if (submitted.block !== undefined) await world.committedEverywhere(submitted.txId);
  return [submitted.txId, submitted.observation];
}

/** Plays a history: endorses and submits in random order, and then reads all that it may have left behind. */
async function play(world: World, seed: number): Promise<Observation> {
  const random = new Random(seed);
  const prefix = `random-${seed}-`;
  const waiting: Endorsed[] = [];
  const seen: Observation[] = [];
  for (let index = 0; index < STEPS; index++) {
    if (waiting.length === WAITING_MAX || (waiting.length > 0 && random.below(2) === 0)) {
      seen.push(await submitOne(world, random, waiting));
    }
    const { fn, args, options } = randomStep(random, prefix);
    const endorsed = await world.actor(ORG1).endorse(fn, args, options);
    seen.push([[fn, ...args, options.chaincode ?? "", ...(options.endorsers ?? [])].join(" "), endorsed.observation]);
    if (!("error" in (endorsed.observation as object))) waiting.push(endorsed);
  }
  while (waiting.length > 0) seen.push(await submitOne(world, random, waiting));
  return { seen, left: await leftBehind(world, prefix) };
}

async function leftBehind(world: World, prefix: string): Promise<Observation> {
  const left: Record<string, Observation> = {};
  for (const chaincode of ["kv", "kv2"]) {
    left[chaincode] = await world.evaluate(ORG3, "range", [prefix, `${prefix}~`], { chaincode, endorsers: [ORG3] });
    for (const name of ["a", "b", "c", "d"]) {
      const key = prefix + name;
      const ask = (fn: string, ...args: string[]): Promise<Observation> =>
        world.evaluate(ORG1, fn, args, { chaincode, endorsers: [ORG1] });
      const history = (await ask("history", key)) as { result?: string };
      const versions = JSON.parse(history.result ?? "[]") as { txId: string; isDelete: boolean }[];
      left[`${chaincode} ${name}`] = [
        await ask("getPolicy", key),
        versions.map(({ txId, isDelete }) => [txId, isDelete]),
        await ask("privateHash", OWN_COLLECTION, key),
        await ask("privateGet", OWN_COLLECTION, key),
        ...(chaincode === "kv"
          ? [await ask("privateHash", "open12", key), await ask("privateGet", "open12", key)]
          : []),
      ];
    }
  }
  return left;
}

/** The random history that a seed determines. */
export function randomHistory(seed: number): ConformanceCase {
  return {
    id: `random-history-${seed}`,
    title: `A random history of ${STEPS} transactions, seed ${seed}`,
    what: "Writes, ranges, policies, calls and private data on few keys, endorsed early and submitted out of order.",
    run: (world) => play(world, seed),
  };
}

/** Random histories: whatever nobody thought of. */
export const randomCases: readonly ConformanceCase[] = [11].map(randomHistory);
