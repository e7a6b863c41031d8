// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import {
  LICENCE_ADJUST,
  LICENCE_APPLY,
  LICENCE_CONFIRM_ACTION,
  LICENCE_CONSUME,
  LICENCE_DECIDE,
  LICENCE_EXPIRE,
  LICENCE_ISSUE,
  LICENCE_LIST,
  LICENCE_LIST_ACTIONS,
  LICENCE_LIST_APPLICATIONS,
  LICENCE_LIST_ENTRIES,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_READ,
  LICENCE_READ_APPLICATION,
  LICENCE_READ_LINE,
  LICENCE_READ_VALUE,
  LICENCE_RECORD_LATE,
  LICENCE_REJECT_ACTION,
  LICENCE_RELEASE,
  LICENCE_REQUEST_AMENDMENT,
  LICENCE_REQUEST_CANCELLATION,
  LICENCE_REQUEST_OVERRIDE,
  LICENCE_REQUEST_REINSTATEMENT,
  LICENCE_REQUEST_REVOCATION,
  LICENCE_RESERVE,
  LICENCE_REVERSE,
  LICENCE_SURRENDER,
  LICENCE_SUSPEND,
  LICENCE_WITHDRAW_APPLICATION,
} from "@licet/domain";
import { apply, withdrawApplication } from "../areas/licence/apply";
import { expire, surrender, suspend } from "../areas/licence/change";
import { confirmAction, rejectAction } from "../areas/licence/confirm";
import { decide } from "../areas/licence/decide";
import { issue } from "../areas/licence/issue";
import { listActions, listApplications, listLicences, readApplication, readLicence } from "../areas/licence/read";
import {
  requestAmendment,
  requestCancellation,
  requestOverride,
  requestReinstatement,
  requestRevocation,
} from "../areas/licence/request";
import { adjust } from "../areas/licence/write-off/adjust";
import { consume } from "../areas/licence/write-off/consume";
import { listEntries, listReservations, readLineView, readValue } from "../areas/licence/write-off/read";
import { recordLate } from "../areas/licence/write-off/record-late";
import { release } from "../areas/licence/write-off/release";
import { reserve } from "../areas/licence/write-off/reserve";
import { reverse } from "../areas/licence/write-off/reverse";
import { execute } from "./execute";

/** Licences: from the application to the last write-off. */
@Info({
  title: "licence",
  description: "Applications, licences, acts under four eyes and the write-off of their lines",
})
export class LicenceContract extends Contract {
  constructor() {
    super("licence");
  }

  @Transaction()
  @Returns("string")
  async Apply(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_APPLY, apply, input);
  }

  @Transaction()
  @Returns("string")
  async WithdrawApplication(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_WITHDRAW_APPLICATION, withdrawApplication, input);
  }

  @Transaction()
  @Returns("string")
  async Decide(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_DECIDE, decide, input);
  }

  @Transaction()
  @Returns("string")
  async Issue(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_ISSUE, issue, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadApplication(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_READ_APPLICATION, readApplication, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListApplications(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_LIST_APPLICATIONS, listApplications, input);
  }

  @Transaction()
  @Returns("string")
  async Suspend(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_SUSPEND, suspend, input);
  }

  @Transaction()
  @Returns("string")
  async RequestReinstatement(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REQUEST_REINSTATEMENT, requestReinstatement, input);
  }

  @Transaction()
  @Returns("string")
  async RequestRevocation(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REQUEST_REVOCATION, requestRevocation, input);
  }

  @Transaction()
  @Returns("string")
  async RequestCancellation(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REQUEST_CANCELLATION, requestCancellation, input);
  }

  @Transaction()
  @Returns("string")
  async RequestAmendment(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REQUEST_AMENDMENT, requestAmendment, input);
  }

  @Transaction()
  @Returns("string")
  async RequestOverride(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REQUEST_OVERRIDE, requestOverride, input);
  }

  @Transaction()
  @Returns("string")
  async ConfirmAction(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_CONFIRM_ACTION, confirmAction, input);
  }

  @Transaction()
  @Returns("string")
  async RejectAction(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REJECT_ACTION, rejectAction, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListActions(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_LIST_ACTIONS, listActions, input);
  }

  @Transaction()
  @Returns("string")
  async Surrender(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_SURRENDER, surrender, input);
  }

  @Transaction()
  @Returns("string")
  async Expire(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_EXPIRE, expire, input);
  }

  @Transaction(false)
  @Returns("string")
  async Read(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_READ, readLicence, input);
  }

  @Transaction(false)
  @Returns("string")
  async List(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_LIST, listLicences, input);
  }

  @Transaction()
  @Returns("string")
  async Reserve(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_RESERVE, reserve, input);
  }

  @Transaction()
  @Returns("string")
  async Consume(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_CONSUME, consume, input);
  }

  @Transaction()
  @Returns("string")
  async Release(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_RELEASE, release, input);
  }

  @Transaction()
  @Returns("string")
  async Reverse(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_REVERSE, reverse, input);
  }

  @Transaction()
  @Returns("string")
  async Adjust(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_ADJUST, adjust, input);
  }

  @Transaction()
  @Returns("string")
  async RecordLate(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_RECORD_LATE, recordLate, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadLine(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_READ_LINE, readLineView, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadValue(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_READ_VALUE, readValue, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListEntries(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_LIST_ENTRIES, listEntries, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListReservations(ctx: Context, input: string): Promise<string> {
    return execute(ctx, LICENCE_LIST_RESERVATIONS, listReservations, input);
  }
}
