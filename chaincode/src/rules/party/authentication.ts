// SPDX-License-Identifier: Apache-2.0
import { type Authentication, LicetError, ownerOfReference, type SignedValue, type SigningAct } from "@licet/domain";
import { recoverSigner } from "../signatures";
import type { Transaction } from "../../fabric/transaction";
import { requireSigningKeyFor } from "./signing-keys";

/** What a party was to sign, and its signature where it sent one. */
export interface PartyAct<F extends string> {
  readonly party: string;
  /** When it acted, at which time its key must have been in force. */
  readonly at: string;
  readonly act: SigningAct<F>;
  readonly message: Readonly<Record<F, SignedValue>>;
  readonly signature: string | undefined;
}

/**
 * Makes sure that a party itself acted: by the EIP-712 signature of a key that its register lists for that time, and for now where that
 * time lies ahead, as in a plan; or, without a signature, by the identity of the caller, issued for the party by the organisation that
 * keeps its register.
 * @throws {LicetError} PARTY_NOT_REPRESENTED, SIGNATURE_INVALID, SIGNER_NOT_ACCEPTED.
 */
export async function authenticateParty<F extends string>(
  tx: Transaction,
  { party, at, act, message, signature }: PartyAct<F>,
): Promise<Authentication> {
  if (signature === undefined) return authenticateCaller(tx, party);
  const signer = recoverSigner(tx, act, message, signature);
  await requireSigningKeyFor(tx, party, signer, at);
  return { by: "signature", signer, signature };
}

/** @throws {LicetError} PARTY_NOT_REPRESENTED where the caller's identity was not issued for the party by its register's organisation. */
export function authenticateCaller(tx: Transaction, party: string): Authentication {
  const { officer, mspId } = tx.caller;
  if (actsFor(tx, party)) return { by: "identity", officer, organisation: mspId, party };
  throw new LicetError(
    "PARTY_NOT_REPRESENTED",
    `Neither a signature of ${party} nor an identity issued for it is here.`,
    {
      party,
      callerParty: tx.caller.party ?? null,
      callerOrganisation: tx.caller.mspId,
    },
  );
}

/** Whether the caller's identity was issued for the party, by the organisation that keeps the party's register. */
export function actsFor(tx: Transaction, party: string): boolean {
  return tx.caller.party === party && tx.caller.mspId === ownerOfReference(party);
}
