// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from "react";

/** Where the tour stands on this device. It tells nothing of what somebody does. */
const KEY = "licet-tour";
/** Word for a tour that somebody has gone through or closed. */
const DONE = "done";

/** Steps of the tour. */
export const STEPS = ["people", "queues", "goods", "border", "ledger"] as const;
export type Step = (typeof STEPS)[number];

const listeners = new Set<() => void>();
/** Where nothing can be kept, it stands here as long as the page. */
let remembered: string | undefined;

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? remembered ?? "";
  } catch {
    return remembered ?? "";
  }
}

function write(value: string): void {
  remembered = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // It lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the tour stands: at a step, not begun, or over. */
export type Progress = Step | "new" | "over";

/** Where the tour stands. */
export function useProgress(): Progress {
  const kept = useSyncExternalStore(subscribe, read);
  if (kept === DONE) return "over";
  return STEPS.find((step) => step === kept) ?? "new";
}

/** Goes to a step. */
export function goTo(step: Step): void {
  write(step);
}

/** Ends the tour; it is not shown again unless somebody begins it anew. */
export function endTour(): void {
  write(DONE);
}

/** The step behind one; undefined behind the last. */
export function stepAfter(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}

/** The step before one; undefined before the first. */
export function stepBefore(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) - 1];
}
