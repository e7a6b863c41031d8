// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { Random } from "../../conformance/harness/random.js";
import type { World } from "../world/world.js";
import { type Act, nextAct } from "./acts.js";
import { nextHostileAct } from "./hostile.js";
import { holdsBefore, Model, type ModelConsignment } from "./model.js";

/** Lanes that go side by side, each with a licence of its own, so that its model knows everything that touches it. */
const LANES = 8;
/** What each lane's licence authorises: little enough that it runs short. */
const AUTHORISED = 400_000n;
/** One act in so many is a hostile member's. */
const HOSTILE_EVERY = 3;
/** Acts of a lane between two comparisons of ledger and model. */
const COMPARE_EVERY = 60;
const NOTES_MAX = 20;
/** Who compares: an officer of a state on the way. */
const ASKER = "customs1@AEAuthorityMSP";

export interface ProgramOptions {
  readonly seed: number;
  /** How many transactions lie on the ledger in the end, valid or not. */
  readonly transactions: number;
  /** Told how far it has come. */
  readonly tell?: (line: string) => void;
}

/** What a random program came to. */
export interface ProgramReport {
  readonly seed: number;
  /** Transactions that were ordered, valid or not. */
  readonly transactions: number;
  /** Acts that honest peers or the ordering service turned away before. */
  readonly refused: number;
  readonly honest: number;
  readonly hostile: number;
  /** Hostile transactions that Fabric marked invalid. */
  readonly invalid: number;
  readonly comparisons: number;
  /** How often a transaction was sent once more because the ordering service was busy. */
  readonly resubmitted: number;
  /** What the model does not allow. */
  readonly succeeded: number;
  readonly problems: readonly string[];
  readonly milliseconds: number;
  readonly lines: readonly string[];
}

interface Tally {
  transactions: number;
  refused: number;
  honest: number;
  hostile: number;
  invalid: number;
  comparisons: number;
  readonly problems: string[];
}

/**
 * A random program of honest and hostile acts together, against a model of who may have caused what. An act comes out where the model
 * allows it and nowhere else; nothing that hostile members write moves the ledger's answers away from the model's.
 */
export async function randomProgram(world: World, options: ProgramOptions): Promise<ProgramReport> {
  const started = performance.now();
  const before = world.net.resubmissions.total;
  const tally: Tally = { transactions: 0, refused: 0, honest: 0, hostile: 0, invalid: 0, comparisons: 0, problems: [] };
  const lanes = await Promise.all(
    Array.from({ length: LANES }, async (_, index) => {
      const licence = await world.licence(`GBSIELANE${index.toString()}`, { authorised: AUTHORISED.toString() });
      return new LaneRun(
        world,
        new Model(licence, AUTHORISED),
        new Random(options.seed * 1_000 + index),
        tally,
        options,
      );
    }),
  );
  await world.observed.catchUp();
  await Promise.all(lanes.map((lane) => lane.run()));
  const resubmitted = world.net.resubmissions.total - before;
  return reportOf(options.seed, { ...tally, resubmitted }, performance.now() - started);
}

class LaneRun {
  readonly #world: World;
  readonly #model: Model;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #options: ProgramOptions;

  constructor(world: World, model: Model, random: Random, tally: Tally, options: ProgramOptions) {
    this.#world = world;
    this.#model = model;
    this.#random = random;
    this.#tally = tally;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { transactions, tell } = this.#options;
    for (let acts = 1; this.#tally.transactions < transactions; acts += 1) {
      if (this.#random.below(HOSTILE_EVERY) === 0) await this.#attack();
      else await this.#act(nextAct({ world: this.#world, model: this.#model, random: this.#random }));
      if (acts % COMPARE_EVERY === 0) {
        await this.#compare(false);
        tell?.(
          `${this.#tally.transactions.toString()} transactions, ${this.#tally.problems.length.toString()} problems`,
        );
      }
    }
    await this.#compare(true);
  }

  async #act(act: Act): Promise<void> {
    const done = await act.run();
    const recorded = done.code === "OK";
    if (recorded) {
      this.#tally.transactions += 1;
      this.#tally.honest += 1;
      act.apply(done);
    } else this.#tally.refused += 1;
    if (recorded !== act.allowed) {
      this.#problem(
        `${act.name} ${recorded ? "came out, which the model does not allow" : `was refused: ${done.code}`}`,
      );
    }
    if (this.#model.available < 0n) this.#problem(`${this.#model.licence} is overdrawn`);
  }

  async #attack(): Promise<void> {
    const attack = nextHostileAct(this.#world, this.#random, this.#model);
    const { code } = await attack.run();
    this.#tally.transactions += 1;
    this.#tally.hostile += 1;
    if (code !== "VALID") this.#tally.invalid += 1;
    if (code === "VALID" && !attack.mayBeRecorded) this.#problem(`${attack.name} lies on the ledger`);
  }

  /** Compares what honest peers say with the model: of what was touched since, or of everything. */
  async #compare(whole: boolean): Promise<void> {
    await this.#world.observed.catchUp();
    this.#tally.comparisons += 1;
    const line = await this.#ask("licence:ReadLine", { licence: this.#model.licence, line: 1 });
    this.#same(`${this.#model.licence} reserved`, line["reserved"], this.#model.reserved.toString());
    this.#same(`${this.#model.licence} consumed`, line["consumed"], this.#model.consumed.toString());
    const some = [...this.#model.consignments.values()].filter(({ touched }) => touched || whole);
    for (const consignment of some) {
      await this.#compareOne(consignment);
      consignment.touched = false;
    }
  }

  async #compareOne(consignment: ModelConsignment): Promise<void> {
    const { id, status, custodian, events, transfers, offered } = consignment;
    const [record, head, verified, audit] = await Promise.all([
      this.#ask("consignment:Read", { consignment: id }),
      this.#ask("custody:Head", { consignment: id }),
      this.#ask("checkpoint:Verify", { consignment: id }),
      this.#ask("custody:Audit", { consignment: id, pageSize: 100 }),
    ]);
    this.#same(`${id} status`, record["status"], status);
    this.#same(`${id} receipt`, record["receipt"] !== undefined, status === "received");
    this.#same(`${id} custodian`, head["custodian"], custodian);
    this.#same(`${id} events`, head["count"], events);
    this.#same(`${id} transfers`, head["transfers"], transfers);
    this.#same(`${id} offer`, head["pending"] !== undefined, offered !== undefined);
    this.#same(
      `${id} holds`,
      (verified["holds"] as readonly JsonValue[] | undefined)?.length,
      holdsBefore(consignment, ASKER),
    );
    this.#same(`${id} audit`, JSON.stringify(audit["problems"]), "[]");
  }

  async #ask(name: Parameters<World["query"]>[1], input: unknown): Promise<Readonly<Record<string, JsonValue>>> {
    const { code, json } = await this.#world.query(ASKER, name, input);
    if (code !== "OK") this.#problem(`${name} ${JSON.stringify(input)}: ${code}`);
    return (json ?? {}) as Record<string, JsonValue>;
  }

  #same(what: string, found: unknown, expected: unknown): void {
    if (found !== expected)
      this.#problem(`${what} is ${String(found)} on the ledger and ${String(expected)} in the model`);
  }

  #problem(problem: string): void {
    this.#tally.problems.push(problem);
    this.#options.tell?.(`PROBLEM ${problem}`);
  }
}

function reportOf(
  seed: number,
  { problems, ...tally }: Tally & { readonly resubmitted: number },
  milliseconds: number,
): ProgramReport {
  const lines = [
    `seed ${seed}: ${tally.transactions} transactions (${tally.honest} honest, ${tally.hostile} hostile, of which ` +
      `${tally.invalid} invalid), ${tally.refused} acts refused, ${tally.resubmitted} resubmitted, ` +
      `${tally.comparisons} comparisons with the model in ` +
      `${(milliseconds / 1_000).toFixed(1)} s: ${problems.length} times what the model does not allow`,
    ...problems.slice(0, NOTES_MAX).map((problem) => `  ${problem}`),
  ];
  return { seed, ...tally, succeeded: problems.length, problems, milliseconds: Math.round(milliseconds), lines };
}
