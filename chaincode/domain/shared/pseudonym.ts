// SPDX-License-Identifier: Apache-2.0
import { hashOfText } from "./commitment";
import type { MspId } from "./primitives";

/** How many characters of the hash name an officer: 128 bits. */
const OFFICER_LENGTH = 32;

/** Pseudonym of a person: the same for every certificate that is made out to the same enrolment id of the same organisation. */
export function pseudonymOf(mspId: MspId, enrolmentId: string): string {
  return hashOfText(`${mspId}|${enrolmentId}`).slice(0, OFFICER_LENGTH);
}
