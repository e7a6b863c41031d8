// SPDX-License-Identifier: Apache-2.0
import { VERDICT_TABLE } from "@licet/domain/checkpoint/verdict-table";

/** What an officer does, as the ledger says it, to the first code of the table that it stands at: the dictionaries have it once. */
const CODE_OF_ACTION = new Map<string, string>(
  Object.entries(VERDICT_TABLE)
    .toReversed()
    .map(([code, { action }]) => [action, code]),
);

/** Codes under which the dictionaries say what an officer does. */
export const TODO_CODES: readonly string[] = [...CODE_OF_ACTION.values()];

/** The code under which the dictionaries say an action of the ledger; undefined for one that this release does not know. */
export function todoCodeOf(action: string): string | undefined {
  return CODE_OF_ACTION.get(action);
}
