// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { ConsignmentId } from "../shared/references";
import { Disposition, Hold, HoldReason, HoldReleaseReason, Inspection, Verification } from "./schemas";

/** Events of the checkpoint. */
export const CHECKPOINT_EVENTS = {
  VerificationRecorded: event(z.strictObject({ verification: Verification.shape.id, disposition: Disposition })),
  ConsignmentHeld: event(z.strictObject({ consignment: ConsignmentId, hold: Hold.shape.id, reason: HoldReason })),
  HoldReleased: event(z.strictObject({ consignment: ConsignmentId, hold: Hold.shape.id, reason: HoldReleaseReason })),
  InspectionRecorded: event(
    z.strictObject({ consignment: ConsignmentId, inspection: Inspection.shape.id, result: Inspection.shape.result }),
  ),
} as const;
