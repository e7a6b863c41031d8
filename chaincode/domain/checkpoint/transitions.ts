// SPDX-License-Identifier: Apache-2.0
import type { TransitionTable } from "../shared/transitions";

/** Statuses of a hold; `lapsed` is written nowhere, it follows from the date. */
export const HOLD_STATUSES = ["open", "released", "lapsed"] as const;
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
