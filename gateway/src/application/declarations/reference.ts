// SPDX-License-Identifier: Apache-2.0
import { hashOf } from "@licet/domain";

/** What makes a declaration this one and no other. */
export interface DeclarationIdentity {
  /** Code of the register that the consignment belongs to, such as GB. */
  readonly register: string;
  /** Register id of the party for whom it is declared. */
  readonly declarant: string;
  /** Number of whoever declares, as the declaration has it (DE 3/18): one exporter may have several agents. */
  readonly declaredBy?: string | undefined;
  /** Local reference number to the letter: INV.2026-1 1 is not INV.2026-11. */
  readonly lrn: string;
  /** Unique consignment reference; spaces and letter case do not matter. */
  readonly ucr: string;
  /** Part of the UCR, where there is one. */
  readonly part?: string | undefined;
}

/** Digits of the hash that a reference takes over: 64 bits. */
const REFERENCE_DIGITS = 16;

/**
 * Reference of the consignment that a declaration registers, such as GB-CN-0123456789ABCDEF. The same declaration has the same one
 * however often it is sent, and is refused as registered already; two declarants who use one local reference number are two.
 */
export function consignmentReference({
  register,
  declarant,
  declaredBy = "",
  lrn,
  ucr,
  part = "",
}: DeclarationIdentity): string {
  const hash = hashOf({ declarant, declaredBy, lrn, ucr: normalised(ucr), part: normalised(part) });
  return `${register}-CN-${hash.slice(0, REFERENCE_DIGITS).toUpperCase()}`;
}

/** A UCR, or a part of one, without spaces and in capital letters. */
export function normalised(reference: string): string {
  return reference.replace(/\s+/g, "").toUpperCase();
}
