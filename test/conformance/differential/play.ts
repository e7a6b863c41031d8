// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { describePayload, transactionsOf, type CommittedTransaction } from "@licet/scripts/wire/block";
import { envelopeOf } from "@licet/scripts/wire/envelope";
import type { Endorsed } from "../harness/gateway-actor.js";
import { mapTexts, withoutNodes, type Observation } from "@licet/scripts/wire/observation";
import { broadcastInTurn } from "@licet/scripts/wire/raw-peer";
import { Resubmissions } from "@licet/scripts/wire/resubmission";
import { ORGANISATIONS, type World } from "../harness/world.js";
import { Hazards } from "./hazards.js";
import { inParallel } from "./in-parallel.js";
import { leftBehind } from "./left-behind.js";
import type { Outcome, Replay, Submission, Timing } from "./outcome.js";
import type { Program, Round } from "./program.js";
import type { Step } from "./steps.js";

/** Proposals that are on their way at once. */
const ENDORSED_AT_ONCE = 25;

/** Told after each round how many transactions have been endorsed. */
export type RoundListener = (transactions: number) => void;

/** Plays a program: endorses each round against one state and submits in the program's order. */
export async function play(world: World, program: Program, onRound: RoundListener = () => undefined): Promise<Outcome> {
  const player = new Player(world, program);
  await world.beginCase();
  const startedMs = performance.now();
  let endorsed = 0;
  for (const round of program.rounds) {
    await player.play(round);
    onRound((endorsed += round.endorsed.length));
  }
  const playedMs = performance.now();
  const outcome = await player.outcome();
  const timing: Timing = { playMs: playedMs - startedMs, readMs: performance.now() - playedMs, blocks: player.blocks };
  return { ...outcome, timing };
}

class Player {
  readonly #world: World;
  readonly #program: Program;
  readonly #endorsed = new Map<number, Endorsed>();
  /** Index in the program by transaction id. */
  readonly #indexes = new Map<string, number>();
  readonly #endorsements: Observation[] = [];
  readonly #submissions: Submission[] = [];
  readonly #replays: Replay[] = [];
  readonly #resubmissions = new Resubmissions();
  readonly #submitted = new Set<number>();
  readonly #withheld = new Set<number>();
  /** Place in the order of submission by block and place in it, so that versions do not depend on where blocks end. */
  readonly #places = new Map<string, number>();
  blocks = 0;

  constructor(world: World, program: Program) {
    this.#world = world;
    this.#program = program;
  }

  async play(round: Round): Promise<void> {
    await inParallel(round.endorsed, ENDORSED_AT_ONCE, (index) => this.#endorse(index));
    const hazards = new Hazards();
    const submitted = round.submitted.filter((index) => this.#isPlayable(index, hazards));
    const height = await this.#world.settle();
    const sent = new Set(this.#submitted);
    const toOrder = submitted.map((index) => {
      const fresh = !sent.has(index);
      sent.add(index);
      return { envelope: this.#envelope(index), fresh };
    });
    const statuses = await broadcastInTurn(this.#world.ordererConnection(), toOrder, this.#resubmissions);
    const ordered: number[] = [];
    for (const [at, index] of submitted.entries()) {
      const status = statuses[at] ?? "no answer";
      if (status === "SUCCESS") ordered.push(index);
      else if (this.#submitted.has(index)) this.#replays.push({ transaction: index, outcome: status });
      else throw new Error(`the ordering service answers ${status} to transaction ${index}`);
    }
    await this.#collect(height, ordered);
  }

  /** Whether a transaction was endorsed and its outcome will not hang on where blocks end. */
  #isPlayable(index: number, hazards: Hazards): boolean {
    const payload = this.#endorsed.get(index)?.payload;
    if (payload === undefined || this.#withheld.has(index)) return false;
    if (this.#submitted.has(index)) return true;
    const { rwset } = describePayload(payload, (block, place) => this.#version(block, place));
    if (!hazards.isCutDependent(rwset)) return true;
    this.#withheld.add(index);
    return false;
  }

  async #endorse(index: number): Promise<void> {
    const { submitter, chaincode, fn, args, endorsers, value } = this.#step(index);
    const options = { chaincode, endorsers, transient: { value } };
    const endorsed = await this.#world.actor(submitter).endorse(fn, args, options);
    this.#endorsed.set(index, endorsed);
    this.#indexes.set(endorsed.txId, index);
    const named = mapTexts(withoutNodes(endorsed.observation), (text) => text.replaceAll(endorsed.txId, "<this>"));
    this.#endorsements[index] = this.#world.normalise(named);
  }

  #step(index: number): Step {
    const step = this.#program.transactions[index];
    if (step === undefined) throw new RangeError(`the program has no transaction ${index}`);
    return step;
  }

  #envelope(index: number): common.Envelope {
    const payload = this.#endorsed.get(index)?.payload ?? new Uint8Array();
    return envelopeOf(payload, this.#world.person(this.#step(index).submitter).sign(payload));
  }

  /** Reads the blocks from `height` on until they hold all that was ordered, and checks that they do so in order. */
  async #collect(height: bigint, ordered: readonly number[]): Promise<void> {
    let found = 0;
    for (let number = Number(height); found < ordered.length; number++) {
      await this.#world.codesAbove(BigInt(number));
      const block = await this.#world.blockNumbered(number);
      this.blocks += 1;
      for (const [place, committed] of transactionsOf(block, (of, at) => this.#version(of, at)).entries())
        this.#note(committed, ordered[found++], `${number}/${place}`);
    }
  }

  #note({ txId, code, rwset, event }: CommittedTransaction, expected: number | undefined, place: string): void {
    const transaction = this.#indexes.get(txId);
    if (transaction === undefined || transaction !== expected)
      throw new Error(`transaction ${String(transaction)} is ordered where ${String(expected)} was submitted`);
    if (this.#submitted.has(transaction)) {
      this.#replays.push({ transaction, outcome: code });
      return;
    }
    this.#submitted.add(transaction);
    this.#places.set(place, this.#submissions.length);
    this.#submissions.push({ transaction, code, rwset, event });
  }

  #version(block: number, place: number): string {
    const at = this.#places.get(`${block}/${place}`);
    return at === undefined ? "earlier" : `#${at}`;
  }

  async outcome(): Promise<Omit<Outcome, "timing">> {
    const { seed, transactions, keys } = this.#program;
    const left = await leftBehind(this.#world, keys, this.#indexes);
    const peersAgree = await this.#peersAgree();
    return {
      seed,
      transactions: transactions.length,
      endorsements: this.#endorsements,
      submissions: this.#submissions,
      replays: this.#replays,
      withheld: [...this.#withheld],
      left,
      peersAgree,
      resubmissions: this.#resubmissions.byReason,
    };
  }

  /** Whether all peers end with one commit hash, which is over the codes and writes of every block. */
  async #peersAgree(): Promise<boolean> {
    const last = Number(await this.#world.settle()) - 1;
    const blocks = await Promise.all(ORGANISATIONS.map((mspId) => this.#world.blockNumbered(last, mspId)));
    const hashes = blocks.map((block) => {
      const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
      return Buffer.from(metadata[common.BlockMetadataIndex.COMMIT_HASH] ?? []).toString("hex");
    });
    return new Set(hashes).size === 1;
  }
}
