// SPDX-License-Identifier: Apache-2.0
import { getAddress } from "ethers/address";
import { LicetError } from "../domain/errors/licet-error";
import { PARTY_ADD_KEY, PARTY_REVOKE_KEY } from "../domain/party/definitions";
import type { SigningKey } from "../domain/party/schemas";
import { ownerOfReference } from "../domain/shared/ownership";
import type { Handler } from "../ledger/handler";
import { requireMemberOf } from "../ledger/authority";
import { createRecord, requireRecord, updateRecord } from "../ledger/records";
import { requireNotInFuture, requireOrderedValidity } from "../ledger/time";
import { keyReference, requireParty, SIGNING_KEY_RECORDS } from "./records";

/** `party:AddKey`. */
export const addKey: Handler<typeof PARTY_ADD_KEY> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.party), input.party);
  requireOrderedValidity(input.validFrom, input.validTo);
  await requireParty(tx, input.party);
  const key: SigningKey = { ...input, address: checksummed(input.address), registeredAt: tx.time };
  await createRecord(tx, SIGNING_KEY_RECORDS, keyReference(key.party, key.address), key);
  tx.announce({ party: key.party, address: key.address, validFrom: key.validFrom });
  return key;
};

/** `party:RevokeKey`. A compromise may be dated back; it may not be dated ahead. */
export const revokeKey: Handler<typeof PARTY_REVOKE_KEY> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.party), input.party);
  const id = keyReference(input.party, input.address);
  const key = await requireRecord(tx, SIGNING_KEY_RECORDS, id);
  if (key.revoked !== undefined) {
    throw new LicetError("KEY_NOT_IN_FORCE", `The key ${key.address} is revoked already.`, {
      address: key.address,
      revokedFrom: key.revoked.from,
    });
  }
  const from = input.from ?? tx.time;
  requireNotInFuture(tx, from);
  const revoked: SigningKey = { ...key, revoked: { at: tx.time, from, reason: input.reason } };
  await updateRecord(tx, SIGNING_KEY_RECORDS, id, revoked);
  tx.announce({ party: key.party, address: key.address, from, reason: input.reason });
  return revoked;
};

function checksummed(address: string): string {
  try {
    return getAddress(address);
  } catch {
    throw new LicetError("INVALID_INPUT", `The address ${address} does not fit its own checksum (EIP-55).`, {
      address,
    });
  }
}
