// SPDX-License-Identifier: Apache-2.0
import { common, msp } from "@hyperledger/fabric-protos";
import { KeyEndorsementPolicy } from "fabric-shim";
import { describe, expect, it } from "vitest";
import { LOCK, quorumPolicy } from "./policies";

/** A policy in words: how many of whom. */
function read(bytes: Uint8Array): { needed: number; signedBy: (number | undefined)[]; of: string[]; roles: number[] } {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  const rule = envelope.getRule()!.getNOutOf()!;
  const principals = envelope.getIdentitiesList();
  const roles = principals.map((principal) => msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()));
  expect(principals.every((each) => each.getPrincipalClassification() === msp.MSPPrincipal.Classification.ROLE)).toBe(
    true,
  );
  return {
    needed: rule.getN(),
    signedBy: rule.getRulesList().map((each) => each.getSignedBy()),
    of: roles.map((role) => role.getMspIdentifier()),
    roles: roles.map((role) => role.getRole()),
  };
}

const { PEER } = msp.MSPRole.MSPRoleType;

describe("key-level policies", () => {
  it("ask for so many of the organisations' peers", () => {
    const of = ["GBAuthorityMSP", "AEAuthorityMSP", "CarriersMSP"];
    expect(read(quorumPolicy({ needed: 2, of }))).toEqual({
      needed: 2,
      signedBy: [0, 1, 2],
      of,
      roles: [PEER, PEER, PEER],
    });
  });

  it("ask for all of them as the shim's own policies do", () => {
    const of = ["GBAuthorityMSP", "PKAuthorityMSP"];
    const shim = new KeyEndorsementPolicy();
    shim.addOrgs("PEER", ...of);
    expect(read(shim.getPolicy())).toEqual(read(quorumPolicy({ needed: 2, of })));
  });

  it("lock a key by asking for one of nobody", () => {
    expect(read(LOCK)).toEqual({ needed: 1, signedBy: [], of: [], roles: [] });
  });
});
