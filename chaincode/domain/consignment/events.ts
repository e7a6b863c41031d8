// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { PartyId } from "../shared/references";
import { Consignment, DifferenceReason, InvalidationReason, Receipt } from "./schemas";

const consignment = Consignment.shape.id;
const declared = Consignment.pick({ ucr: true, allocations: true }).extend({ consignment });
const named = Consignment.pick({ ucr: true }).extend({ consignment });

/** Events of consignments. */
export const CONSIGNMENT_EVENTS = {
  ConsignmentRegistered: event(declared.extend({ custodian: PartyId })),
  DeclarationAmended: event(declared.extend({ reasonCode: z.string() })),
  ConsignmentReleased: event(declared.extend({ office: Consignment.shape.releasedBy })),
  ConsignmentInvalidated: event(named.extend({ reason: InvalidationReason })),
  ConsignmentReceived: event(
    named.extend({
      place: Receipt.shape.place,
      difference: Consignment.shape.difference,
      differences: Receipt.shape.differences,
    }),
  ),
  DifferenceResolved: event(named.extend({ reason: DifferenceReason })),
} as const;
