// SPDX-License-Identifier: Apache-2.0
import {
  type Application,
  APPLICATION_TRANSITIONS,
  commitmentOf,
  type LICENCE_APPLY,
  type LICENCE_WITHDRAW_APPLICATION,
  ownerOfReference,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, requiredPart, writePart } from "../../fabric/parts";
import { createRecord } from "../../fabric/lists";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireHolder } from "../../rules/licence/holder";
import { APPLICATION_RECORDS } from "../../rules/licence/acts";
import { hasRole } from "../../rules/roles";

/** `licence:Apply`. */
export const apply: Handler<typeof LICENCE_APPLY> = async (tx, input) => {
  const owner = ownerOfReference(input.application);
  requireMemberOf(tx, owner, `The register of ${input.application}`);
  const content = requiredPart(tx, "content");
  if (hasRole(tx, "exporter")) requireHolder(tx, content, input.application);
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
  const { to } = transition(APPLICATION_TRANSITIONS, {
    subject,
    from: application.status,
    action: "withdraw",
    role: tx.caller.role,
  });
  requireHolder(tx, requiredEvidence(tx, "content"), input.application);
  const withdrawn: Application = { ...application, status: to };
  await updateRecord(tx, APPLICATION_RECORDS, input.application, withdrawn);
  tx.announce({ application: input.application });
  return withdrawn;
};
