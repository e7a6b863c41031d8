// SPDX-License-Identifier: Apache-2.0

import { msp } from "@hyperledger/fabric-protos";
import { parseCertificate } from "./certificate.js";
import type { MspIdentity } from "./msp.js";

/** Whether an identity is what a policy asks for. */
export type PrincipalCheck = (identity: MspIdentity) => boolean;

const { Classification } = msp.MSPPrincipal;
const { MSPIdentityAnonymityType } = msp.MSPIdentityAnonymity;

const nobody: PrincipalCheck = () => false;

/** A principal as a function. Nobody is a principal that cannot be read or is of an unknown kind. */
export function compilePrincipal(principal: msp.MSPPrincipal): PrincipalCheck {
  try {
    return read(principal) ?? nobody;
  } catch {
    return nobody;
  }
}

/**
 * Undefined for a principal of an unknown kind.
 * @throws {Error} for one that cannot be read.
 */
function read(principal: msp.MSPPrincipal): PrincipalCheck | undefined {
  const bytes = principal.getPrincipal_asU8();
  switch (principal.getPrincipalClassification()) {
    case Classification.ROLE:
      return roleCheck(msp.MSPRole.deserializeBinary(bytes));
    case Classification.ORGANIZATION_UNIT:
      return unitCheck(msp.OrganizationUnit.deserializeBinary(bytes));
    case Classification.IDENTITY:
      return identityCheck(msp.SerializedIdentity.deserializeBinary(bytes));
    case Classification.ANONYMITY:
      return anonymityCheck(msp.MSPIdentityAnonymity.deserializeBinary(bytes));
    case Classification.COMBINED:
      return combinedCheck(msp.CombinedPrincipal.deserializeBinary(bytes));
    default:
      return undefined;
  }
}

function roleCheck(role: msp.MSPRole): PrincipalCheck {
  const mspId = role.getMspIdentifier();
  const wanted: number = role.getRole();
  return (identity) => identity.mspId === mspId && identity.roles.has(wanted);
}

function unitCheck(unit: msp.OrganizationUnit): PrincipalCheck {
  const mspId = unit.getMspIdentifier();
  const name = unit.getOrganizationalUnitIdentifier();
  const certifiers = Buffer.from(unit.getCertifiersIdentifier_asU8()).toString("hex");
  return (identity) =>
    identity.mspId === mspId && identity.certifiers === certifiers && identity.organisationalUnits.includes(name);
}

function identityCheck(wanted: msp.SerializedIdentity): PrincipalCheck {
  const mspId = wanted.getMspid();
  const { fingerprint } = parseCertificate(wanted.getIdBytes_asU8());
  return (identity) => identity.mspId === mspId && identity.certificate.fingerprint === fingerprint;
}

function anonymityCheck(anonymity: msp.MSPIdentityAnonymity): PrincipalCheck {
  const nominal = anonymity.getAnonymityType() === MSPIdentityAnonymityType.NOMINAL;
  return () => nominal;
}

function combinedCheck(combined: msp.CombinedPrincipal): PrincipalCheck {
  const checks = combined.getPrincipalsList().map(compilePrincipal);
  if (checks.length === 0) return nobody;
  return (identity) => checks.every((check) => check(identity));
}
