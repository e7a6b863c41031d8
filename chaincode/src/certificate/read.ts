// SPDX-License-Identifier: Apache-2.0
import type { CERTIFICATE_LIST, CERTIFICATE_READ } from "../domain/certificate/definitions";
import type { Handler } from "../ledger/handler";
import { pageOfRecords } from "../ledger/pages";
import { requireRecord } from "../ledger/records";
import { CERTIFICATE_RECORDS } from "./records";

/** `certificate:Read`. */
export const readCertificate: Handler<typeof CERTIFICATE_READ> = (tx, input) =>
  requireRecord(tx, CERTIFICATE_RECORDS, input.certificate);

/** `certificate:List`. */
export const listCertificates: Handler<typeof CERTIFICATE_LIST> = (tx, { issuingState, ...request }) =>
  pageOfRecords(tx, CERTIFICATE_RECORDS, issuingState === undefined ? [] : [issuingState], request, ({ id }) => id);
