// SPDX-License-Identifier: Apache-2.0
import { ConsignmentId } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { consignmentReference, type DeclarationIdentity } from "./reference.js";

const DECLARED: DeclarationIdentity = {
  register: "GB",
  declarant: "GB-EX-0001",
  declaredBy: "GB150454489082",
  lrn: "INV.2026-1 1",
  ucr: "5GB417869120000-LRN1",
};

describe("consignmentReference", () => {
  it("is a consignment's reference of the register, the same however often it is made", () => {
    const reference = consignmentReference(DECLARED);
    expect(reference).toMatch(/^GB-CN-[0-9A-F]{16}$/);
    expect(ConsignmentId.parse(reference)).toBe(reference);
    expect(consignmentReference({ ...DECLARED })).toBe(reference);
  });

  it.each<[string, Partial<DeclarationIdentity>]>([
    ["the UCR in small letters", { ucr: "5gb417869120000-lrn1" }],
    ["a UCR with spaces", { ucr: " 5GB 417869120000 - LRN1" }],
    ["a part that is not given", { part: undefined }],
  ])("is the same for %s", (_, other) => {
    expect(consignmentReference({ ...DECLARED, ...other })).toBe(consignmentReference(DECLARED));
  });

  it.each<[string, Partial<DeclarationIdentity>]>([
    ["another exporter with the same local reference", { declarant: "GB-EX-0002" }],
    ["another agent of the same exporter", { declaredBy: "GB239355053000" }],
    ["no agent", { declaredBy: undefined }],
    ["a local reference that differs in a space", { lrn: "INV.2026-11" }],
    ["a local reference that differs in letter case", { lrn: "inv.2026-1 1" }],
    ["another UCR", { ucr: "5GB417869120000-LRN2" }],
    ["a part of the UCR", { part: "1" }],
    ["another register", { register: "DE" }],
  ])("is another for %s", (_, other) => {
    expect(consignmentReference({ ...DECLARED, ...other })).not.toBe(consignmentReference(DECLARED));
  });
});
