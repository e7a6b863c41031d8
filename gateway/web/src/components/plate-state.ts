// SPDX-License-Identifier: Apache-2.0
import type { Disposition } from "@licet/domain/checkpoint/schemas";
import { LEADS_TO, type Outcome } from "./outcome";

const GRAVITY: readonly Disposition[] = ["may-pass", "refer", "stop"];

/** What a plate shows, and the counts in its words. */
export interface PlateState {
  readonly disposition: Disposition;
  /** How many checks there are in all. */
  readonly all: number;
  /** How many of them are still asked. */
  readonly asked: number;
  readonly stops: number;
  readonly refers: number;
  /** Whether it is shown graver than the ledger's answer because something stands against that answer's being the present one. */
  readonly doubted?: boolean;
}

/**
 * What a plate shows of the checks answered so far, of which there will be `expected`. While one is out it is never better than refer, so
 * that it can only get worse or be completed, and never flashes "may pass" first. `reported` is the disposition that the ledger itself gave;
 * the graver of the two is shown.
 */
export function plateState(outcomes: readonly Outcome[], expected: number, reported?: Disposition): PlateState {
  const all = Math.max(expected, outcomes.length);
  const asked = all - outcomes.filter((outcome) => outcome !== "wait").length;
  const leads = outcomes.filter((outcome) => outcome !== "wait").map((outcome) => LEADS_TO[outcome]);
  const floor: Disposition = asked > 0 || all === 0 ? "refer" : "may-pass";
  return {
    disposition: gravest([floor, ...leads, ...(reported === undefined ? [] : [reported])]),
    all,
    asked,
    stops: leads.filter((each) => each === "stop").length,
    refers: leads.filter((each) => each === "refer").length,
  };
}

function gravest(dispositions: readonly Disposition[]): Disposition {
  return dispositions.reduce((worst, each) => (GRAVITY.indexOf(each) > GRAVITY.indexOf(worst) ? each : worst));
}
