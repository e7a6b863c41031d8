// SPDX-License-Identifier: Apache-2.0
import { withoutNodes, type Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORGANISATIONS, type World } from "../harness/world.js";
import { inParallel } from "./in-parallel.js";
import type { ProgramKeys } from "./keys.js";

/** Questions that are on their way at once. */
const ASKED_AT_ONCE = 16;
const OWNED = ORGANISATIONS.map((mspId) => ({ collection: `_implicit_org_${mspId}`, holders: [mspId] }));
const SHARED = [
  { collection: "open12", holders: [ORG1, ORG2] },
  { collection: "members12", holders: [ORG1, ORG2] },
];

/** What a program has left: name of the question to its answer. */
export type LeftBehind = Readonly<Record<string, Observation>>;

interface Question {
  readonly name: string;
  readonly ask: () => Promise<Observation>;
}

/** Reads everything that a program may have written, at every organisation that may read it. */
export async function leftBehind(
  world: World,
  keys: ProgramKeys,
  indexes: ReadonlyMap<string, number>,
): Promise<LeftBehind> {
  const questions = [...publicQuestions(world, keys, indexes), ...privateQuestions(world, keys)];
  const answers = new Map<string, Observation>();
  await inParallel(questions, ASKED_AT_ONCE, async ({ name, ask }) => {
    answers.set(name, withoutNodes(await ask()));
  });
  return Object.fromEntries(questions.map(({ name }) => [name, answers.get(name) ?? null]));
}

function question(world: World, mspId: string, chaincode: string, fn: string, ...args: readonly string[]): Question {
  return {
    name: [mspId, chaincode, fn, ...args].join(" "),
    ask: () => world.evaluate(mspId, fn, args, { chaincode, endorsers: [mspId] }),
  };
}

function publicQuestions(world: World, keys: ProgramKeys, indexes: ReadonlyMap<string, number>): Question[] {
  return ["kv", "kv2"].flatMap((chaincode) => [
    ...ORGANISATIONS.map((mspId) => question(world, mspId, chaincode, "range", keys.prefix, keys.end)),
    ...keys.locked.map((key) => question(world, ORG1, chaincode, "getPolicy", key)),
    ...[...keys.hot, ...keys.cold, ...keys.locked, ...keys.hidden].map((key) => {
      const { name, ask } = question(world, ORG1, chaincode, "history", key);
      return { name, ask: async () => describeHistory(await ask(), indexes) };
    }),
  ]);
}

/** A key's history with the program's own numbers in place of transaction ids, and without times. */
function describeHistory(answer: Observation, indexes: ReadonlyMap<string, number>): Observation {
  const { result } = answer as { readonly result?: string };
  if (result === undefined) return answer;
  const versions = JSON.parse(result) as { txId: string; isDelete: boolean; value: string }[];
  return versions.map(({ txId, isDelete, value }) => [indexes.get(txId) ?? "earlier", isDelete, value]);
}

function privateQuestions(world: World, keys: ProgramKeys): Question[] {
  const collections = [
    ...OWNED.flatMap((one) => ["kv", "kv2"].map((chaincode) => ({ ...one, chaincode, names: keys.hidden }))),
    ...SHARED.map((one) => ({ ...one, chaincode: "kv", names: keys.hidden })),
    { collection: "open12", holders: [ORG1, ORG2], chaincode: "kv", names: keys.lockedHidden },
  ];
  return collections.flatMap(({ collection, holders, chaincode, names }) =>
    names.flatMap((key) => [
      ...ORGANISATIONS.map((mspId) => question(world, mspId, chaincode, "privateHash", collection, key)),
      ...holders.map((mspId) => question(world, mspId, chaincode, "privateGet", collection, key)),
    ]),
  );
}
