// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import type { MspId } from "./primitives";

/** How many members a consortium has at most: a verdict and a handoff read what each authority has said of the goods. */
export const MEMBERS_MAX = 64;

/**
 * MSP id of a jurisdiction's authority organisation. By convention of the consortium it is the ISO 3166-1 alpha-2 code followed by
 * `AuthorityMSP`; membership of the channel, which needs the consortium's consent, is what makes the name trustworthy.
 */
export function authorityMspOf(country: string): MspId {
  return `${country}AuthorityMSP`;
}

/** Jurisdiction of an authority organisation, or undefined for an organisation that is none (a carriers' organisation). */
export function jurisdictionOf(mspId: MspId): string | undefined {
  return /^([A-Z]{2})AuthorityMSP$/.exec(mspId)?.[1];
}

/** Register code that a reference starts with. */
export function registerOf(reference: string): string {
  return reference.slice(0, reference.indexOf("-"));
}

const REGISTER_PATTERN = /^([A-Z]{2,16})-/;

/**
 * Organisation that owns a record, from the register code its reference starts with: `GB-…` belongs to GBAuthorityMSP,
 * `CARRIERS-…` to CarriersMSP.
 * @throws {LicetError} INVALID_INPUT for a reference without a register code.
 */
export function ownerOfReference(reference: string): MspId {
  const register = REGISTER_PATTERN.exec(reference)?.[1];
  if (!register) {
    throw new LicetError("INVALID_INPUT", `${reference} does not start with a register code such as GB-.`, {
      reference,
    });
  }
  if (register.length === 2) return authorityMspOf(register);
  return `${register.charAt(0)}${register.slice(1).toLowerCase()}MSP`;
}

/** Organisation that owns a licence: the jurisdiction its number starts with. */
export function ownerOfLicence(licenceNumber: string): MspId {
  return authorityMspOf(licenceNumber.slice(0, 2));
}
