// SPDX-License-Identifier: Apache-2.0
import {
  type Application,
  APPLICATION_TRANSITIONS,
  type Licence,
  type LICENCE_ISSUE,
  LICENCE_TRANSITIONS,
  type LicenceContent,
  type LicenceStatus,
  type LicenceTerms,
  LicetError,
  type LineBalance,
  lineReference,
  type LineTerms,
  type NeedEvidence,
  ownerOfLicence,
  ownerOfReference,
  requirePermitted,
  transition,
} from "@licet/domain";
import { requireMemberOf, requireState } from "../../rules/authority";
import { requireSecondOfficer } from "../../rules/four-eyes";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, writePart } from "../../fabric/parts";
import { createRecord } from "../../fabric/lists";
import { requireRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { APPLICATION_RECORDS } from "../../rules/licence/acts";
import { LICENCE_RECORDS, LINE_RECORDS } from "../../rules/licence/records";
import { licenceContentOf, requireTermsFit, valueLimitOf } from "../../rules/licence/terms";
import { appendToLine } from "../../rules/write-off/entries";
import { openValueBalance } from "../../rules/write-off/values";

/** `licence:Issue`. What is issued is exactly what was approved: the terms and the content behind the application's hash. */
export const issue: Handler<typeof LICENCE_ISSUE> = async (tx, input) => {
  const owner = ownerOfReference(input.application);
  requireMemberOf(tx, owner, input.application);
  requireOwnNumber(input.licence, owner);
  const application = await requireRecord(tx, APPLICATION_RECORDS, input.application);
  const subject = `Application ${input.application}`;
  const move = { subject, from: application.status, action: "issue", role: tx.caller.role } as const;
  requirePermitted(APPLICATION_TRANSITIONS, move);
  const { decision, terms } = requireApproval(application);
  const evidence = { "second-officer": requireSecondOfficer(tx, [decision.officer], `issue ${input.licence}`) };
  const { to } = transition(APPLICATION_TRANSITIONS, move, evidence);
  const content = requiredEvidence(tx, "content");
  requireTermsFit(terms.lines, licenceContentOf(content));
  const licence: Licence = {
    number: input.licence,
    authority: requireState(tx),
    ...terms,
    status: statusOfIssued(tx, input.licence, evidence),
    application: application.id,
    version: 1,
    commitments: application.commitments,
    decidedBy: decision.officer,
    issuedBy: tx.caller.officer,
    issuedAt: tx.time,
  };
  await createRecord(tx, LICENCE_RECORDS, licence.number, licence);
  await writePart(tx, owner, { kind: "licence", id: licence.number, part: "content" }, content);
  for (const line of terms.lines) await openLine(tx, licence.number, line, licenceContentOf(content));
  await updateRecord(tx, APPLICATION_RECORDS, application.id, { ...application, status: to, licence: licence.number });
  tx.announce({
    licence: licence.number,
    kind: licence.kind,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    lines: terms.lines,
  });
  return licence;
};

function statusOfIssued(tx: Transaction, licence: string, evidence: NeedEvidence): LicenceStatus {
  const move = { subject: `Licence ${licence}`, from: "draft", action: "issue", role: tx.caller.role } as const;
  return transition(LICENCE_TRANSITIONS, move, evidence).to;
}

/** Opens a line's balance with its first entry, and its value balance where its value is limited. */
export async function openLine(
  tx: Transaction,
  licence: string,
  terms: LineTerms,
  content: LicenceContent,
): Promise<void> {
  const unlimited: LineBalance = {
    licence,
    line: terms.line,
    control: terms.control,
    unit: terms.unit,
    reserved: "0",
    consumed: "0",
    trail: [],
  };
  const authorised = terms.authorised === undefined ? undefined : BigInt(terms.authorised);
  const opened = await appendToLine(
    tx,
    unlimited,
    { authorised, reserved: 0n, consumed: 0n },
    { type: "issue", quantity: authorised ?? 0n },
  );
  await createRecord(tx, LINE_RECORDS, lineReference(licence, terms.line), opened);
  const limit = valueLimitOf(terms, content);
  if (limit !== undefined) await openValueBalance(tx, opened, limit);
}

function requireOwnNumber(licence: string, owner: string): void {
  if (ownerOfLicence(licence) === owner) return;
  throw new LicetError("LICENCE_OF_ANOTHER_STATE", `${licence} would belong to ${ownerOfLicence(licence)}.`, {
    licence,
    owner,
  });
}

function requireApproval(application: Application): {
  readonly decision: NonNullable<Application["decision"]>;
  readonly terms: LicenceTerms;
} {
  const { decision, terms } = application;
  if (decision !== undefined && terms !== undefined) return { decision, terms };
  throw new LicetError("LEDGER_DATA_INVALID", `Application ${application.id} is approved without terms.`, {
    subject: application.id,
  });
}
