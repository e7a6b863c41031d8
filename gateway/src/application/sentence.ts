// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { ANSWERS } from "../errors/answers.js";
import { GatewayError } from "../errors/gateway-error.js";
import { LedgerError } from "../ports/ledger-error.js";

/** What went wrong, and what to do, in words for somebody at a terminal. */
export function sentenceOf(error: unknown): string {
  const refusal = error instanceof LedgerError ? error.refusal : error;
  if (refusal instanceof LicetError || refusal instanceof GatewayError) {
    return `${refusal.code}: ${refusal.sentence} ${ANSWERS[refusal.code].next}`;
  }
  if (error instanceof LedgerError) return `The ledger did not take it: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
