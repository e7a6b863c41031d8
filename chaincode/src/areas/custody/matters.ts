// SPDX-License-Identifier: Apache-2.0
import { sealStateFound } from "../../rules/checkpoint/inspections";
import { customsOfficeOf } from "../../rules/offices";
import {
  type Authentication,
  commitmentOf,
  countryOf,
  type CUSTODY_CLOSE_MATTER,
  type CUSTODY_DECLARE_ERROR,
  type CUSTODY_REPORT_INCIDENT,
  type CUSTODY_RESEAL,
  type CustodyEvent,
  type CustodyHead,
  IncidentContent,
  isCustoms,
  LicetError,
  missingIncidentFields,
  openMatterOf,
  ownerOfReference,
  requireNotBefore,
  SEAL_TRANSITIONS,
  transition,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requiredPart } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { actsFor, authenticateCaller } from "../../rules/party/authentication";
import { appendEvent } from "../../rules/custody/chain";
import { requireHeadToChange } from "../../rules/custody/head";
import { requireEventOnChain } from "../../rules/custody/events";
import { writeParts } from "./transfer";
import { hasRole } from "../../rules/roles";

/** `custody:Reseal`. */
export const reseal: Handler<typeof CUSTODY_RESEAL> = async (tx, input) => {
  const head = await requireHeadToChange(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  requireNotBefore(head, input.eventTime);
  const subject = `Consignment ${head.consignment}'s seal`;
  const from = await sealStateFound(tx, head);
  transition(SEAL_TRANSITIONS, { subject, from, action: "reseal", role: tx.caller.role });
  const content = requiredPart(tx, "content");
  const { id, receipt } = await appendEvent(tx, head, {
    type: "resealed",
    ...whereAndWhen(tx, by, input),
    by,
    commitments: { content: commitmentOf(content) },
  });
  // Whoever affixed the seals, and whoever registered the goods, must be able to say which they are.
  const readers = [head.custodianMsp, tx.caller.mspId, ownerOfReference(head.consignment)];
  await writeParts(tx, head, [{ name: "content", part: content, commitment: undefined }], readers);
  tx.announce({ consignment: head.consignment, event: id, place: input.place, sealState: receipt.sealState });
  return receipt;
};

/** `custody:ReportIncident`: code 2 breaks the seals on the ledger too. */
export const reportIncident: Handler<typeof CUSTODY_REPORT_INCIDENT> = async (tx, input) => {
  const head = await requireHeadToChange(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  const content = requiredPart(tx, "content");
  const missing = missingIncidentFields(input.code, IncidentContent.parse(content.content));
  if (missing.length > 0) {
    throw new LicetError("INCIDENT_FIELDS_MISSING", `Incident code ${input.code} needs ${missing.join(", ")}.`, {
      code: input.code,
      missing,
    });
  }
  const { id, receipt } = await appendEvent(tx, head, {
    type: "incident-reported",
    ...whereAndWhen(tx, by, input),
    code: input.code,
    by,
    commitments: { content: commitmentOf(content) },
  });
  await writeParts(tx, head, [{ name: "content", part: content, commitment: undefined }], [head.custodianMsp]);
  tx.announce({
    consignment: head.consignment,
    event: id,
    code: input.code,
    place: input.place,
    sealState: receipt.sealState,
  });
  return receipt;
};

/** `custody:CloseMatter`: an incident, or a transfer whose counts did not agree, is closed once. */
export const closeMatter: Handler<typeof CUSTODY_CLOSE_MATTER> = async (tx, input) => {
  const head = await requireHeadToChange(tx, input.consignment);
  const by = authenticateCustoms(tx, head);
  await requireOpenMatter(tx, head, input.closes);
  const { id, receipt } = await appendEvent(tx, head, {
    type: "matter-closed",
    ...whereAndWhen(tx, by, input),
    closes: input.closes,
    by,
    commitments: {},
  });
  tx.announce({ consignment: head.consignment, event: id, closes: input.closes });
  return receipt;
};

/** `custody:DeclareError`: the event stays; the declaration says that it was wrong, and which event says what was right. */
export const declareError: Handler<typeof CUSTODY_DECLARE_ERROR> = async (tx, input) => {
  const head = await requireHeadToChange(tx, input.consignment);
  const by = authenticateCustodianOrCustoms(tx, head);
  const { declares, reason, correctedBy } = input;
  const declared = await requireEventOnChain(tx, head, declares);
  if (correctedBy !== undefined) await requireEventOnChain(tx, head, correctedBy);
  const { id, receipt } = await appendEvent(
    tx,
    head,
    {
      type: "error-declared",
      eventTime: input.eventTime,
      timeClass: "ACT",
      declares,
      reason,
      correctedBy,
      by,
      commitments: {},
    },
    declared.place && countryOf(declared.place),
  );
  tx.announce({ consignment: head.consignment, event: id, declares, reason });
  return receipt;
};

interface WhereAndWhen {
  readonly place?: string | undefined;
  readonly office?: string | undefined;
  readonly eventTime: string;
  readonly timeClass: "ACT";
}

/** Place and time of what happened. An office is that of the officers who acted; where none did, it is what the custodian says. */
function whereAndWhen(
  tx: Transaction,
  by: Authentication,
  input: { readonly place?: string | undefined; readonly office?: string | undefined; readonly eventTime: string },
): WhereAndWhen {
  const { place, office, eventTime } = input;
  const named = isCustoms(by) ? customsOfficeOf(tx, office) : { office };
  return { place, ...named, eventTime, timeClass: "ACT" };
}

/** @throws {LicetError} INCIDENT_ALREADY_CLOSED, EVENT_NOT_ON_CHAIN. */
async function requireOpenMatter(tx: Transaction, head: CustodyHead, id: string): Promise<void> {
  if (openMatterOf(head, id).matter !== undefined) return;
  const event = await requireEventOnChain(tx, head, id);
  if (wasMatter(event)) {
    throw new LicetError("INCIDENT_ALREADY_CLOSED", `Event ${id} is closed already.`, { event: id });
  }
  throw new LicetError("EVENT_NOT_ON_CHAIN", `Event ${id} is neither an incident nor a transfer with a difference.`, {
    event: id,
    type: event.type,
  });
}

function wasMatter(event: CustodyEvent): boolean {
  return event.type === "incident-reported" || (event.type === "custody-transferred" && !event.accepted.countsAgree);
}

function authenticateCustodianOrCustoms(tx: Transaction, head: CustodyHead): Authentication {
  if (hasRole(tx, "customs-officer")) return authenticateCustoms(tx, head);
  if (tx.caller.party !== undefined && !actsFor(tx, head.custodian)) {
    throw new LicetError("NOT_CUSTODIAN", `${head.custodian} has custody of ${head.consignment}.`, {
      custodian: head.custodian,
      given: tx.caller.party,
    });
  }
  return authenticateCaller(tx, head.custodian);
}

/**
 * An officer acts for the state whose authority the organisation is.
 * @throws {LicetError} NOT_CUSTODIAN where it is none.
 */
function authenticateCustoms(tx: Transaction, head: CustodyHead): Authentication {
  const { mspId, officer, jurisdiction } = tx.caller;
  if (jurisdiction !== undefined) return { by: "identity", officer, organisation: mspId, state: jurisdiction };
  throw new LicetError("NOT_CUSTODIAN", `${mspId} is no state's authority and has no custody of this.`, {
    custodian: head.custodian,
    given: mspId,
  });
}
