// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { requireConsignment } from "../../rules/consignment/records";
import { amendDeclaration } from "./amend";
import { invalidate, releaseForExport } from "./leave";
import { findConsignments, listByLicence, listByLrn, listByMucr, showConsignment } from "./read";
import { receive, resolveDifference } from "./receive";
import { register } from "./register";
import { releaseEvidence } from "./release-evidence";

/** The rules behind the consignment area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(CONSIGNMENT, {
  handlers: {
    "consignment:Register": register,
    "consignment:AmendDeclaration": amendDeclaration,
    "consignment:ReleaseForExport": releaseForExport,
    "consignment:ReleaseEvidence": releaseEvidence,
    "consignment:Invalidate": invalidate,
    "consignment:Receive": receive,
    "consignment:ResolveDifference": resolveDifference,
    "consignment:Read": showConsignment,
    "consignment:FindByUcr": findConsignments,
    "consignment:ListByLicence": listByLicence,
    "consignment:ListByMucr": listByMucr,
    "consignment:ListByLrn": listByLrn,
  },
  commitments: {
    consignment: async (tx, id) => (await requireConsignment(tx, id)).commitments,
  },
});
