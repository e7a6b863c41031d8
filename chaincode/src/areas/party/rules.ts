// SPDX-License-Identifier: Apache-2.0
import { PARTY } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { requireRecord } from "../../fabric/records";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { addIdentifiers } from "./add-identifiers";
import { addKey, revokeKey } from "./keys";
import { listKeys, listParties, readParty, whoAmI } from "./read";
import { registerParty } from "./register";
import { appointSignatory, endSignatory, readSignatory } from "./signatories";
import { reinstateParty, suspendParty } from "./standing";

/** The rules behind the party area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(PARTY, {
  handlers: {
    "party:Register": registerParty,
    "party:AddIdentifiers": addIdentifiers,
    "party:AddKey": addKey,
    "party:RevokeKey": revokeKey,
    "party:Suspend": suspendParty,
    "party:Reinstate": reinstateParty,
    "party:Read": readParty,
    "party:List": listParties,
    "party:ListKeys": listKeys,
    "party:WhoAmI": whoAmI,
    "party:AppointSignatory": appointSignatory,
    "party:EndSignatory": endSignatory,
    "party:ReadSignatory": readSignatory,
  },
  commitments: {
    party: async (tx, id) => (await requireRecord(tx, PARTY_RECORDS, id)).commitments,
  },
});
