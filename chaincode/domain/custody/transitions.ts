// SPDX-License-Identifier: Apache-2.0
import { ROLES } from "../shared/roles";
import type { TransitionTable } from "../shared/transitions";

/** States of a consignment's seals. `replaced` means intact, but not the seals it set out with. */
export const SEAL_STATES = ["intact", "broken", "replaced", "unknown"] as const;
export type SealStateName = (typeof SEAL_STATES)[number];

/** What can happen to the seals. */
export const SEAL_ACTIONS = ["observe-intact", "observe-broken", "reseal"] as const;
export type SealAction = (typeof SEAL_ACTIONS)[number];

/**
 * How observations and re-sealing change the state of the seals. A broken seal is never observed intact again: only customs, by
 * re-sealing, ends that state (NCTS rule G0017: seals that do not conform force a control result that is not satisfactory).
 */
export const SEAL_TRANSITIONS: TransitionTable<SealStateName, SealAction> = [
  { from: "intact", action: "observe-intact", to: "intact", who: ROLES, needs: [] },
  { from: "intact", action: "observe-broken", to: "broken", who: ROLES, needs: [] },
  { from: "intact", action: "reseal", to: "replaced", who: ["carrier", "exporter", "customs-officer"], needs: [] },
  { from: "replaced", action: "observe-intact", to: "replaced", who: ROLES, needs: [] },
  { from: "replaced", action: "observe-broken", to: "broken", who: ROLES, needs: [] },
  { from: "replaced", action: "reseal", to: "replaced", who: ["carrier", "exporter", "customs-officer"], needs: [] },
  { from: "unknown", action: "observe-intact", to: "intact", who: ROLES, needs: [] },
  { from: "unknown", action: "observe-broken", to: "broken", who: ROLES, needs: [] },
  { from: "unknown", action: "reseal", to: "replaced", who: ["carrier", "exporter", "customs-officer"], needs: [] },
  { from: "broken", action: "observe-broken", to: "broken", who: ROLES, needs: [] },
  { from: "broken", action: "reseal", to: "replaced", who: ["customs-officer"], needs: [] },
];
