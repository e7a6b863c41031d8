// SPDX-License-Identifier: Apache-2.0
import { ROLES } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { type DeclaredOrganisation, digestOf, membersOf } from "./members.js";

const GB: DeclaredOrganisation = {
  mspId: "GBAuthorityMSP",
  kind: "authority",
  state: "GB",
  roles: ["registrar", "customs-officer"],
  officePrefixes: ["XU", "XI"],
};
const CARRIERS: DeclaredOrganisation = { mspId: "CarriersMSP", kind: "carriers" };

describe("membersOf", () => {
  it("makes members of those that say their kind, in an order of its own", () => {
    expect(membersOf([GB, { mspId: "AuditorMSP" }, CARRIERS])).toEqual([
      {
        mspId: "CarriersMSP",
        register: "CARRIERS",
        kind: "carriers",
        officePrefixes: [],
        roles: ["registrar", "carrier"],
      },
      {
        mspId: "GBAuthorityMSP",
        register: "GB",
        kind: "authority",
        state: "GB",
        officePrefixes: ["XI", "XU"],
        roles: ["customs-officer", "registrar"],
      },
    ]);
  });

  it("lets an authority's people hold every role where none are named", () => {
    expect(membersOf([{ ...GB, roles: undefined }])[0]?.roles).toEqual(ROLES);
  });

  it("makes nothing of a consortium without Licet", () => {
    expect(membersOf([{ mspId: "Org1MSP" }])).toEqual([]);
  });

  it("gives whoever writes the same into another file the same digest", () => {
    const other = { ...GB, roles: ["customs-officer", "registrar"], officePrefixes: ["XI", "XU"] };
    expect(digestOf(membersOf([CARRIERS, other]))).toBe(digestOf(membersOf([GB, CARRIERS])));
  });

  it.each<[string, DeclaredOrganisation, string]>([
    ["a state that is not the one of the MSP id", { ...GB, state: "AE" }, "GBAuthorityMSP"],
    ["an authority without a state", { ...GB, state: undefined }, "GBAuthorityMSP"],
    ["a role that there is not", { ...GB, roles: ["admiral"] }, "GBAuthorityMSP"],
    ["a role of another kind of organisation", { ...CARRIERS, roles: ["customs-officer"] }, "CarriersMSP"],
    ["an MSP id that no register follows from", { mspId: "Org1MSP", kind: "carriers" }, "Org1MSP"],
  ])("refuses %s", (_, organisation, named) => {
    expect(() => membersOf([organisation])).toThrow(new RegExp(`INVALID_INPUT: ${named} cannot be a member`));
  });

  it("refuses two states that share a prefix", () => {
    const ae: DeclaredOrganisation = {
      mspId: "AEAuthorityMSP",
      kind: "authority",
      state: "AE",
      officePrefixes: ["XI"],
    };
    expect(() => membersOf([GB, ae])).toThrow("The list of members is not valid: the offices of two states");
  });

  it("refuses an organisation that stands twice", () => {
    expect(() => membersOf([GB, GB])).toThrow("an organisation stands twice");
  });
});
