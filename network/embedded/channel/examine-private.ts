// SPDX-License-Identifier: Apache-2.0

import type { Damage } from "../files/damage.js";
import { prepareTransaction } from "../blocks/committed-block.js";
import { METADATA_TRANSACTIONS_FILTER } from "../blocks/block.js";
import type { WholeRecord } from "../blocks/record.js";
import { decodeRwset } from "../protocol/rwset-codec.js";
import { asDamage, type PrivateCheck } from "../state/private-check.js";
import { Code } from "../validation/codes.js";

/**
 * What private data of blocks is missing or altered.
 *
 * @param recordedFrom blocks before this one are left out: what of their private data was never held is not known
 */
export function recentFaults(records: readonly WholeRecord[], check: PrivateCheck, recordedFrom: number): Damage[] {
  const damages: Damage[] = [];
  for (const { parts } of records) {
    const block = parts.header.number;
    if (block < recordedFrom) continue;
    const codes = parts.metadata[METADATA_TRANSACTIONS_FILTER];
    for (const [tx, envelope] of parts.envelopes.entries()) {
      const action = codes?.[tx] === Code.VALID ? prepareTransaction(envelope)?.action : undefined;
      if (action === undefined) continue;
      for (const fault of check.ofTransaction(decodeRwset(action.results), { block, tx }))
        damages.push(asDamage(fault));
    }
  }
  return damages;
}
