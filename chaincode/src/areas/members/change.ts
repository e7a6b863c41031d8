// SPDX-License-Identifier: Apache-2.0
import { hashOf, type JsonValue, LicetError, type MembersChange, type MspId, ownerOfReference } from "@licet/domain";
import { proofKey } from "../../fabric/keys";
import { parseRecord, recordKeyAt } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { agreementKey, MEMBERS_CHANGES } from "./records";

/**
 * Reads a proposed change, also before the consortium is founded.
 * @throws {LicetError} NOT_FOUND.
 */
export async function requireChange(tx: Transaction, id: string): Promise<MembersChange> {
  const address = await addressOf(tx, id);
  const value = address === undefined ? undefined : await tx.state.get(recordKeyAt(MEMBERS_CHANGES.type, address));
  if (value === undefined) {
    throw new LicetError("NOT_FOUND", `${MEMBERS_CHANGES.title} ${id} is not on the ledger.`, {
      kind: MEMBERS_CHANGES.type,
      id,
    });
  }
  const { record } = parseRecord(MEMBERS_CHANGES.schema, value, `${MEMBERS_CHANGES.title} ${id}`);
  // The digest is part of what members agree to, so it is made anew from the list that would take effect.
  return { ...record, id, digest: hashOf(record.members) };
}

/** Proposals come from members and from whoever founds; of an organisation that is on no channel, Fabric knows no collection. */
async function addressOf(tx: Transaction, id: string): Promise<string | undefined> {
  const owner = ownerOfReference(id);
  try {
    return await tx.privateState.hash(owner, proofKey(MEMBERS_CHANGES.type, id));
  } catch (error) {
    if (tx.members.has(owner)) throw error;
    return undefined;
  }
}

/**
 * What an organisation writes into its collection when it agrees: the whole of the change, so that its proposer cannot give an agreed
 * list another deadline or another revision to replace.
 */
export function agreementOf({ id, replaces, digest, consentUntil }: MembersChange): JsonValue {
  return { change: id, replaces, digest, consentUntil };
}

/** Organisations among the given ones that have agreed to a change. */
export async function agreedOf(
  tx: Transaction,
  change: MembersChange,
  organisations: readonly MspId[],
): Promise<readonly MspId[]> {
  const wanted = hashOf(agreementOf(change));
  const agreed: MspId[] = [];
  for (const organisation of organisations) {
    if ((await tx.privateState.hash(organisation, agreementKey(change.id))) === wanted) agreed.push(organisation);
  }
  return agreed;
}
