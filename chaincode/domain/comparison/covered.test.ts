// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Consignment } from "../consignment/schemas";
import { Reservation } from "../licence/write-off";
import { reservationMismatches } from "./covered";

const ID = "0a".repeat(16);
const DOCUMENT = { type: "LRN", reference: "LRN-1" } as const;

const CONSIGNMENT = Consignment.parse({
  id: "GB-CN-0001",
  ucr: "6GB123-1",
  ucrPart: "1",
  status: "registered",
  declarant: "GB-EX-0001",
  declaration: { typeCode: "EXD", lrn: "LRN-9" },
  document: DOCUMENT,
  route: ["GBFXT", "PKBQM"],
  allocations: [
    { item: 1, licence: "GBSIEE2E350002", line: 1, quantity: { amount: "5", unit: "KGM" }, reservation: ID },
  ],
  commitments: {},
  registeredAt: "2026-11-23T10:00:00Z",
  difference: "none",
});

const RESERVATION = Reservation.parse({
  id: ID,
  licence: "GBSIEE2E350002",
  line: 1,
  status: "reserved",
  unit: "KGM",
  reserved: "5",
  consumed: "0",
  document: DOCUMENT,
  item: 1,
  ucr: "6GB123-1",
  ucrPart: "1",
  declarant: "GB-EX-0001",
  consignment: "GB-CN-0001",
  organisation: "GBAuthorityMSP",
  officer: "0".repeat(32),
  createdAt: "2026-11-23T10:00:00Z",
  changedAt: "2026-11-23T10:00:00Z",
});

function mismatches(consignment: Partial<Consignment>, reservation: Partial<Reservation>): string[] {
  const [allocation] = CONSIGNMENT.allocations;
  if (allocation === undefined) throw new Error("the consignment has one allocation");
  return reservationMismatches({ ...CONSIGNMENT, ...consignment }, allocation, { ...RESERVATION, ...reservation });
}

describe("a reservation that was made for a consignment's allocation", () => {
  it("agrees in everything", () => {
    expect(mismatches({}, {})).toEqual([]);
    expect(mismatches({ ucrPart: undefined }, { ucrPart: undefined })).toEqual([]);
  });

  it.each<[string, Partial<Consignment>, Partial<Reservation>, string[]]>([
    ["names another consignment", {}, { consignment: "GB-CN-0002" }, ["consignment"]],
    ["names no consignment", {}, { consignment: undefined }, ["consignment"]],
    ["is claimed by a consignment of another register", { id: "AE-CN-0001" }, {}, ["consignment", "organisation"]],
    ["was made by another organisation", {}, { organisation: "AEAuthorityMSP" }, ["organisation"]],
    ["names another declarant", {}, { declarant: "GB-EX-0002" }, ["declarant"]],
    ["names no declarant", {}, { declarant: undefined }, ["declarant"]],
    ["rests on another document", {}, { document: { type: "LRN", reference: "LRN-2" } }, ["document"]],
    ["rests on a document of another type", {}, { document: { type: "MRN", reference: "LRN-1" } }, ["document"]],
    ["has another UCR", {}, { ucr: "6GB123-2" }, ["ucr"]],
    ["has no UCR", {}, { ucr: undefined }, ["ucr"]],
    ["has another part of it", {}, { ucrPart: "2" }, ["ucrPart"]],
    ["has a part where the consignment has none", { ucrPart: undefined }, {}, ["ucrPart"]],
    ["is for another item", {}, { item: 2 }, ["item"]],
    ["is on another line", {}, { line: 2 }, ["line"]],
    ["is on another licence", {}, { licence: "GBSIE7K2M90003" }, ["licence"]],
    ["has another id", {}, { id: "0b".repeat(16) }, ["id"]],
  ])("%s", (_what, consignment, reservation, differs) => {
    expect(mismatches(consignment, reservation)).toEqual(differs);
  });
});
