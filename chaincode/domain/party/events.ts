// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { Instant } from "../shared/primitives";
import { Party, RegisterReason, Signatory, SigningKey } from "./schemas";

const moved = event(Party.pick({ id: true, status: true }).extend({ reason: RegisterReason }));

/** Events of the party area. */
export const PARTY_EVENTS = {
  PartyRegistered: event(Party.pick({ id: true, kinds: true, jurisdiction: true })),
  PartyIdentifiersAdded: event(Party.pick({ id: true })),
  PartyKeyAdded: event(SigningKey.pick({ party: true, address: true, validFrom: true })),
  PartyKeyRevoked: event(
    SigningKey.pick({ party: true, address: true }).extend({ from: Instant, reason: RegisterReason }),
  ),
  PartySuspended: moved,
  PartyReinstated: moved,
  SignatoryAppointed: event(Signatory.pick({ id: true, office: true, scope: true, validTo: true })),
  SignatoryEnded: event(z.strictObject({ id: Signatory.shape.id, reason: RegisterReason })),
} as const;
