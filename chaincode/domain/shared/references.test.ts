// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { jurisdictionOf, ownerOfLicence, ownerOfReference } from "./ownership";
import { Ucr, UcrPart } from "./primitives";
import { ApplicationId, ConsignmentId, KeyAddress, LicenceNumber, PartyId, PartySignature } from "./references";

describe("a party's signature", () => {
  const r = "11".repeat(32);
  const s = `0${"2".repeat(63)}`;

  it.each([
    [`0x${r}${s}1b`, "1b"],
    [`0x${r}${s}00`, "1b"],
    [`0x${r}${s}01`, "1c"],
    [`0x${r}${s}`, "1b"],
    [`0x${r}8${s.slice(1)}`, "1c"],
  ])("%s is taken as 65 bytes with v %s", (signature, v) => {
    expect(PartySignature.parse(signature)).toBe(`0x${r}${s}${v}`);
  });

  it.each(["", "0x", `0x${r}`, `${r}${s}1b`, `0X${r}${s}1B`])("%s is none", (signature) => {
    expect(PartySignature.safeParse(signature).success).toBe(false);
  });
});

describe("references", () => {
  it.each([
    [LicenceNumber, " gb sie e2e 350002 ", "GBSIEE2E350002"],
    [LicenceNumber, "GBSIEL/2025/0000001/P", "GBSIEL/2025/0000001/P"],
    [PartyId, "carriers-cr-0001", "CARRIERS-CR-0001"],
    [ApplicationId, "GB-AP-0001", "GB-AP-0001"],
  ])("are stripped of spaces and put in upper case", (schema, typed, kept) => {
    expect(schema.parse(typed)).toBe(kept);
  });

  it.each([
    [LicenceNumber, "350002"],
    [LicenceNumber, `GB${"1".repeat(34)}`],
    [LicenceNumber, "GBS#1"],
    [LicenceNumber, "GBSI\u0000EL"],
    [PartyId, "GB-EX-"],
    [PartyId, "GB_EX_1"],
    [ApplicationId, "GB-EX-0001"],
    [KeyAddress, "0x12"],
  ])("are refused where they are malformed", (schema, typed) => {
    expect(schema.safeParse(typed).success).toBe(false);
  });

  it.each([
    [Ucr, "4gb 233149152777-fmsoc", "4GB233149152777-FMSOC"],
    [UcrPart, "de f", "DEF"],
    [LicenceNumber, "gb\u00a0sie2350002", "GBSIE2350002"],
  ])("are folded where letters are ASCII, and rid of spaces that are typed", (schema, typed, kept) => {
    expect(schema.parse(typed)).toBe(kept);
  });

  it.each([
    ["ß, which capitals write SS", "GB-EX-STRAß1"],
    ["ı, which capitals write I", "GB-EX-ıNC"],
    ["ſ, which capitals write S", "GB-EX-ſ1"],
    ["ﬁ, which capitals write FI", "GB-EX-ﬁ1"],
    ["the Kelvin sign", "GB-EX-\u212a1"],
    ["a full-width letter", "GB-EX-Ａ1"],
    ["a Cyrillic letter", "GB-EX-А1"],
    ["a zero-width space", "GB-EX-\u200b1"],
    ["a byte order mark", "\ufeffGB-EX-1"],
    ["a digit of another script", "GB-EX-١"],
  ])("take no %s", (_, typed) => {
    const others = [typed.replace("-EX-", "-CN-"), typed.replaceAll("-", "SIEL")];
    expect(PartyId.safeParse(typed).success).toBe(false);
    expect(ConsignmentId.safeParse(others[0]).success).toBe(false);
    expect(LicenceNumber.safeParse(others[1]).success).toBe(false);
    expect(Ucr.safeParse(typed.replace("GB-EX", "4GB")).success).toBe(false);
  });

  it.each([
    ["GB-EX-0001", "GBAuthorityMSP"],
    ["CARRIERS-CR-0001", "CarriersMSP"],
  ])("lead to their owner: %s", (reference, owner) => {
    expect(ownerOfReference(reference)).toBe(owner);
  });

  it("of licences lead to the state whose code they start with", () => {
    expect(ownerOfLicence("GBSIEE2E350002")).toBe("GBAuthorityMSP");
    expect([jurisdictionOf("GBAuthorityMSP"), jurisdictionOf("CarriersMSP")]).toEqual(["GB", undefined]);
    expect(() => ownerOfReference("nothing")).toThrow(LicetError);
  });
});
