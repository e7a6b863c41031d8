// SPDX-License-Identifier: Apache-2.0
import { requireCertificateInForce } from "../certificate/standing";
import { availableOf, type Licence, type LicenceStatus, LicetError, type LineBalance } from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import { transactionDay } from "../time";
import type { Transaction } from "../../fabric/transaction";
import { balanceOf } from "./line";
import { LICENCE_RECORDS } from "./records";

const OPEN: readonly LicenceStatus[] = ["issued", "reinstated"];

/**
 * Reads a licence that may be used now: issued or reinstated, within its dates, and with its end-use certificate in force.
 * Whether a line has enough left is for the line's arithmetic.
 * @throws {LicetError} NOT_FOUND, LICENCE_SUSPENDED, LICENCE_NOT_USABLE, CERTIFICATE_REQUIRED,
 * CERTIFICATE_NOT_IN_FORCE.
 */
export async function requireUsableLicence(tx: Transaction, number: string): Promise<Licence> {
  const licence = await requireRecord(tx, LICENCE_RECORDS, number);
  requireOpen(licence, transactionDay(tx));
  await requireCertificate(tx, licence);
  return licence;
}

/** @throws {LicetError} LICENCE_SUSPENDED, LICENCE_NOT_USABLE where status or dates of the licence do not allow its use on a day. */
export function requireOpen(licence: Licence, day: string): void {
  const facts = {
    licence: licence.number,
    status: licence.status,
    day,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
  };
  if (licence.status === "suspended") {
    throw new LicetError("LICENCE_SUSPENDED", `Licence ${licence.number} is suspended.`, {
      ...facts,
      since: licence.changed?.at ?? null,
      reason: licence.changed?.reason ?? null,
    });
  }
  if (!OPEN.includes(licence.status)) {
    throw new LicetError("LICENCE_NOT_USABLE", `Licence ${licence.number} is ${licence.status}.`, facts);
  }
  if (day < licence.validFrom || day > licence.validTo) {
    throw new LicetError(
      "LICENCE_NOT_USABLE",
      `Licence ${licence.number} is valid from ${licence.validFrom} to ${licence.validTo}, not on ${day}.`,
      facts,
    );
  }
}

async function requireCertificate(tx: Transaction, licence: Licence): Promise<void> {
  if (licence.boundCertificate !== undefined) {
    await requireCertificateInForce(tx, licence.boundCertificate, licence);
    return;
  }
  if (!licence.certificateRequired) return;
  throw new LicetError("CERTIFICATE_REQUIRED", `Licence ${licence.number} needs an end-use certificate first.`, {
    licence: licence.number,
  });
}

/** Status of a licence on a day, with expiry by date and exhaustion by arithmetic taken into account. */
export function effectiveStatus(licence: Licence, lines: readonly LineBalance[], day: string): LicenceStatus {
  if (licence.status !== "suspended" && !OPEN.includes(licence.status)) return licence.status;
  if (day > licence.validTo) return "expired";
  if (licence.status === "suspended") return "suspended";
  return isExhausted(lines) ? "exhausted" : licence.status;
}

/** Whether every line has a limit on its quantity, none has anything left, and nothing is reserved that may come back. */
function isExhausted(lines: readonly LineBalance[]): boolean {
  return lines.length > 0 && lines.every((line) => availableOf(balanceOf(line)) === 0n && line.reserved === "0");
}
