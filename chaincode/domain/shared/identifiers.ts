// SPDX-License-Identifier: Apache-2.0
import { type Comparison, different, SAME, spelling } from "./likeness";

/** Number of a trader of the United Kingdom: the same digits after GB, and after XI where it trades in Northern Ireland. */
const UK_EORI_PATTERN = /^(?:GB|XI)([0-9]{12}(?:[0-9]{3})?)$/;

/**
 * Compares two numbers of a register as customs compare them: spaces and letter case do not matter, and the XI number of a trader is its
 * GB number with another beginning (HMRC: an EORI that starts with XI has the digits of the one that starts with GB).
 * @example compareIdentifiers("GB 417869120000", "XI417869120000").likeness // "spelling"
 */
export function compareIdentifiers(left: string, right: string): Comparison {
  if (left === right) return SAME;
  const [first, second] = [folded(left), folded(right)];
  if (first === second) return spelling("letter case or spacing");
  const digits = UK_EORI_PATTERN.exec(first)?.[1];
  if (digits !== undefined && digits === UK_EORI_PATTERN.exec(second)?.[1])
    return spelling("GB or XI before the number");
  return different("number");
}

/** Form of an EORI: the state's two letters and at most fifteen letters and digits (Commission Delegated Regulation (EU) 2015/2446, Annex 12-01). */
const EORI_PATTERN = /^[A-Z]{2}[0-9A-Z]{1,15}$/;

/** Whether a number as declared, of which nothing says what register it is from, can be one of a scheme: what has the form of an EORI is one. */
export function isOfScheme(identifier: string, scheme: string): boolean {
  return EORI_PATTERN.test(folded(identifier)) === folded(scheme).includes("EORI");
}

function folded(identifier: string): string {
  return identifier.replace(/\s+/g, "").toUpperCase();
}
