// SPDX-License-Identifier: Apache-2.0
import { ANSWERS } from "@licet/gateway/errors/answers";
import type { Loading } from "./loading.js";
import { SILENT } from "./narrate.js";
import { asExpected, play, type PlayedStep } from "./play.js";
import type { Stage, Step } from "./step.js";

/**
 * Plays a story silently on a ledger that has not got it yet, and goes on where an earlier loading was ended. The step at which it was
 * ended may have been recorded, and is then refused.
 * @returns steps that missed their expected outcome
 */
export async function load(story: readonly Step[], stage: Stage, loading: Loading): Promise<readonly PlayedStep[]> {
  if (loading.unfinished === undefined) loading.begin(stage.references.run);
  const missed: PlayedStep[] = [];
  for (const step of story.filter((each) => !loading.isDone(each.step))) {
    const mayBeThere = loading.wasUnderWay(step.step);
    loading.playing(step.step);
    for (const played of await play([step], stage, SILENT)) {
      if (asExpected(played) || (mayBeThere && isRefusedForGood(played))) loading.done(step.step);
      else {
        loading.missed();
        missed.push(played);
      }
    }
  }
  if (missed.length === 0) loading.finish();
  return missed;
}

/** What is refused for a while only, or failed, tells nothing of whether it is there. */
function isRefusedForGood({ outcome, code }: PlayedStep): boolean {
  const answers: Readonly<Record<string, { readonly retryable: boolean }>> = ANSWERS;
  return outcome === "refused" && code !== null && answers[code]?.retryable === false;
}
