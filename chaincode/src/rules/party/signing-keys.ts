// SPDX-License-Identifier: Apache-2.0
import {
  type ErrorDetails,
  keyReference,
  LicetError,
  ownerOfReference,
  partyOfKey,
  type SigningKey,
} from "@licet/domain";
import { pageOfList } from "../../fabric/lists";
import { readRecord, recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

/** Signing keys, listed by party. */
export const SIGNING_KEY_RECORDS = recordKind("signing-key", {
  listedIn: partyOfKey,
});

/** A party's key, ended ones too, or undefined where its register lists none. */
export function readSigningKey(tx: Transaction, party: string, address: string): Promise<SigningKey | undefined> {
  return readRecord(tx, SIGNING_KEY_RECORDS, keyReference(party, address));
}

/**
 * Whether a signature is in doubt, whenever the key was reported: the key was compromised before the signature was recorded, or before
 * it was made. When it was made is the signer's word; whoever stole the key may say any time, so that only a record from before the
 * compromise shows that it was made before.
 */
export function keyDoubt({ revoked }: SigningKey, made: string, recorded: string): boolean {
  return isCompromised(revoked) && Date.parse(revoked.from) <= Math.max(Date.parse(made), Date.parse(recorded));
}

/** How many of a party's latest keys are looked through where the one that signed is not known. */
const KEYS_LOOKED_AT_MAX = 20;

/** As `keyDoubt`, of any of a party's latest keys: for a signature that cannot be looked at. What its register hides is in doubt too. */
export async function anyKeyDoubt(tx: Transaction, party: string, made: string, recorded: string): Promise<boolean> {
  const page = { pageSize: KEYS_LOOKED_AT_MAX, bookmark: "" };
  try {
    const { items } = await pageOfList(tx, SIGNING_KEY_RECORDS, ownerOfReference(party), party, page);
    return items.some((key) => keyDoubt(key, made, recorded));
  } catch (error) {
    if (error instanceof LicetError) return true;
    throw error;
  }
}

/** Whether a signature counts that others rely on later: its key was in force when it was made, and nothing puts it in doubt since. */
export function isSoundKey(key: SigningKey, made: string, recorded: string): boolean {
  return keyInForce(key, made) && !keyDoubt(key, made, recorded);
}

/** Whether a key's signatures counted at an instant. */
function keyInForce(key: SigningKey, at: string): boolean {
  const instant = Date.parse(at);
  const end = key.revoked?.from ?? key.validTo;
  const ended = end !== undefined && instant >= Date.parse(end);
  const expired = key.validTo !== undefined && instant >= Date.parse(key.validTo);
  return instant >= Date.parse(key.validFrom) && !ended && !expired;
}

/** Whether a key counted for what says that it was done at a time, when it was recorded: a plan is signed before its time. */
export function keyInForceFor(key: SigningKey, at: string, recorded: string): boolean {
  return keyInForce(key, at) && (!isAhead(at, recorded) || keyInForce(key, recorded));
}

/**
 * Reads the key of a party that a signature recovered to, which this transaction is the first to record.
 * @param at instant at which it claims to be signed. Today's revocation of a key does not touch what was signed before it, except of a
 * key that was compromised: whoever has it may claim any instant, so that it signs nothing new.
 * @throws {LicetError} SIGNER_NOT_ACCEPTED where the register lists no such key for the party, or not for that instant.
 */
export async function requireSigningKey(
  tx: Transaction,
  party: string,
  address: string,
  at: string,
): Promise<SigningKey> {
  const key = await readSigningKey(tx, party, address);
  if (key !== undefined && keyInForce(key, at) && !isCompromised(key.revoked)) return key;
  throw new LicetError("SIGNER_NOT_ACCEPTED", `The key ${address} is not a key of ${party} at ${at}.`, {
    party,
    address,
    at,
    listed: key !== undefined,
    ...validityOf(key),
  });
}

/**
 * As `requireSigningKey`; where the time lies ahead, as in a plan, the key must be in force now as well.
 * @throws {LicetError} SIGNER_NOT_ACCEPTED.
 */
export async function requireSigningKeyFor(
  tx: Transaction,
  party: string,
  address: string,
  at: string,
): Promise<SigningKey> {
  const key = await requireSigningKey(tx, party, address, at);
  return isAhead(at, tx.time) ? requireSigningKey(tx, party, address, tx.time) : key;
}

function isAhead(at: string, time: string): boolean {
  return Date.parse(at) > Date.parse(time);
}

/** What a refusal says of a key: from when to when it counts, and whether it was compromised. */
function validityOf({ validFrom, validTo, revoked }: Partial<SigningKey> = {}): ErrorDetails {
  return {
    validFrom: validFrom ?? null,
    validTo: revoked?.from ?? validTo ?? null,
    compromised: isCompromised(revoked),
  };
}

function isCompromised(revoked: SigningKey["revoked"]): revoked is NonNullable<SigningKey["revoked"]> {
  return revoked?.reason === "key-compromised";
}
