// SPDX-License-Identifier: Apache-2.0
import {
  type ErrorDetails,
  type KeyAlgorithm,
  LicetError,
  ownerOfReference,
  Party,
  type PartyKind,
  Signatory,
  signatoryReference,
  SigningKey,
} from "@licet/domain";
import { readRecord, recordKind, requireRecord } from "../ledger/records";
import { transactionDay } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";

/** Register code that a reference starts with. */
export function registerOf(reference: string): string {
  return reference.slice(0, reference.indexOf("-"));
}

/** Parties, listed by register. */
export const PARTY_RECORDS = recordKind({
  type: "party",
  title: "Party",
  schema: Party,
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
  listedIn: registerOf,
});

const KEY_SEPARATOR = "#";

/** Reference of a party's key: party, algorithm and lower-case address. */
export function keyReference(party: string, address: string, algorithm: KeyAlgorithm = "secp256k1"): string {
  return `${party}${KEY_SEPARATOR}${algorithm}:${address.toLowerCase()}`;
}

/** Signing keys, listed by party. */
export const SIGNING_KEY_RECORDS = recordKind({
  type: "signing-key",
  title: "Signing key",
  schema: SigningKey,
  idOf: ({ party, address, algorithm }) => keyReference(party, address, algorithm),
  ownerOf: ownerOfReference,
  listedIn: (id) => id.slice(0, id.indexOf(KEY_SEPARATOR)),
});

/** Authorised signatories. */
export const SIGNATORY_RECORDS = recordKind({
  type: "signatory",
  title: "Signatory",
  schema: Signatory,
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
});

/**
 * Reads a party that may act on the transaction's day.
 * @param kind what it must be registered as.
 * @throws LicetError NOT_FOUND, PARTY_NOT_IN_FORCE, PARTY_KIND_WRONG.
 */
export async function requireParty(tx: Transaction, id: string, kind?: PartyKind): Promise<Party> {
  const party = await requireRecord(tx, PARTY_RECORDS, id);
  const day = transactionDay(tx);
  if (party.status !== "active" || day < party.validFrom || (party.validTo !== undefined && day > party.validTo)) {
    throw new LicetError("PARTY_NOT_IN_FORCE", `Party ${id} is not in force on ${day}.`, {
      party: id,
      status: party.status,
      validFrom: party.validFrom,
      validTo: party.validTo ?? null,
    });
  }
  if (kind !== undefined && !party.kinds.includes(kind)) {
    throw new LicetError("PARTY_KIND_WRONG", `Party ${id} is not registered as ${kind}.`, {
      party: id,
      needed: kind,
      registered: party.kinds,
    });
  }
  return party;
}

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

/** Whether a key's signatures counted at an instant. */
export function keyInForce(key: SigningKey, at: string): boolean {
  const instant = Date.parse(at);
  const end = key.revoked?.from ?? key.validTo;
  const ended = end !== undefined && instant >= Date.parse(end);
  const expired = key.validTo !== undefined && instant >= Date.parse(key.validTo);
  return instant >= Date.parse(key.validFrom) && !ended && !expired;
}

/**
 * Reads the key of a party that a signature recovered to, which this transaction is the first to record.
 * @param at instant at which it claims to be signed. Today's revocation of a key does not touch what was signed before it, except of a
 * key that was compromised: whoever has it may claim any instant, so that it signs nothing new.
 * @throws LicetError SIGNER_NOT_ACCEPTED where the register lists no such key for the party, or not for that instant.
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

/**
 * The caller's own appointment as signatory of a state, in force on the transaction's day and covering a type of document.
 * @throws LicetError SIGNATORY_NOT_IN_FORCE, SIGNATORY_SCOPE_EXCEEDED.
 */
export async function requireSignatory(
  tx: Transaction,
  register: string,
  documentType: Signatory["scope"][number],
): Promise<Signatory> {
  const id = signatoryReference(register, tx.caller.officer);
  const signatory = await readRecord(tx, SIGNATORY_RECORDS, id);
  const day = transactionDay(tx);
  if (signatory === undefined || !signatoryInForce(signatory, day)) {
    const { validFrom = null, validTo = null, ended } = signatory ?? {};
    throw new LicetError("SIGNATORY_NOT_IN_FORCE", `You are not an authorised signatory of ${register} on ${day}.`, {
      signatory: id,
      day,
      validFrom,
      validTo,
      ended: ended?.at ?? null,
    });
  }
  if (!signatory.scope.includes(documentType)) {
    throw new LicetError("SIGNATORY_SCOPE_EXCEEDED", `Your appointment does not cover ${documentType}.`, {
      signatory: id,
      asked: documentType,
      scope: signatory.scope,
    });
  }
  return signatory;
}

/** Whether an appointment holds on a day. */
export function signatoryInForce(signatory: Signatory, day: string): boolean {
  return signatory.ended === undefined && day >= signatory.validFrom && day <= signatory.validTo;
}
