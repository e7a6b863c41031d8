// SPDX-License-Identifier: Apache-2.0
import { CHECKPOINT } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { requireInspection } from "../../rules/checkpoint/inspections";
import { hold, listHolds, release } from "./holding";
import { inspect, listInspections } from "./inspect";
import { readVerification, recordVerification } from "./record-verification";
import { verify } from "./verify";

/** The rules behind the checkpoint area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(CHECKPOINT, {
  handlers: {
    "checkpoint:Verify": verify,
    "checkpoint:RecordVerification": recordVerification,
    "checkpoint:Hold": hold,
    "checkpoint:Release": release,
    "checkpoint:Inspect": inspect,
    "checkpoint:ReadVerification": readVerification,
    "checkpoint:ListHolds": listHolds,
    "checkpoint:ListInspections": listInspections,
  },
  commitments: {
    inspection: async (tx, id) => (await requireInspection(tx, id)).commitments,
  },
});
