// SPDX-License-Identifier: Apache-2.0
import type { TransitionTable } from "../shared/transitions";

/**
 * Statuses of a hold; `lapsed` is written nowhere, it follows from the date. One that has `ended` stops the goods for good, because they were
 * seized or sent back where they were held.
 */
export const HOLD_STATUSES = ["open", "released", "lapsed", "ended"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

const WHO = ["customs-officer", "licensing-officer", "senior-licensing-officer"] as const;

/**
 * What may become of a hold: placed by a customs office, released with a reason by it or by the registering state; ended by the state that
 * placed it, which alone takes that back.
 */
export const HOLD_TRANSITIONS: TransitionTable<HoldStatus, "release" | "end"> = [
  { from: "open", action: "release", to: "released", who: WHO, needs: ["reason"] },
  { from: "open", action: "end", to: "ended", who: WHO, needs: ["reason"] },
  { from: "ended", action: "release", to: "released", who: WHO, needs: ["reason"] },
];
