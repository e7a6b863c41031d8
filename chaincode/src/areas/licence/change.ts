// SPDX-License-Identifier: Apache-2.0
import {
  type Licence,
  type LICENCE_EXPIRE,
  type LICENCE_SURRENDER,
  type LICENCE_SUSPEND,
  LICENCE_TRANSITIONS,
  type LicenceAct,
  type LicenceChange,
  type LicenceStatus,
  LicetError,
  type NeedEvidence,
  ownerOfLicence,
  requirePermitted,
  type RoleMove,
  transition,
} from "@licet/domain";
import type { z } from "zod";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { transactionDay } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { requireHolder } from "../../rules/licence/holder";
import { LICENCE_RECORDS } from "../../rules/licence/records";

/** `licence:Suspend`. */
export const suspend: Handler<typeof LICENCE_SUSPEND> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  const suspended = changed(tx, licence, "suspend", { reason: input.reason, legalBasis: input.legalBasis });
  await updateRecord(tx, LICENCE_RECORDS, licence.number, suspended);
  tx.announce({ licence: licence.number, reason: input.reason });
  return suspended;
};

/** `licence:Surrender`. */
export const surrender: Handler<typeof LICENCE_SURRENDER> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  const surrendered = changed(tx, licence, "surrender", { reason: "requested-by-holder" });
  requireHolder(tx, requiredEvidence(tx, "content"), `Licence ${licence.number}`);
  await updateRecord(tx, LICENCE_RECORDS, licence.number, surrendered);
  tx.announce({ licence: licence.number });
  return surrendered;
};

/** `licence:Expire`. */
export const expire: Handler<typeof LICENCE_EXPIRE> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  requirePermitted(LICENCE_TRANSITIONS, moveOf(tx, licence, "expire"));
  const day = transactionDay(tx);
  if (day <= licence.validTo) {
    throw new LicetError("LICENCE_NOT_EXPIRED", `Licence ${licence.number} is valid to ${licence.validTo}.`, {
      licence: licence.number,
      validTo: licence.validTo,
      day,
    });
  }
  const arithmetic = { day, lastDay: licence.validTo };
  const expired = changed(tx, licence, "expire", { reason: "change-of-circumstances" }, { arithmetic });
  await updateRecord(tx, LICENCE_RECORDS, licence.number, expired);
  tx.announce({ licence: licence.number, validTo: licence.validTo });
  return expired;
};

/**
 * Reads a licence of the caller's own authority.
 * @throws {LicetError} NOT_YOUR_RECORD, NOT_FOUND.
 */
export async function requireOwnLicence(tx: Transaction, number: string): Promise<Licence> {
  requireMemberOf(tx, ownerOfLicence(number), `Licence ${number}`);
  return requireRecord(tx, LICENCE_RECORDS, number);
}

/**
 * The licence after an act.
 * @param evidence what shows the act's needs beside reason and legal basis.
 * @throws {LicetError} TRANSITION_NOT_ALLOWED, ROLE_NOT_ALLOWED, TRANSITION_NEED_UNMET.
 */
export function changed(
  tx: Transaction,
  licence: Licence,
  act: LicenceAct,
  why: Pick<z.output<typeof LicenceChange>, "reason" | "legalBasis" | "requestedBy">,
  evidence: NeedEvidence = {},
): Licence {
  const needs = { reason: why.reason, "legal-basis": why.legalBasis, ...evidence };
  const { to } = transition(LICENCE_TRANSITIONS, moveOf(tx, licence, act), needs);
  return { ...licence, status: to, changed: { act, at: tx.time, officer: tx.caller.officer, ...why } };
}

function moveOf(tx: Transaction, licence: Licence, action: LicenceAct): RoleMove<LicenceStatus, LicenceAct> {
  return { subject: `Licence ${licence.number}`, from: licence.status, action, role: tx.caller.role };
}
