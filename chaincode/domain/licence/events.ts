// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { LICENCE_LINES_MAX } from "../shared/licence-lines";
import { Day } from "../shared/primitives";
import { ApplicationId } from "../shared/references";
import { Application, Licence, LicenceAction, LicenceDecision, LicenceReason, LicenceTerms } from "./schemas";
import { LineView, Reservation } from "./write-off";

const licence = Licence.shape.number;
const decided = LicenceAction.pick({ licence: true, action: true, act: true });

const written = event(
  z.strictObject({
    lines: z
      .array(
        LineView.pick({
          licence: true,
          line: true,
          authorised: true,
          reserved: true,
          consumed: true,
          entryCount: true,
        }),
      )
      .max(LICENCE_LINES_MAX),
    reservations: z
      .array(Reservation.pick({ id: true, licence: true, line: true, status: true }))
      .max(LICENCE_LINES_MAX),
  }),
);

/** Events of the licence area: its life, and what is written off. */
export const LICENCE_EVENTS = {
  LicenceAppliedFor: event(z.strictObject({ application: ApplicationId, kind: Application.shape.kind })),
  ApplicationWithdrawn: event(z.strictObject({ application: ApplicationId })),
  ApplicationDecided: event(
    z.strictObject({
      application: ApplicationId,
      outcome: LicenceDecision.shape.outcome,
      reason: LicenceDecision.shape.reason,
    }),
  ),
  LicenceIssued: event(
    Licence.pick({ kind: true, validFrom: true, validTo: true }).extend({ licence, lines: LicenceTerms.shape.lines }),
  ),
  LicenceSuspended: event(z.strictObject({ licence, reason: LicenceReason })),
  LicenceActionRequested: event(decided.extend({ reason: LicenceReason })),
  LicenceActionConfirmed: event(decided.extend({ status: Licence.shape.status })),
  LicenceActionRejected: event(decided),
  LicenceSurrendered: event(z.strictObject({ licence })),
  LicenceExpired: event(z.strictObject({ licence, validTo: Day })),
  LicenceReserved: written,
  LicenceConsumed: written,
  LicenceReservationReleased: written,
  LicenceConsumptionReversed: written,
  LicenceAdjusted: written,
  LicenceLateUsageRecorded: written,
} as const;
