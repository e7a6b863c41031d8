// SPDX-License-Identifier: Apache-2.0
import {
  type Application,
  APPLICATION_TRANSITIONS,
  commitmentOf,
  type LICENCE_APPLY,
  type LICENCE_WITHDRAW_APPLICATION,
  type LicenceContent,
  LicetError,
  ownerOfReference,
  type SaltedPart,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requiredEvidence, requiredPart, writePart } from "../ledger/parts";
import { createRecord } from "../ledger/lists";
import { requireRecord, updateRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { APPLICATION_RECORDS } from "./records";

/** `licence:Apply`. */
export const apply: Handler<typeof LICENCE_APPLY> = async (tx, input) => {
  const owner = ownerOfReference(input.application);
  requireMemberOf(tx, owner, `The register of ${input.application}`);
  const content = requiredPart(tx, "content");
  if (tx.caller.role === "exporter") requireHolder(tx, content, input.application);
  const application: Application = {
    id: input.application,
    kind: input.kind,
    status: "submitted",
    commitments: { content: commitmentOf(content) },
    submittedAt: tx.time,
    submittedBy: tx.caller.officer,
  };
  await createRecord(tx, APPLICATION_RECORDS, application.id, application);
  await writePart(tx, owner, { kind: "application", id: application.id, part: "content" }, content);
  tx.announce({ application: application.id, kind: application.kind });
  return application;
};

/** `licence:WithdrawApplication`. */
export const withdrawApplication: Handler<typeof LICENCE_WITHDRAW_APPLICATION> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.application), input.application);
  const application = await requireRecord(tx, APPLICATION_RECORDS, input.application);
  const subject = `Application ${input.application}`;
  const { to } = transition(APPLICATION_TRANSITIONS, subject, application.status, "withdraw", tx.caller.role);
  requireHolder(tx, requiredEvidence(tx, "content"), input.application);
  const withdrawn: Application = { ...application, status: to };
  await updateRecord(tx, APPLICATION_RECORDS, input.application, withdrawn);
  tx.announce({ application: input.application });
  return withdrawn;
};

/** @throws LicetError HOLDER_ONLY where the caller does not act for the party that the content names as exporter. */
export function requireHolder(tx: Transaction, content: SaltedPart, subject: string): void {
  const { exporter } = content.content as unknown as LicenceContent;
  if (tx.caller.party !== undefined && tx.caller.party === exporter.party) return;
  throw new LicetError("HOLDER_ONLY", `${subject} names another party than yours as exporter.`, {
    subject,
    party: tx.caller.party ?? null,
  });
}
