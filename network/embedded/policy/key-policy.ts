// SPDX-License-Identifier: Apache-2.0

import { msp, type common } from "@hyperledger/fabric-protos";
import type { Layout } from "./policy.js";
import { chooseLayouts, distinctSigners, minimalLayouts } from "./layouts.js";

/** Stands in a layout for a principal that no peer is. No organisation has this MSP id. */
const NOBODY = "";

const { Classification } = msp.MSPPrincipal;

/** A key's policy cannot be planned for; the message is Fabric's. */
export class KeyPolicyError extends Error {
  override readonly name = "KeyPolicyError";
}

/** How a rule can be met, and whether one of the ways leads to a rule that is none. */
interface Ways {
  readonly layouts: readonly Layout[];
  readonly malformed: boolean;
}

const MALFORMED: Ways = { layouts: [], malformed: true };
const IMPOSSIBLE: Ways = { layouts: [], malformed: false };

/**
 * The organisations whose peers can meet a key's policy together. The policy has been taken from a transaction or from a client's
 * question and may be anything; it is read as Fabric reads it to plan endorsements, which is stricter than its validation.
 *
 * @param organisationOf the organisation whose peers are a principal; undefined where no peer is
 * @throws {KeyPolicyError}
 */
export function keyPolicyLayouts(
  policy: common.SignaturePolicyEnvelope,
  organisationOf: (principal: msp.MSPPrincipal) => string | undefined,
): readonly Layout[] {
  const principals = policy.getIdentitiesList();
  const organisations = principals.map((principal) => organisationOf(principal) ?? NOBODY);
  const { layouts, malformed } = ways(policy.getRule(), organisations);
  if (malformed || layouts.length === 0) throw new KeyPolicyError("state based endorsement policy cannot be satisfied");
  if (!principals.every(isComparable))
    throw new KeyPolicyError("failed creating a comparable principal set for state based endorsement");
  return minimalLayouts(layouts);
}

function ways(rule: common.SignaturePolicy | undefined, organisations: readonly string[]): Ways {
  const gate = rule?.getNOutOf();
  if (gate !== undefined) return waysOfGate(gate, organisations);
  const organisation = rule?.hasSignedBy() === true ? organisations[rule.getSignedBy()] : undefined;
  return organisation === undefined ? MALFORMED : { layouts: [new Map([[organisation, 1]])], malformed: false };
}

function waysOfGate(gate: common.SignaturePolicy.NOutOf, organisations: readonly string[]): Ways {
  const needed = gate.getN();
  const rules = gate.getRulesList();
  // A gate with nothing below it is a leaf, and a leaf is a signature or nothing.
  if (rules.length === 0 || needed === 0) return MALFORMED;
  const parts = rules.map((inner) => ways(inner, organisations));
  const possible = parts.filter(({ layouts, malformed }) => malformed || layouts.length > 0);
  if (needed < 0 || possible.length < needed) return IMPOSSIBLE;
  if (possible.some(({ malformed }) => malformed)) return MALFORMED;
  const layouts = possible.map((part) => part.layouts);
  return { layouts: chooseLayouts(needed, layouts, distinctSigners), malformed: false };
}

/** Whether Fabric can tell a principal from others. */
function isComparable(principal: msp.MSPPrincipal): boolean {
  const bytes = principal.getPrincipal_asU8();
  try {
    switch (principal.getPrincipalClassification()) {
      case Classification.ROLE:
        msp.MSPRole.deserializeBinary(bytes);
        return true;
      case Classification.ORGANIZATION_UNIT:
        msp.OrganizationUnit.deserializeBinary(bytes);
        return true;
      case Classification.IDENTITY:
        msp.SerializedIdentity.deserializeBinary(bytes);
        return true;
      default:
        return false;
    }
  } catch {
    return false;
  }
}
