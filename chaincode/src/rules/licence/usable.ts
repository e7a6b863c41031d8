// SPDX-License-Identifier: Apache-2.0
import { requireCertificateInForce } from "../certificate/standing";
import { countsAtArrival, isOpenStatus, type Licence, LicetError } from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import { transactionDay } from "../time";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "./records";

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
  if (!isOpenStatus(licence.status)) {
    throw new LicetError("LICENCE_NOT_USABLE", `Licence ${licence.number} is ${licence.status}.`, facts);
  }
  // An import licence counts at arrival, so that it may begin while the goods are under way.
  const isEarly = day < licence.validFrom && !countsAtArrival(licence.kind.activity);
  if (isEarly || day > licence.validTo) {
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
