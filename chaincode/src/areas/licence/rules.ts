// SPDX-License-Identifier: Apache-2.0
import { type Commitments, LICENCE } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import type { Transaction } from "../../fabric/transaction";
import { requireRecord } from "../../fabric/records";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { APPLICATION_RECORDS, isActionReference, LICENCE_ACTION_RECORDS } from "../../rules/licence/acts";
import { apply, withdrawApplication } from "./apply";
import { expire, surrender, suspend } from "./change";
import { confirmAction, rejectAction } from "./confirm";
import { decide } from "./decide";
import { issue } from "./issue";
import { listActions, listApplications, listLicences, readApplication, readLicence } from "./read";
import {
  requestAmendment,
  requestCancellation,
  requestOverride,
  requestReinstatement,
  requestRevocation,
} from "./request";
import { adjust } from "./write-off/adjust";
import { consume } from "./write-off/consume";
import { listEntries, listReservations, readLineView, readValue } from "./write-off/read";
import { recordLate } from "./write-off/record-late";
import { release } from "./write-off/release";
import { reserve } from "./write-off/reserve";
import { reverse } from "./write-off/reverse";

/** The rules behind the licence area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(LICENCE, {
  handlers: {
    "licence:Apply": apply,
    "licence:WithdrawApplication": withdrawApplication,
    "licence:Decide": decide,
    "licence:Issue": issue,
    "licence:ReadApplication": readApplication,
    "licence:ListApplications": listApplications,
    "licence:Suspend": suspend,
    "licence:RequestReinstatement": requestReinstatement,
    "licence:RequestRevocation": requestRevocation,
    "licence:RequestCancellation": requestCancellation,
    "licence:RequestAmendment": requestAmendment,
    "licence:RequestOverride": requestOverride,
    "licence:ConfirmAction": confirmAction,
    "licence:RejectAction": rejectAction,
    "licence:ListActions": listActions,
    "licence:Surrender": surrender,
    "licence:Expire": expire,
    "licence:Read": readLicence,
    "licence:List": listLicences,
    "licence:Reserve": reserve,
    "licence:Consume": consume,
    "licence:Release": release,
    "licence:Reverse": reverse,
    "licence:Adjust": adjust,
    "licence:RecordLate": recordLate,
    "licence:ReadLine": readLineView,
    "licence:ReadValue": readValue,
    "licence:ListEntries": listEntries,
    "licence:ListReservations": listReservations,
  },
  commitments: {
    application: async (tx, id) => (await requireRecord(tx, APPLICATION_RECORDS, id)).commitments,
    licence: licenceCommitments,
  },
});

/** A licence's own content, or the content that a requested amendment of it proposes. */
async function licenceCommitments(tx: Transaction, id: string): Promise<Commitments> {
  if (isActionReference(id)) return (await requireRecord(tx, LICENCE_ACTION_RECORDS, id)).commitments;
  return (await requireRecord(tx, LICENCE_RECORDS, id)).commitments;
}
