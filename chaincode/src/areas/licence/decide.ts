// SPDX-License-Identifier: Apache-2.0
import {
  type Application,
  APPLICATION_TRANSITIONS,
  commitmentOf,
  type LICENCE_DECIDE,
  ownerOfReference,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, writePart } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireOrderedValidity } from "../../rules/time";
import { APPLICATION_RECORDS } from "../../rules/licence/acts";
import { licenceContentOf, requireTermsFit } from "../../rules/licence/terms";

/** `licence:Decide`. With an approval the officer may replace the content by one that holds conditions and limits. */
export const decide: Handler<typeof LICENCE_DECIDE> = async (tx, input) => {
  const owner = ownerOfReference(input.application);
  requireMemberOf(tx, owner, input.application);
  const application = await requireRecord(tx, APPLICATION_RECORDS, input.application);
  const subject = `Application ${input.application}`;
  const { to } = transition(
    APPLICATION_TRANSITIONS,
    { subject, from: application.status, action: input.outcome, role: tx.caller.role },
    { reason: input.reason, "legal-basis": input.legalBasis },
  );
  const decided: Application = {
    ...application,
    status: to,
    decision: {
      outcome: input.outcome,
      reason: input.reason,
      legalBasis: input.legalBasis,
      officer: tx.caller.officer,
      at: tx.time,
    },
    terms: input.terms,
  };
  if (input.terms !== undefined) {
    requireOrderedValidity(input.terms.validFrom, input.terms.validTo);
    const replaced = tx.parts["content"];
    const content = replaced ?? requiredEvidence(tx, "content");
    requireTermsFit(input.terms.lines, licenceContentOf(content));
    if (replaced !== undefined) {
      decided.commitments = { content: commitmentOf(replaced) };
      await writePart(tx, owner, { kind: "application", id: input.application, part: "content" }, replaced);
    }
  }
  await updateRecord(tx, APPLICATION_RECORDS, input.application, decided);
  tx.announce({ application: input.application, outcome: input.outcome, reason: input.reason });
  return decided;
};
