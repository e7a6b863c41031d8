// SPDX-License-Identifier: Apache-2.0
import { type Commitments, CUSTODY, eventPlaceOf } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import type { Transaction } from "../../fabric/transaction";
import { requireConsignment } from "../../rules/consignment/records";
import { eventCommitments } from "../../rules/custody/events";
import { accept, cancel, refuse } from "./answer";
import { audit } from "./audit";
import { handOff } from "./handoff";
import { closeMatter, declareError, reportIncident, reseal } from "./matters";
import { propose } from "./propose";
import { listEvents, readHead } from "./read";

/** The rules behind the custody area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(CUSTODY, {
  handlers: {
    "custody:Propose": propose,
    "custody:Accept": accept,
    "custody:Refuse": refuse,
    "custody:Cancel": cancel,
    "custody:Handoff": handOff,
    "custody:Reseal": reseal,
    "custody:ReportIncident": reportIncident,
    "custody:CloseMatter": closeMatter,
    "custody:DeclareError": declareError,
    "custody:Head": readHead,
    "custody:ListEvents": listEvents,
    "custody:Audit": audit,
  },
  commitments: {
    "custody-event": custodyCommitments,
  },
});

/** An event counts on the chain of a registered consignment only. */
async function custodyCommitments(tx: Transaction, id: string): Promise<Commitments> {
  await requireConsignment(tx, eventPlaceOf(id).consignment);
  return eventCommitments(tx, id);
}
