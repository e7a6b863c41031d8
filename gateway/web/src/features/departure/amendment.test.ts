// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Consignment } from "../../api/consignments";
import { amendmentOf, asItIs } from "./amendment";

const allocation = {
  item: 1,
  licence: "GBSIEE2E350002",
  line: 1,
  quantity: { amount: "10000000", unit: "KGM" },
  claimedStatus: "EE" as const,
  reservation: "0".repeat(32),
};
const record = {
  id: "GB-CN-0001",
  declaration: { typeCode: "EXD", lrn: "7867523Y8OFA" },
  allocations: [allocation],
} as unknown as Consignment;

describe("an amendment", () => {
  it("says every allocation as it shall be, without what an amendment does not say", () => {
    const typed = { ...asItIs(record), reasonCode: "25", allocations: [{ decimal: "2.5", claimedStatus: "EP" }] };
    expect(amendmentOf(record, typed)).toEqual({
      body: {
        declaration: { typeCode: "EXD", lrn: "7867523Y8OFA" },
        allocations: [
          {
            item: 1,
            licence: "GBSIEE2E350002",
            line: 1,
            quantity: { amount: "2500000", unit: "KGM" },
            claimedStatus: "EP",
          },
        ],
        reasonCode: "25",
      },
    });
  });

  it.each([
    [{}, ["reasonCode"]],
    [{ reasonCode: "25", allocations: [{ decimal: "ten", claimedStatus: "" }] }, ["allocations.0.quantity"]],
    [{ reasonCode: "25", typeCode: "x1" }, ["typeCode"]],
    [{ reasonCode: "25", mrn: "none" }, ["mrn"]],
  ])("with %j names the wrong fields", (change, wrong) => {
    expect(amendmentOf(record, { ...asItIs(record), ...change })).toEqual({ wrong });
  });
});
