// SPDX-License-Identifier: Apache-2.0
import type { KeyType } from "@licet/domain";

const DELIMITER = "\u0000";

/**
 * Composite key in Fabric's own form (U+0000, type, U+0000, attribute, U+0000, …). A record's key holds nothing but its address, which
 * nobody can know before the record is written: see `records.ts`. Nothing ranges over keys.
 */
export function ledgerKey(type: KeyType, ...attributes: readonly string[]): string {
  return `${DELIMITER}${type}${DELIMITER}${attributes.map((attribute) => `${attribute}${DELIMITER}`).join("")}`;
}

// Whoever reads blocks knows parts, proofs and consents by the hashes of these keys, so that the domain makes them.
export { consentKey, partKey, proofKey } from "@licet/domain";

/** Key of the signature by which an end user has repudiated a certificate, in the issuing state's collection. */
export function repudiationKey(certificate: string): string {
  return `repudiation/${certificate}`;
}

/** Key of the secret that an organisation's salts are made from, in its own collection. */
export const SALT_SECRET_KEY = "secret/salt";

/** Key of a licence line's value balance in its owner's collection. */
export function valueKey(licence: string, line: number): string {
  return `value/${licence}/${line.toString()}`;
}

/** Key of the value that is set aside and consumed under a reservation, in the licence owner's collection. */
export function reservationValueKey(licence: string, line: number, reservation: string): string {
  return `reservation-value/${licence}/${line.toString()}/${reservation}`;
}

/** Width of a sequence number within a key, so that keys sort as numbers do. */
export const SEQUENCE_WIDTH = 9;

/** Sequence number as it stands within a key. */
export function sequenceAttribute(sequence: number): string {
  return sequence.toString().padStart(SEQUENCE_WIDTH, "0");
}
