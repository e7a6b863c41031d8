// SPDX-License-Identifier: Apache-2.0
import { sealStateFound } from "../checkpoint/inspections";
import {
  CUSTODY_CLOSE_MATTER,
  CUSTODY_DECLARE_ERROR,
  CUSTODY_REPORT_INCIDENT,
  CUSTODY_RESEAL,
} from "../domain/custody/definitions";
import { missingIncidentFields } from "../domain/custody/incidents";
import { type Authentication, type CustodyEvent, type CustodyHead, IncidentContent } from "../domain/custody/schemas";
import { SEAL_TRANSITIONS } from "../domain/custody/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { canonicalJson } from "../domain/shared/canonical";
import { commitmentOf } from "../domain/shared/commitment";
import { jurisdictionOf } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import type { Handler } from "../ledger/handler";
import { ledgerKey } from "../ledger/keys";
import { requiredPart } from "../ledger/parts";
import type { Transaction } from "../ledger/transaction";
import { actsFor, authenticateCaller } from "./authenticate";
import { appendEvent, requireHead } from "./chain";
import { requireEventOnChain } from "./events";
import { observedSeals, requireNotBefore, writeParts } from "./transfer";

/** `custody:Reseal`. */
export const reseal: Handler<typeof CUSTODY_RESEAL> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  requireNotBefore(head, input.eventTime);
  const subject = `Consignment ${head.consignment}'s seal`;
  const { to } = transition(SEAL_TRANSITIONS, subject, await sealStateFound(tx, head), "reseal", tx.caller.role);
  const content = requiredPart(tx, "content");
  const { id, receipt } = await appendEvent(
    tx,
    head,
    { type: "resealed", ...input, timeClass: "ACT", by, commitments: { content: commitmentOf(content) } },
    { sealState: to, resealedSequence: head.count + 1, ...openProposalOf(head) },
  );
  await writeParts(tx, head, [{ name: "content", part: content, commitment: undefined }], [head.custodianMsp]);
  tx.announce({ consignment: head.consignment, event: id, place: input.place, sealState: to });
  return receipt;
};

/** `custody:ReportIncident`: code 2 breaks the seals on the ledger too. */
export const reportIncident: Handler<typeof CUSTODY_REPORT_INCIDENT> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  const content = requiredPart(tx, "content");
  const missing = missingIncidentFields(input.code, IncidentContent.parse(content.content));
  if (missing.length > 0) {
    throw new LicetError("INCIDENT_FIELDS_MISSING", `Incident code ${input.code} needs ${missing.join(", ")}.`, {
      code: input.code,
      missing,
    });
  }
  const sealState = input.code === "2" ? observedSeals(head.consignment, head.sealState, "broken") : head.sealState;
  const { id, receipt } = await appendEvent(
    tx,
    head,
    { type: "incident-reported", ...input, timeClass: "ACT", by, commitments: { content: commitmentOf(content) } },
    { sealState, openIncidents: head.openIncidents + 1, ...openProposalOf(head) },
  );
  await writeParts(tx, head, [{ name: "content", part: content, commitment: undefined }], [head.custodianMsp]);
  tx.announce({ consignment: head.consignment, event: id, code: input.code, place: input.place, sealState });
  return receipt;
};

/** `custody:CloseMatter`: an incident, or a transfer whose counts did not agree, is closed once. */
export const closeMatter: Handler<typeof CUSTODY_CLOSE_MATTER> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  requireCustomsOfficer(tx, head);
  const matter = await requireEventOnChain(tx, head, input.closes);
  const change = openMatterOf(head, matter, input.closes);
  const key = ledgerKey("custody-closure", head.consignment, input.closes);
  if ((await tx.state.get(key)) !== undefined) {
    throw new LicetError("INCIDENT_ALREADY_CLOSED", `Event ${input.closes} is closed already.`, {
      event: input.closes,
    });
  }
  const { id, receipt } = await appendEvent(
    tx,
    head,
    { type: "matter-closed", ...input, timeClass: "ACT", by: officerOf(tx), commitments: {} },
    { ...change, ...openProposalOf(head) },
  );
  await tx.state.put(key, canonicalJson({ closedBy: id }));
  await tx.state.setEndorsers(key, [head.custodianMsp]);
  tx.announce({ consignment: head.consignment, event: id, closes: input.closes });
  return receipt;
};

/** `custody:DeclareError`: the event stays; the declaration says that it was wrong, and which event says what was right. */
export const declareError: Handler<typeof CUSTODY_DECLARE_ERROR> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  await requireEventOnChain(tx, head, input.declares);
  if (input.correctedBy !== undefined) await requireEventOnChain(tx, head, input.correctedBy);
  const { id, receipt } = await appendEvent(
    tx,
    head,
    { type: "error-declared", ...input, timeClass: "ACT", by, commitments: {} },
    openProposalOf(head),
  );
  tx.announce({ consignment: head.consignment, event: id, declares: input.declares, reason: input.reason });
  return receipt;
};

/** An open proposal outlives events that do not answer it. */
function openProposalOf(head: CustodyHead): Pick<Parameters<typeof appendEvent>[3], "pendingReceiver"> {
  const { pending } = head;
  return { pendingReceiver: pending && { party: pending.receivedBy, mspId: pending.receiverMsp } };
}

function openMatterOf(
  head: CustodyHead,
  matter: CustodyEvent,
  id: string,
): Partial<Pick<CustodyHead, "openIncidents" | "openDifferences">> {
  if (matter.type === "incident-reported") return { openIncidents: head.openIncidents - 1 };
  if (matter.type === "custody-transferred" && !matter.accepted.countsAgree) {
    return { openDifferences: head.openDifferences - 1 };
  }
  throw new LicetError("EVENT_NOT_ON_CHAIN", `Event ${id} is neither an incident nor a transfer with a difference.`, {
    event: id,
    type: matter.type,
  });
}

function authenticateCustodianOrCustoms(tx: Transaction, head: CustodyHead): Authentication {
  if (tx.caller.role === "customs-officer") {
    requireCustomsOfficer(tx, head);
    return officerOf(tx);
  }
  if (actsFor(tx, head.custodian)) return officerOf(tx);
  if (tx.caller.party !== undefined) {
    throw new LicetError("NOT_CUSTODIAN", `${head.custodian} has custody of ${head.consignment}.`, {
      custodian: head.custodian,
      given: tx.caller.party,
    });
  }
  return authenticateCaller(tx, head.custodian);
}

function requireCustomsOfficer(tx: Transaction, head: CustodyHead): void {
  if (jurisdictionOf(tx.caller.mspId) !== undefined) return;
  throw new LicetError("NOT_CUSTODIAN", `${tx.caller.mspId} is no state's authority and has no custody of this.`, {
    custodian: head.custodian,
    given: tx.caller.mspId,
  });
}

function officerOf(tx: Transaction): Authentication {
  return { by: "identity", officer: tx.caller.officer };
}
