// SPDX-License-Identifier: Apache-2.0
import type { TransitionTable } from "../shared/transitions";

/** Statuses of a hold. */
export const HOLD_STATUSES = ["open", "released"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** What may become of a hold: placed by a customs office, released with a reason by it or by the registering state. */
export const HOLD_TRANSITIONS: TransitionTable<HoldStatus, "release"> = [
  {
    from: "open",
    action: "release",
    to: "released",
    who: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
    needs: ["reason"],
  },
];
