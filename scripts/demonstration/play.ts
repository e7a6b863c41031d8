// SPDX-License-Identifier: Apache-2.0
import type { Outcome, Stage, Step } from "./step.js";

/** A step as it was played: one element of what `npm run demo -- --json` prints. */
export interface PlayedStep {
  readonly step: string;
  readonly expected: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly txId: string | null;
  readonly block: number | null;
  readonly endorsers: readonly string[];
  readonly milliseconds: number;
}

/** Told of every step before and after it is played. */
export interface Audience {
  begins(step: Step): void;
  ends(step: Step, played: PlayedStep, says: string | undefined): void;
}

/** Plays steps in order, every one of them even where an earlier one missed its expected outcome. */
export async function play(steps: readonly Step[], stage: Stage, audience: Audience): Promise<PlayedStep[]> {
  const all: PlayedStep[] = [];
  for (const step of steps) {
    audience.begins(step);
    const started = performance.now();
    const outcome = await step.run(stage).catch(failureOf);
    const played = asPlayed(step, outcome, performance.now() - started);
    all.push(played);
    audience.ends(step, played, outcome.says);
  }
  return all;
}

/** Whether a step came out as the case expects. */
export function asExpected({ expected, outcome, code }: PlayedStep): boolean {
  return expected === "accepted" ? outcome === "accepted" : code === expected;
}

function failureOf(error: unknown): Outcome & { readonly failed: true } {
  return {
    outcome: "refused",
    code: "STEP_FAILED",
    says: error instanceof Error ? error.message : String(error),
    failed: true,
  };
}

function asPlayed(step: Step, outcome: Outcome, milliseconds: number): PlayedStep {
  return {
    step: step.step,
    expected: step.expected,
    outcome: outcome.outcome,
    code: outcome.code ?? null,
    txId: outcome.txId ?? null,
    block: outcome.block ?? null,
    endorsers: outcome.endorsers ?? [],
    milliseconds: Math.round(milliseconds),
  };
}
