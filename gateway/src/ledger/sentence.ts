// SPDX-License-Identifier: Apache-2.0
import { errorEntry, LicetError } from "@licet/chaincode/domain";
import { LedgerError } from "./ledger-error.js";

/** What went wrong, and what to do, in words for somebody at a terminal. */
export function sentenceOf(error: unknown): string {
  const refusal = error instanceof LedgerError ? error.refusal : error;
  if (refusal instanceof LicetError) return `${refusal.code}: ${refusal.sentence} ${errorEntry(refusal.code).next}`;
  if (error instanceof LedgerError) return `The ledger did not take it: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
