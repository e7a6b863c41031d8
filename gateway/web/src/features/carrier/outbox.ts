// SPDX-License-Identifier: Apache-2.0
import type { CustodyAct } from "../../api/custody-acts";
import { isOutcomeUnknown } from "../../api/problem";

/** Where an act stands that was signed off on this device. */
export type EntryState = "waiting" | "sending" | "recorded" | "refused" | "unknown";

/** An act that was signed off. What it says does not change any more; only its state does. */
export interface Entry {
  /** Key of its request, by which it is recorded once. */
  readonly key: string;
  readonly act: CustodyAct;
  readonly state: EntryState;
  /** What came back last, where it was not recorded. */
  readonly failure: Error | undefined;
}

/** What was signed off on this device and where it stands. How and when it goes to the gateway is the outbox's own affair. */
export interface Outbox {
  readonly entries: readonly Entry[];
  /** Takes acts that are signed off; nothing while earlier ones are on their way or their outcome is unknown. */
  readonly put: (acts: readonly CustodyAct[]) => void;
  /** Sends again, under the same keys, what is not known to be recorded. */
  readonly askAgain: () => void;
}

/** State of an act whose sending failed: refused, or not known to be recorded. */
export function stateAfter(failure: unknown): Extract<EntryState, "refused" | "unknown"> {
  return isOutcomeUnknown(failure) ? "unknown" : "refused";
}

/** Whether something is on its way or its outcome unknown, so that the form it came from is locked. */
export function isOpen(entries: readonly Entry[]): boolean {
  return entries.some(({ state }) => state === "waiting" || state === "sending" || state === "unknown");
}
