// SPDX-License-Identifier: Apache-2.0

/** Object types of composite keys: the one list of what lies on the ledger. */
export const KEY_TYPES = [
  "party",
  "signing-key",
  "signatory",
  "control-list",
  "control-entry",
  "application",
  "licence",
  "licence-line",
  "licence-entry",
  "licence-action",
  "reservation",
  "certificate",
  "consignment",
  "consignment-ucr",
  "consignment-licence",
  "custody-head",
  "custody-event",
  "custody-closure",
  "hold",
  "inspection",
  "verification",
] as const;
export type KeyType = (typeof KEY_TYPES)[number];

const DELIMITER = "\u0000";

/**
 * Composite key in Fabric's own form (U+0000, type, U+0000, attribute, U+0000, …), so that range queries by leading attributes work.
 * Attributes have been checked by their schemas: they hold no control characters.
 */
export function ledgerKey(type: KeyType, ...attributes: readonly string[]): string {
  return `${DELIMITER}${type}${DELIMITER}${attributes.map((attribute) => `${attribute}${DELIMITER}`).join("")}`;
}

/** Key of a confidential part in an organisation's collection. Private keys may not start with U+0000 (Fabric), so it has no prefix. */
export function partKey(kind: string, id: string, part: string): string {
  return `part/${kind}/${id}/${part}`;
}

/** Key of the owner's seal: an entry in the owner's own collection which only the owner's endorsement can write. */
export function sealKey(key: string): string {
  return `seal${key.replaceAll(DELIMITER, "/")}`;
}

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
