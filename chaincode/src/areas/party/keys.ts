// SPDX-License-Identifier: Apache-2.0
import { getAddress } from "ethers/address";
import type { z } from "zod";
import {
  keyReference,
  LicetError,
  ownerOfReference,
  PARTY_ADD_KEY,
  PARTY_REVOKE_KEY,
  type RegisterReason,
  type SigningKey,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireMemberOf } from "../../rules/authority";
import { createRecord } from "../../fabric/lists";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireNotInFuture, requireOrderedValidity } from "../../rules/time";
import { SIGNING_KEY_RECORDS } from "../../rules/party/signing-keys";
import { requireParty } from "../../rules/party/parties";

type RevocationReason = z.output<typeof RegisterReason>;

/** `party:AddKey`. */
export const addKey: Handler<typeof PARTY_ADD_KEY> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.party), input.party);
  requireOrderedValidity(input.validFrom, input.validTo);
  await requireParty(tx, input.party);
  const key: SigningKey = { ...input, address: checksummed(input.address), registeredAt: tx.time };
  await createRecord(tx, SIGNING_KEY_RECORDS, keyReference(key.party, key.address, key.algorithm), key);
  tx.announce({ party: key.party, address: key.address, validFrom: key.validFrom });
  return key;
};

/** `party:RevokeKey`. A revocation may be dated back, also afterwards; it is neither dated ahead nor taken back. */
export const revokeKey: Handler<typeof PARTY_REVOKE_KEY> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.party), input.party);
  const id = keyReference(input.party, input.address, input.algorithm);
  const key = await requireRecord(tx, SIGNING_KEY_RECORDS, id);
  const from = input.from ?? key.revoked?.from ?? tx.time;
  requireNotInFuture(tx, from);
  requireFurtherRevocation(key, from, input.reason);
  const revoked: SigningKey = { ...key, revoked: { at: tx.time, from, reason: input.reason } };
  await updateRecord(tx, SIGNING_KEY_RECORDS, id, revoked);
  tx.announce({ party: key.party, address: key.address, from, reason: input.reason });
  return revoked;
};

/** @throws {LicetError} KEY_NOT_IN_FORCE where a key is revoked already, as of then or earlier, and not for less of a reason. */
function requireFurtherRevocation({ address, revoked }: SigningKey, from: string, reason: RevocationReason): void {
  if (revoked === undefined) return;
  const backMs = Date.parse(revoked.from) - Date.parse(from);
  const worse = reason === "key-compromised" && revoked.reason !== reason;
  if (backMs >= 0 && (worse || (backMs > 0 && reason === revoked.reason))) return;
  throw new LicetError("KEY_NOT_IN_FORCE", `The key ${address} is revoked already, from ${revoked.from}.`, {
    address,
    revokedFrom: revoked.from,
    reason: revoked.reason,
  });
}

function checksummed(address: string): string {
  try {
    return getAddress(address);
  } catch {
    throw new LicetError("INVALID_INPUT", `The address ${address} does not fit its own checksum (EIP-55).`, {
      address,
    });
  }
}
