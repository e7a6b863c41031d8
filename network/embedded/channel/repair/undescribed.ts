// SPDX-License-Identifier: Apache-2.0

import { METADATA_TRANSACTIONS_FILTER } from "../../blocks/block.js";
import { prepareTransaction } from "../../blocks/committed-block.js";
import { inspectBlocks } from "../../blocks/inspect.js";
import type { WholeRecord } from "../../blocks/record.js";
import type { TxRwset } from "../../protocol/rwset.js";
import { decodeRwset } from "../../protocol/rwset-codec.js";
import type { Definitions } from "../../state/definitions.js";
import { Code } from "../../validation/codes.js";

/**
 * Collections, as `chaincode/collection`, of which block files hold private writes and that the description of the network does not
 * know: nobody could say who is to have their content.
 */
export function undescribedCollections(folder: string, definitions: Definitions): readonly string[] {
  const found = new Set<string>();
  inspectBlocks(folder, { mark: undefined, stateHeight: 0 }, (record) => {
    for (const rwset of validSets(record)) {
      for (const { namespace, collections } of rwset) {
        for (const { collection, privateHash } of collections) {
          const isKnown = definitions.collection(namespace, collection) !== undefined;
          if (privateHash.length > 0 && !isKnown) found.add(`${namespace}/${collection}`);
        }
      }
    }
  });
  return [...found].sort();
}

function validSets({ parts }: WholeRecord): TxRwset[] {
  const codes = parts.metadata[METADATA_TRANSACTIONS_FILTER];
  return parts.envelopes.flatMap((envelope, tx) => {
    const action = codes?.[tx] === Code.VALID ? prepareTransaction(envelope)?.action : undefined;
    return action === undefined ? [] : [decodeRwset(action.results)];
  });
}
