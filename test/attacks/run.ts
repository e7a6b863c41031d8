// SPDX-License-Identifier: Apache-2.0
import { Random } from "../conformance/harness/random.js";
import type { Attack, Defence, Group, Outcome, Principle, Stage } from "./catalogue/types.js";
import { HonestView } from "./catalogue/view.js";
import { HostileOrganisation } from "./harness/hostile.js";
import type { Battlefield } from "./harness/start.js";
import type { World } from "./world/world.js";

/** How an attack can end; `recorded` has become one of the others. */
export type Ending = Exclude<Outcome["as"], "recorded">;

/** One attack as it was played: a row of what `npm run attacks -- --json` prints. */
export interface PlayedAttack {
  readonly kind: string;
  readonly on: string;
  readonly group: Group;
  readonly principle: Principle;
  readonly finding: number | null;
  readonly what: string;
  readonly expected: string;
  readonly outcome: Ending;
  /** Code of the refusal, or what was seen. */
  readonly by: string;
  /** Whether it ended as the catalogue says. */
  readonly asExpected: boolean;
  readonly milliseconds: number;
}

/** What a run came to. */
export interface Report {
  readonly ledger: string;
  readonly seed: number | null;
  readonly kinds: number;
  readonly tried: number;
  readonly refused: number;
  readonly withoutEffect: number;
  readonly detected: number;
  readonly accepted: number;
  readonly succeeded: number;
  /** Attacks that failed, but not on what the catalogue says. */
  readonly unexpected: number;
  readonly milliseconds: number;
  readonly rows: readonly PlayedAttack[];
}

/** Told of every attack when it has been played. */
export type Audience = (played: PlayedAttack) => void;

/** Attacks on one honest world, one after another. */
export class Campaign {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  static async begin({ net, folder, ledger }: Battlefield, world: World): Promise<Campaign> {
    const view = new HonestView(world);
    await view.take();
    const hostile = (mspId: string, ...accomplices: readonly string[]): HostileOrganisation =>
      new HostileOrganisation(net, mspId, ...accomplices);
    return new Campaign({ world, folder, ledger, view, hostile });
  }

  /**
   * Plays attacks in order, every one of them whatever came of an earlier one. What lies on the ledger without changing anything is looked
   * for in batches: where an answer of honest peers has changed, each attack of the batch counts as having succeeded.
   */
  async play(attacks: readonly Attack[], audience: Audience = () => undefined): Promise<PlayedAttack[]> {
    const all: PlayedAttack[] = [];
    let batch: Pending[] = [];
    const settle = async (): Promise<void> => {
      const seen = batch.length === 0 ? undefined : await this.#look();
      for (const { attack, milliseconds } of batch)
        told(playedOf(attack, seen ?? { as: "without-effect" }, milliseconds));
      batch = [];
    };
    const told = (played: PlayedAttack): void => {
      all.push(played);
      audience(played);
    };
    for (const attack of attacks) {
      if (attack.moves === true) await settle();
      const started = performance.now();
      const outcome = await attack.run(this.#stage).catch(unplayable);
      if (attack.moves === true) await this.#stage.view.take();
      const milliseconds = performance.now() - started;
      if (outcome.as !== "recorded") told(playedOf(attack, outcome, milliseconds));
      else if (attack.moves === true) told(playedOf(attack, { as: "without-effect" }, milliseconds));
      else batch.push({ attack, milliseconds });
      if (batch.length >= BATCH_MAX) await settle();
    }
    await settle();
    return all;
  }

  async #look(): Promise<Outcome & { readonly as: Ending }> {
    const changes = await this.#stage.view.changes();
    if (changes.length === 0)
      return { as: "without-effect", says: `${this.#stage.view.size.toString()} answers unchanged` };
    await this.#stage.view.take();
    return { as: "succeeded", says: `${changes.length.toString()} answers changed, such as ${changes[0] ?? ""}` };
  }
}

/** Attacks that lie on the ledger before what honest peers say is looked at again. */
const BATCH_MAX = 8;

interface Pending {
  readonly attack: Attack;
  readonly milliseconds: number;
}

/** What cannot be played proves nothing, so that it counts against us. */
function unplayable(error: unknown): Outcome {
  return { as: "succeeded", says: `it could not be played: ${error instanceof Error ? error.message : String(error)}` };
}

function playedOf(attack: Attack, outcome: Outcome & { readonly as: Ending }, milliseconds: number): PlayedAttack {
  const { kind, on, group, principle, finding = null, what, expected } = attack;
  const by = saysOf(outcome);
  return {
    kind,
    on,
    group,
    principle,
    finding,
    what,
    expected: describeDefence(expected),
    outcome: outcome.as,
    by,
    asExpected: isAsExpected(expected, outcome.as, by),
    milliseconds: Math.round(milliseconds),
  };
}

/** Counts what was played. */
export function reportOf(
  ledger: string,
  seed: number | undefined,
  rows: readonly PlayedAttack[],
  milliseconds: number,
): Report {
  const count = (ending: Ending): number => rows.filter(({ outcome }) => outcome === ending).length;
  return {
    ledger,
    seed: seed ?? null,
    kinds: new Set(rows.map(({ kind }) => kind)).size,
    tried: rows.length,
    refused: count("refused"),
    withoutEffect: count("without-effect"),
    detected: count("detected"),
    accepted: count("accepted"),
    succeeded: count("succeeded"),
    unexpected: rows.filter(({ asExpected, outcome }) => !asExpected && outcome !== "succeeded").length,
    milliseconds: Math.round(milliseconds),
    rows,
  };
}

/** A part of the catalogue that a seed chooses: so many instances of each kind, in the catalogue's order. */
export function chosen(attacks: readonly Attack[], seed: number, perKind: number): readonly Attack[] {
  const random = new Random(seed);
  const byKind = new Map<string, Attack[]>();
  for (const attack of attacks) byKind.set(attack.kind, [...(byKind.get(attack.kind) ?? []), attack]);
  const kept = new Set<Attack>();
  for (const instances of byKind.values()) {
    const left = [...instances];
    for (let taken = 0; taken < perKind && left.length > 0; taken += 1) {
      const [one] = left.splice(random.below(left.length), 1);
      if (one !== undefined) kept.add(one);
    }
  }
  return attacks.filter((attack) => kept.has(attack));
}

/** A defence in a few words. */
export function describeDefence(defence: Defence): string {
  if (defence.as === "refused" || defence.as === "detected") return `${defence.as} by ${defence.by.join(" or ")}`;
  return defence.as === "accepted" ? `accepted: ${defence.reason}` : "without effect";
}

function isAsExpected(expected: Defence, outcome: Ending, by: string): boolean {
  if (expected.as !== outcome) return false;
  return expected.as === "refused" || expected.as === "detected" ? expected.by.some((code) => by.includes(code)) : true;
}

function saysOf(outcome: Outcome): string {
  if (outcome.as === "refused" || outcome.as === "detected") return outcome.by;
  return outcome.says ?? "";
}
