// SPDX-License-Identifier: Apache-2.0
import type { ObservedSealStateName } from "../shared/seals";
import { SEAL_TRANSITIONS, type SealStateName } from "./transitions";

/**
 * State of the seals after somebody looked at them.
 * @returns undefined where the observation contradicts the state: a broken seal seen intact again.
 */
export function sealStateAfter(state: SealStateName, observed: ObservedSealStateName): SealStateName | undefined {
  if (observed === "not-checked") return state;
  const action = observed === "intact" ? "observe-intact" : "observe-broken";
  return SEAL_TRANSITIONS.find((row) => row.from === state && row.action === action)?.to;
}
