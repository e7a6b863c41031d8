// SPDX-License-Identifier: Apache-2.0

import { common, msp } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "./dsl.js";
import { keyPolicyLayouts } from "./key-policy.js";

const UNSATISFIABLE = "state based endorsement policy cannot be satisfied";

/** Every member is a peer of its organisation, and nobody else is. */
function organisationOf(principal: msp.MSPPrincipal): string | undefined {
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  return role.getRole() === msp.MSPRole.MSPRoleType.CLIENT ? undefined : role.getMspIdentifier();
}

function planned(policy: common.SignaturePolicyEnvelope): Record<string, number>[] {
  return keyPolicyLayouts(policy, organisationOf).map((layout) => Object.fromEntries(layout));
}

function ofBytes(hex: string): common.SignaturePolicyEnvelope {
  return common.SignaturePolicyEnvelope.deserializeBinary(Buffer.from(hex, "hex"));
}

describe("planning for a key's policy", () => {
  it("finds the organisations that can meet it", () => {
    expect(planned(parsePolicy("OutOf(2,'A.peer','B.peer','C.peer')"))).toEqual([
      { A: 1, B: 1 },
      { A: 1, C: 1 },
      { B: 1, C: 1 },
    ]);
    expect(planned(parsePolicy("OR('A.peer', OutOf(2,'B.peer','B.peer'))"))).toEqual([{ A: 1 }, { B: 2 }]);
  });

  it("tells a principal that no peer is from an organisation", () => {
    expect(planned(parsePolicy("AND('A.peer','B.client')"))).toEqual([{ A: 1, "": 1 }]);
  });

  it.each([
    ["nothing", ""],
    ["an empty rule", "1200"],
    ["one of no rules", "120412020801"],
    ["none of no rules", "12021200"],
    ["an identity that is not there", "12020807"],
  ])("refuses %s", (_, hex) => {
    expect(() => planned(ofBytes(hex))).toThrow(UNSATISFIABLE);
  });

  it("refuses an alternative that leads nowhere, but not one that needs too much", () => {
    const nothing = parsePolicy("OR('A.peer')");
    const gate = new common.SignaturePolicy.NOutOf();
    gate.setN(1);
    const leaf = new common.SignaturePolicy();
    leaf.setNOutOf(gate);
    nothing.getRule()?.getNOutOf()?.addRules(leaf);
    expect(() => planned(nothing)).toThrow(UNSATISFIABLE);

    const signed = new common.SignaturePolicy();
    signed.setSignedBy(0);
    gate.setN(2);
    gate.setRulesList([signed]);
    expect(planned(nothing)).toEqual([{ A: 1 }]);
  });

  it("refuses principals of which it cannot say who they are", () => {
    const policy = parsePolicy("OR('A.peer')");
    const other = new msp.MSPPrincipal();
    other.setPrincipalClassification(msp.MSPPrincipal.Classification.ANONYMITY);
    policy.addIdentities(other);
    expect(() => keyPolicyLayouts(policy, () => "A")).toThrow("failed creating a comparable principal set");
  });
});
