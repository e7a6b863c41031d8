// SPDX-License-Identifier: Apache-2.0
import { Random } from "../harness/random.js";
import { ORG1 } from "../harness/world.js";
import { programKeys, type ProgramKeys } from "./keys.js";
import { drawStep, type Step } from "./steps.js";

/** Transactions that are endorsed against one state. */
const ROUND_SIZE = 50;
/** Most rounds that an endorsed transaction waits before it is submitted. */
const HELD_MAX = 3;
/** One transaction in so many is submitted a second time, some rounds later. */
const REPLAYED_ONE_IN = 50;

/** Transactions that are in flight at once. They are known by their index in the program. */
export interface Round {
  /** Those to be endorsed, all against the state that the rounds before have left. */
  readonly endorsed: readonly number[];
  /** Those to be submitted, in this order; some were endorsed in an earlier round, and some were submitted before. */
  readonly submitted: readonly number[];
}

/** A program: transactions whose outcome is determined though many are in flight, however blocks are cut. */
export interface Program {
  readonly seed: number;
  readonly keys: ProgramKeys;
  readonly transactions: readonly Step[];
  readonly rounds: readonly Round[];
}

/**
 * Makes the program that a seed and a number of transactions determine.
 *
 * The outcome must not hang on where blocks end. Within one block the policy of a key is what it was before the block,
 * and whoever writes a key behind a change of its policy is refused; so a key whose policy may change is written by one
 * transaction of a round only. A repeated transaction is judged differently beside its first copy; so it follows rounds
 * later. What lives for a number of blocks is left out.
 */
export function makeProgram(seed: number, count: number): Program {
  const random = new Random(seed);
  const keys = programKeys(seed);
  const transactions: Step[] = [];
  const rounds: Round[] = [];
  const due: number[][] = [];
  const taken: Set<string>[] = [];
  const at = <Item>(list: Item[], index: number, fresh: () => Item): Item => (list[index] ??= fresh());

  for (let round = 0; transactions.length < count; round++) {
    const endorsed: number[] = [];
    const steps = round === 0 ? preparation(keys) : [];
    const size = Math.min(Math.max(ROUND_SIZE, steps.length), count - transactions.length);
    while (endorsed.length < size) {
      const index = transactions.length;
      const submittedIn = round + (random.below(5) === 0 ? 1 + random.below(HELD_MAX) : 0);
      const locks = at(taken, submittedIn, () => new Set());
      const locked = (from: readonly string[], where: string): string | undefined => {
        const free = from.filter((key) => !locks.has(`${where} ${key}`));
        return free.length === 0 ? undefined : random.pick(free);
      };
      const step = steps[endorsed.length] ?? drawStep({ random, keys, value: `v${random.below(1000)}`, locked });
      for (const lock of step.locks) locks.add(lock);
      transactions.push(step);
      endorsed.push(index);
      at(due, submittedIn, () => []).push(index);
      if (random.below(REPLAYED_ONE_IN) === 0) at(due, submittedIn + 1 + random.below(HELD_MAX), () => []).push(index);
    }
    rounds.push({ endorsed, submitted: shuffled(random, due[round] ?? []) });
  }
  for (let round = rounds.length; round < due.length; round++)
    rounds.push({ endorsed: [], submitted: shuffled(random, due[round] ?? []) });
  return { seed, keys, transactions, rounds };
}

/** What the first round begins with: the rows of the wide range. */
function preparation(keys: ProgramKeys): Step[] {
  const args = [keys.wide, String(keys.wideRows), "row"];
  const step = { submitter: ORG1, fn: "putMany", args, endorsers: [ORG1, "Org2MSP"], value: "", locks: [] };
  return [
    { ...step, chaincode: "kv" },
    { ...step, chaincode: "kv2" },
  ];
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
