// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { incoherence } from "./coherence";
import { Consignment } from "./schemas";

const AT = "2026-11-23T10:00:00Z";
const ALLOCATION = {
  item: 1,
  licence: "GBSIEE2E350002",
  line: 1,
  quantity: { amount: "5", unit: "KGM" },
  reservation: "0a".repeat(16),
};

const REGISTERED = Consignment.parse({
  id: "GB-CN-0001",
  ucr: "6GB123-1",
  status: "registered",
  declarant: "GB-EX-0001",
  declaration: { typeCode: "EXD", lrn: "LRN-1" },
  document: { type: "LRN", reference: "LRN-1" },
  route: ["GBFXT", "AEJEA", "PKBQM"],
  allocations: [ALLOCATION],
  commitments: {},
  registeredAt: AT,
  difference: "none",
});
const RELEASED: Consignment = { ...REGISTERED, status: "released", releasedAt: AT };
const RECEIVED: Consignment = {
  ...RELEASED,
  status: "received",
  receipt: { at: AT, place: "PKBQM", eventTime: AT, differences: [] },
  difference: "closed",
};
const INVALIDATED: Consignment = {
  ...REGISTERED,
  status: "invalidated",
  invalidated: { at: AT, reason: "not-exported" },
};

describe("a consignment's record", () => {
  it.each([
    ["registered", REGISTERED],
    ["released", RELEASED],
    ["received", RECEIVED],
    ["received with an open difference", { ...RECEIVED, difference: "open" as const }],
    ["invalidated", INVALIDATED],
  ])("fits together: %s", (_what, consignment) => {
    expect(incoherence(consignment)).toBeUndefined();
  });

  it.each<[string, Consignment]>([
    ["one allocation twice", { ...REGISTERED, allocations: [ALLOCATION, ALLOCATION] }],
    ["one reservation twice", { ...REGISTERED, allocations: [ALLOCATION, { ...ALLOCATION, item: 1, line: 1 }] }],
    ["registered and released", { ...REGISTERED, releasedAt: AT }],
    ["released and never let go", { ...RELEASED, releasedAt: undefined }],
    ["released and received", { ...RELEASED, receipt: RECEIVED.receipt }],
    ["received without a receipt", { ...RECEIVED, receipt: undefined }],
    ["received and never released", { ...RECEIVED, releasedAt: undefined }],
    ["received elsewhere", { ...RECEIVED, receipt: { at: AT, place: "AEJEA", eventTime: AT, differences: [] } }],
    ["received without saying how it differs", { ...RECEIVED, difference: "none" }],
    ["a difference before receipt", { ...RELEASED, difference: "closed" }],
    ["registered and invalidated", { ...REGISTERED, invalidated: INVALIDATED.invalidated }],
    ["invalidated without a reason", { ...INVALIDATED, invalidated: undefined }],
  ])("does not: %s", (_what, consignment) => {
    expect(incoherence(consignment)).toEqual(expect.any(String));
  });
});
