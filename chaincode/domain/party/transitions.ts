// SPDX-License-Identifier: Apache-2.0
import type { TransitionTable } from "../shared/transitions";

/** Statuses of a party's registration. */
export const PARTY_STATUSES = ["active", "suspended"] as const;
export type PartyStatus = (typeof PARTY_STATUSES)[number];

/** Acts that change a party's registration. */
export const PARTY_ACTIONS = ["suspend", "reinstate"] as const;
export type PartyAction = (typeof PARTY_ACTIONS)[number];

/** Who may change a party's registration, and how. */
export const PARTY_TRANSITIONS: TransitionTable<PartyStatus, PartyAction> = [
  { from: "active", action: "suspend", to: "suspended", who: ["registrar"], needs: ["reason"] },
  { from: "suspended", action: "reinstate", to: "active", who: ["registrar"], needs: ["reason"] },
];
