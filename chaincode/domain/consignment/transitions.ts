// SPDX-License-Identifier: Apache-2.0
import type { TransitionTable } from "../shared/transitions";

/** Statuses of a consignment. */
export const CONSIGNMENT_STATUSES = ["registered", "released", "received", "invalidated"] as const;
export type ConsignmentStatus = (typeof CONSIGNMENT_STATUSES)[number];

/** Actions on a consignment. */
export const CONSIGNMENT_ACTIONS = ["amend", "release-for-export", "invalidate", "receive", "resolve"] as const;
export type ConsignmentAction = (typeof CONSIGNMENT_ACTIONS)[number];

/**
 * What may become of a consignment: registering reserves on its licences, release for export consumes the reservations,
 * invalidation gives them back, receipt closes or opens the shipper/receiver difference.
 */
export const CONSIGNMENT_TRANSITIONS: TransitionTable<ConsignmentStatus, ConsignmentAction> = [
  { from: "registered", action: "amend", to: "registered", who: ["customs-officer", "exporter"], needs: ["reason"] },
  { from: "registered", action: "release-for-export", to: "released", who: ["customs-officer"], needs: [] },
  { from: "registered", action: "invalidate", to: "invalidated", who: ["customs-officer"], needs: ["reason"] },
  { from: "released", action: "receive", to: "received", who: ["customs-officer"], needs: ["arithmetic"] },
  {
    from: "received",
    action: "resolve",
    to: "received",
    who: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
    needs: ["reason"],
  },
];
