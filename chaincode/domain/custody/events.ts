// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { ConsignmentId, PartyId } from "../shared/references";
import {
  AcceptanceFindings,
  CustodyEventId,
  CustodyReceipt,
  IncidentCode,
  RefusalCode,
  SealState,
  TimeClass,
  TransferTerms,
} from "./schemas";

const recorded = z.strictObject({ consignment: ConsignmentId, event: CustodyEventId });
const offered = recorded.extend(
  TransferTerms.pick({ transfer: true, releasedBy: true, receivedBy: true, place: true }).shape,
);

/** Events of custody. */
export const CUSTODY_EVENTS = {
  CustodyProposed: event(offered.extend({ timeClass: TimeClass, offerUntil: TransferTerms.shape.offerUntil })),
  CustodyTransferred: event(
    offered.extend({
      notifiedParty: TransferTerms.shape.notifiedParty,
      sealState: SealState,
      countsAgree: AcceptanceFindings.shape.countsAgree,
      late: CustodyReceipt.shape.late,
    }),
  ),
  CustodyRefused: event(recorded.extend({ refusedBy: PartyId, code: RefusalCode })),
  CustodyProposalCancelled: event(recorded.extend({ receivedBy: PartyId })),
  ConsignmentResealed: event(recorded.extend({ place: TransferTerms.shape.place, sealState: SealState })),
  IncidentReported: event(
    recorded.extend({ code: IncidentCode, place: TransferTerms.shape.place, sealState: SealState }),
  ),
  CustodyMatterClosed: event(recorded.extend({ closes: CustodyEventId })),
  CustodyErrorDeclared: event(recorded.extend({ declares: CustodyEventId, reason: z.string() })),
} as const;
