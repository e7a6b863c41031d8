// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { MEMBERS_MAX } from "../shared/ownership";
import { MspId } from "../shared/primitives";
import { MembersChange, MembersRecord } from "./schemas";

/** Events of the members area. */
export const MEMBERS_EVENTS = {
  MembersChangeProposed: event(
    z.strictObject({
      change: MembersChange.shape.id,
      replaces: MembersChange.shape.replaces,
      digest: MembersChange.shape.digest,
      consentUntil: MembersChange.shape.consentUntil,
    }),
  ),
  MembersChangeAgreed: event(
    z.strictObject({ change: MembersChange.shape.id, organisation: MspId, digest: MembersChange.shape.digest }),
  ),
  MembersChanged: event(
    z.strictObject({
      change: MembersChange.shape.id,
      revision: MembersRecord.shape.revision,
      members: z.array(MspId).max(MEMBERS_MAX),
    }),
  ),
} as const;
