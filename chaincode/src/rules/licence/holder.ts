// SPDX-License-Identifier: Apache-2.0
import { LicetError, type SaltedPart } from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { licenceContentOf } from "./terms";

/** @throws {LicetError} HOLDER_ONLY where the caller does not act for the party that the content names as exporter. */
export function requireHolder(tx: Transaction, content: SaltedPart, subject: string): void {
  const { exporter } = licenceContentOf(content);
  if (tx.caller.party !== undefined && tx.caller.party === exporter.party) return;
  throw new LicetError("HOLDER_ONLY", `${subject} names another party than yours as exporter.`, {
    subject,
    party: tx.caller.party ?? null,
  });
}
