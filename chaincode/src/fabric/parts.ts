// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import {
  canonicalJson,
  commitmentOf,
  Hash,
  type JsonValue,
  LicetError,
  type MspId,
  type PartRef,
  type SaltedPart,
} from "@licet/domain";
import { parseStored } from "./records";
import { partKey } from "./keys";
import type { Transaction } from "./transaction";

const StoredPart = z.strictObject({ salt: Hash, content: z.json() });

/** Writes a confidential part into an organisation's implicit collection, which needs that organisation's endorsement. */
export async function writePart(tx: Transaction, organisation: MspId, ref: PartRef, part: SaltedPart): Promise<void> {
  const value = canonicalJson({ content: part.content, salt: part.salt });
  await tx.privateState.put(organisation, partKey(ref.kind, ref.id, ref.part), value);
}

/**
 * Reads a confidential part from the caller's own organisation's collection at that organisation's own peer.
 * Fabric does not protect an implicit collection against a caller who targets its owner's peer, so this refuses it.
 * @returns the part, or undefined where the organisation does not hold it.
 * @throws {LicetError} PRIVATE_READ_REFUSED where the caller's organisation is not the peer's own.
 */
export async function readPart(tx: Transaction, ref: PartRef): Promise<SaltedPart | undefined> {
  requireOwnPeer(tx);
  const key = partKey(ref.kind, ref.id, ref.part);
  if ((await tx.privateState.hash(tx.peerMsp, key)) === undefined) return undefined;
  const value = await tx.privateState.get(tx.peerMsp, key);
  if (value === undefined) return undefined;
  const stored = parseStored(StoredPart, value, `part ${ref.part} of ${ref.id}`);
  return { salt: stored.salt, content: stored.content as JsonValue };
}

/** @throws {LicetError} PRIVATE_READ_REFUSED where the caller's organisation is not the peer's own. */
export function requireOwnPeer(tx: Transaction): void {
  if (tx.caller.mspId === tx.peerMsp) return;
  throw new LicetError(
    "PRIVATE_READ_REFUSED",
    `A member of ${tx.caller.mspId} may not read at a peer of ${tx.peerMsp}.`,
    {
      caller: tx.caller.mspId,
      peer: tx.peerMsp,
    },
  );
}

/**
 * The confidential part that a transaction writes; `execute` has checked that it is there and fits its schema.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT where it is an optional one and was left out.
 */
export function requiredPart(tx: Transaction, name: string): SaltedPart {
  const part = tx.parts[name];
  if (part !== undefined) return part;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The confidential part ${name} is needed here.`, { part: name });
}

/**
 * The confidential content of an existing record that a rule needs; `execute` has checked it against its hash on the channel.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT where it was not handed over.
 */
export function requiredEvidence(tx: Transaction, name: string): SaltedPart {
  const part = tx.evidence[name];
  if (part !== undefined) return part;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The evidence ${name} is needed here.`, { evidence: name });
}

/** @throws {LicetError} COMMITMENT_MISMATCH where the part does not hash to the commitment on the channel. */
export function requireCommitment(part: SaltedPart, commitment: string | undefined, subject: string): void {
  if (commitment !== undefined && commitmentOf(part) === commitment) return;
  throw new LicetError(
    "COMMITMENT_MISMATCH",
    `The content handed over for ${subject} is not what the channel's hash stands for.`,
    {
      subject,
    },
  );
}
