// SPDX-License-Identifier: Apache-2.0
import type { PartRef, SHARING_HOLDERS } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { partKey } from "../../fabric/keys";
import type { Transaction } from "../../fabric/transaction";

/** Finds the commitment on the channel to a confidential part. */
export type CommitmentLookup = (tx: Transaction, ref: PartRef) => Promise<string | undefined>;

/**
 * Compares the hashes of the organisations' copies with the commitment on the channel.
 * @throws {LicetError} NOT_A_MEMBER for an organisation that can hold none.
 */
export function holders(commitmentAt: CommitmentLookup): Handler<typeof SHARING_HOLDERS> {
  return async (tx, { ref, organisations }) => {
    const commitment = await commitmentAt(tx, ref);
    const holding: string[] = [];
    for (const organisation of organisations) tx.members.require(organisation);
    for (const organisation of commitment === undefined ? [] : organisations) {
      const hash = await tx.privateState.hash(organisation, partKey(ref.kind, ref.id, ref.part));
      if (hash === commitment) holding.push(organisation);
    }
    return { ref, holders: holding };
  };
}
