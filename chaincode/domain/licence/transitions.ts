// SPDX-License-Identifier: Apache-2.0
import type { Role } from "../shared/roles";
import type { TransitionTable } from "../shared/transitions";

/**
 * Statuses of a licence. `expired` holds from the day after `validTo` whether it was recorded or not. `exhausted` is never recorded: it
 * is what the arithmetic of the lines says, so that no wrong code in a declaration can close a licence.
 */
export const LICENCE_STATUSES = [
  "draft",
  "issued",
  "reinstated",
  "suspended",
  "revoked",
  "surrendered",
  "exhausted",
  "expired",
  "cancelled",
] as const;
export type LicenceStatus = (typeof LICENCE_STATUSES)[number];

/** Acts that change a licence. */
export const LICENCE_ACTS = [
  "issue",
  "suspend",
  "reinstate",
  "revoke",
  "amend",
  "surrender",
  "expire",
  "cancel",
] as const;
export type LicenceAct = (typeof LICENCE_ACTS)[number];

const SENIOR: readonly Role[] = ["senior-licensing-officer"];
const OFFICERS: readonly Role[] = ["licensing-officer", "senior-licensing-officer"];
const HOLDER: readonly Role[] = ["exporter"];

/** Who may move a licence from which status to which, and what it needs. */
export const LICENCE_TRANSITIONS: TransitionTable<LicenceStatus, LicenceAct> = [
  { from: "draft", action: "issue", to: "issued", who: SENIOR, needs: ["second-officer"] },
  ...(["issued", "reinstated"] as const).flatMap((from) => [
    { from, action: "suspend", to: "suspended", who: SENIOR, needs: ["reason", "legal-basis"] } as const,
    { from, action: "amend", to: from, who: SENIOR, needs: ["reason", "legal-basis", "second-officer"] } as const,
  ]),
  {
    from: "suspended",
    action: "reinstate",
    to: "reinstated",
    who: SENIOR,
    needs: ["reason", "legal-basis", "second-officer"],
  },
  {
    from: "suspended",
    action: "amend",
    to: "suspended",
    who: SENIOR,
    needs: ["reason", "legal-basis", "second-officer"],
  },
  ...(["issued", "reinstated", "suspended"] as const).flatMap((from) => [
    {
      from,
      action: "revoke",
      to: "revoked",
      who: SENIOR,
      needs: ["reason", "legal-basis", "second-officer"],
    } as const,
    {
      from,
      action: "cancel",
      to: "cancelled",
      who: SENIOR,
      needs: ["reason", "legal-basis", "second-officer"],
    } as const,
    { from, action: "surrender", to: "surrendered", who: HOLDER, needs: ["reason"] } as const,
    { from, action: "expire", to: "expired", who: OFFICERS, needs: ["arithmetic"] } as const,
  ]),
];

/** Statuses of an application for a licence. */
export const APPLICATION_STATUSES = ["submitted", "approved", "refused", "issued", "withdrawn"] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Acts that change an application. */
export const APPLICATION_ACTS = ["approve", "refuse", "issue", "withdraw"] as const;
export type ApplicationAct = (typeof APPLICATION_ACTS)[number];

/** Who may move an application from which status to which, and what it needs. */
export const APPLICATION_TRANSITIONS: TransitionTable<ApplicationStatus, ApplicationAct> = [
  { from: "submitted", action: "approve", to: "approved", who: OFFICERS, needs: ["reason", "legal-basis"] },
  { from: "submitted", action: "refuse", to: "refused", who: OFFICERS, needs: ["reason", "legal-basis"] },
  { from: "approved", action: "issue", to: "issued", who: SENIOR, needs: ["second-officer"] },
  { from: "approved", action: "refuse", to: "refused", who: SENIOR, needs: ["reason", "legal-basis"] },
  { from: "submitted", action: "withdraw", to: "withdrawn", who: HOLDER, needs: [] },
  { from: "approved", action: "withdraw", to: "withdrawn", who: HOLDER, needs: [] },
];
