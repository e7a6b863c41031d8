// SPDX-License-Identifier: Apache-2.0
import { type Certificate, type CERTIFICATE_LIST, type CERTIFICATE_READ, LicetError } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { pageOfRegisters } from "../../fabric/lists";
import type { Transaction } from "../../fabric/transaction";
import { CERTIFICATE_RECORDS, readCertificate, requireCertificate } from "../../rules/certificate/records";

/** `certificate:Read`. */
export const showCertificate: Handler<typeof CERTIFICATE_READ> = (tx, input) =>
  requireCertificate(tx, input.certificate);

/** `certificate:List`. */
export const listCertificates: Handler<typeof CERTIFICATE_LIST> = async (tx, { issuingState, ...request }) => {
  const page = await pageOfRegisters(tx, CERTIFICATE_RECORDS, issuingState, request);
  const items: Certificate[] = [];
  for (const { id } of page.items) {
    const certificate = await authenticCertificate(tx, id);
    if (certificate !== undefined) items.push(certificate);
  }
  return { items, bookmark: page.bookmark };
};

/** A certificate of a list; what cannot be relied on is left out of it. */
async function authenticCertificate(tx: Transaction, id: string): Promise<Certificate | undefined> {
  try {
    return await readCertificate(tx, id);
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
