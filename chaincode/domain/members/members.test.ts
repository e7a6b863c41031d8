// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { authority, CARRIERS, TEST_MEMBERS } from "../testing/members";
import { Salt } from "../shared/commitment";
import { MEMBERS_MAX } from "../shared/ownership";
import { ROLES } from "../shared/roles";
import { MEMBERS_AGREE, SaltSecret } from "./definitions";
import { majorityOf, Membership } from "./membership";
import { Member, MemberList } from "./schemas";

const GB = "GBAuthorityMSP";

describe("a member", () => {
  it.each<[string, object, boolean]>([
    ["an authority with its state", authority("GB"), true],
    ["an authority with offices under another prefix", authority("GB", { officePrefixes: ["XI"] }), true],
    ["carriers", CARRIERS, true],
    ["an authority for another state", authority("GB", { state: "PK" }), false],
    ["an authority for no state", { ...authority("GB"), state: undefined }, false],
    ["carriers for a state", { ...CARRIERS, state: "GB" }, false],
    ["carriers named as an authority", { ...authority("GB"), kind: "carriers", roles: ["carrier"] }, false],
    ["carriers named as an authority of no state", { ...CARRIERS, mspId: "GBAuthorityMSP", register: "GB" }, false],
    ["carriers as an authority", { ...CARRIERS, kind: "authority" }, false],
    ["carriers with customs officers", { ...CARRIERS, roles: ["customs-officer"] }, false],
    ["carriers with exporters", { ...CARRIERS, roles: ["carrier", "exporter"] }, false],
    ["nobody's roles", { ...CARRIERS, roles: [] }, false],
    ["another organisation's register", { ...CARRIERS, register: "GB" }, false],
    ["a register of one letter", { ...CARRIERS, register: "C" }, false],
    ["a register in small letters", { ...CARRIERS, register: "carriers" }, false],
    ["a kind that there is not", { ...CARRIERS, kind: "observer" }, false],
    ["a role that there is not", { ...CARRIERS, roles: ["root"] }, false],
    ["a field that there is not", { ...CARRIERS, weight: 2 }, false],
  ])("may be %s", (_, member, allowed) => {
    expect(Member.safeParse(member).success).toBe(allowed);
  });

  it("stands in the record once, beside no more than the limit", () => {
    const lettered = (index: number): string => String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
    const many = Array.from({ length: MEMBERS_MAX + 1 }, (_, index) => authority(lettered(index)));
    expect(MemberList.safeParse(many.slice(1)).success).toBe(true);
    for (const list of [many, [], [CARRIERS, CARRIERS], [authority("GB"), authority("GB", { roles: ["registrar"] })]]) {
      expect(MemberList.safeParse(list).success).toBe(false);
    }
  });

  it.each([
    ["another state's own", [authority("GB"), authority("PK", { officePrefixes: ["GB"] })]],
    [
      "another state's further one",
      [authority("GB", { officePrefixes: ["XI"] }), authority("PK", { officePrefixes: ["XI"] })],
    ],
    ["the same one twice", [authority("GB", { officePrefixes: ["XI", "XI"] })]],
  ])("has no offices with %s prefix", (_, list) => {
    expect(MemberList.safeParse(list).success).toBe(false);
  });
});

describe("the members' record", () => {
  const members = new Membership([authority("GB", { officePrefixes: ["XI"], roles: ["registrar"] }), CARRIERS], 3, "a");

  it("answers for its members and for nobody else", () => {
    expect([members.has(GB), members.has("CarriersMSP"), members.has("PKAuthorityMSP")]).toEqual([true, true, false]);
    expect([members.stateOf(GB), members.stateOf("CarriersMSP"), members.stateOf("PKAuthorityMSP")]).toEqual([
      "GB",
      undefined,
      undefined,
    ]);
    expect(members.organisations()).toEqual([GB, "CarriersMSP"]);
    expect(members.authorities()).toEqual([GB]);
    expect(members.registers()).toEqual(["GB", "CARRIERS"]);
    expect(members.registers().map((register) => members.ofRegister(register))).toEqual([GB, "CarriersMSP"]);
    expect(() => members.require("PKAuthorityMSP")).toThrow(/NOT_A_MEMBER/);
  });

  it("bounds the roles, states and offices of an organisation's people", () => {
    expect(ROLES.filter((role) => members.allows(GB, role))).toEqual(["registrar"]);
    expect(ROLES.filter((role) => members.allows("CarriersMSP", role))).toEqual(["registrar", "carrier"]);
    expect(ROLES.filter((role) => members.allows("PKAuthorityMSP", role))).toEqual([]);
    const offices = ["GB000051", "XI000014", "PK000001", ""];
    expect(offices.filter((office) => members.isOfficeOf(GB, office))).toEqual(["GB000051", "XI000014"]);
    expect(offices.filter((office) => members.isOfficeOf("CarriersMSP", office))).toEqual([]);
    expect([
      members.isAuthorityOf(GB, "GB"),
      members.isAuthorityOf(GB, "XI"),
      members.isAuthorityOf("CarriersMSP", "GB"),
    ]).toEqual([true, false, false]);
  });

  it("knows nobody before the founding", () => {
    for (const { mspId } of TEST_MEMBERS) expect(Membership.NONE.has(mspId)).toBe(false);
    expect(Membership.NONE.revision).toBe(0);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [64, 33],
  ])("of %i members is changed by %i", (count, needed) => {
    expect(majorityOf(count)).toBe(needed);
  });
});

describe("an organisation's secret", () => {
  it.each(["00".repeat(32), "ab".repeat(32), "0123456789abcdef".repeat(4), "a".repeat(63)])("is not %s", (secret) => {
    expect(SaltSecret.safeParse({ secret }).success).toBe(false);
    expect(Salt.safeParse(secret).success).toBe(false);
  });

  it("is left with the agreement, or was before", () => {
    const secret = "a3c1f05e7b2d498860ffd1e2c3b4a5968778695a4b3c2d1e0f112233445566ee";
    expect(SaltSecret.safeParse({ secret }).success).toBe(true);
    expect(MEMBERS_AGREE.optionalParts).toEqual(["salts"]);
  });
});
