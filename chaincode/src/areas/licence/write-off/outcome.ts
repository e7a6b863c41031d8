// SPDX-License-Identifier: Apache-2.0
import type { Transaction } from "../../../fabric/transaction";
import type { WriteOffOutcome } from "../../../rules/write-off/session";

/** Announces what a write-off did: the lines with their balances, the reservations by id. */
export function announced(tx: Transaction, outcome: WriteOffOutcome): WriteOffOutcome {
  tx.announce({
    lines: outcome.lines.map(({ licence, line, authorised, reserved, consumed, entryCount }) => ({
      licence,
      line,
      authorised,
      reserved,
      consumed,
      entryCount,
    })),
    reservations: outcome.reservations.map(({ id, licence, line, status }) => ({ id, licence, line, status })),
  });
  return outcome;
}
