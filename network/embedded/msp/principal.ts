// SPDX-License-Identifier: Apache-2.0

import { msp } from "@hyperledger/fabric-protos";
import { LedgerError } from "../ledger/api.js";
import { parseCertificate } from "./certificate.js";
import type { MspIdentity } from "./msp.js";

/** Whether an identity is what a policy asks for. */
export type PrincipalCheck = (identity: MspIdentity) => boolean;

const { Classification } = msp.MSPPrincipal;
const { MSPIdentityAnonymityType } = msp.MSPIdentityAnonymity;

/** A principal as a function. Throws LedgerError for a principal that cannot be read or is of an unknown kind. */
export function compilePrincipal(principal: msp.MSPPrincipal): PrincipalCheck {
  const bytes = principal.getPrincipal_asU8();
  try {
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
    }
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw new LedgerError(`principal cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new LedgerError(`invalid principal type ${String(principal.getPrincipalClassification())}`);
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
  if (checks.length === 0) throw new LedgerError("No principals in CombinedPrincipal");
  return (identity) => checks.every((check) => check(identity));
}
