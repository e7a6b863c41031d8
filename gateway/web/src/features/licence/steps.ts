// SPDX-License-Identifier: Apache-2.0
import type { Entry } from "../../api/licensing";
import type { BalanceStep } from "../../components/balance-steps";

/** The balance from each entry on, oldest first; lines without a limit have no such chart. */
export function stepsOf(entries: readonly Pick<Entry, "sequence" | "at" | "after">[]): BalanceStep[] {
  return [...entries]
    .sort((left, right) => left.sequence - right.sequence)
    .flatMap(({ at, after: { authorised, consumed, reserved } }) =>
      authorised === undefined ? [] : [{ at, authorised, consumed, reserved }],
    );
}
