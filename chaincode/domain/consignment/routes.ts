// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Consignments";
const consignment = "GB-CN-7867523Y8OFA";
const declaration = { typeCode: "EXD", lrn: "7867523Y8OFA" };
const allocation = {
  item: 1,
  licence: "GBSIEE2E350002",
  line: 1,
  quantity: { amount: "10000000", unit: "KGM" },
  claimedStatus: "EE",
};

/** Consignments: declared, released, received. */
export const CONSIGNMENT_ROUTES: readonly Route[] = [
  {
    method: "post",
    path: "/v1/consignments",
    transaction: "consignment:Register",
    tag,
    creates: true,
    example: {
      input: {
        consignment,
        ucr: "4GB233149152777-FMSOCDIYD",
        declarant: "GB-EX-0001",
        declaration,
        route: ["GBFXT", "AEJEA", "PKBQM"],
        custodian: "GB-EX-0001",
        eventTime: "2026-11-23T10:00:00Z",
        allocations: [allocation],
      },
      confidential: {
        goods: {
          exporter: { identifier: "GB417869120000" },
          consignee: { name: "Example Networks", country: "PK" },
          destination: "PK",
          items: [{ item: 1, description: "Routing apparatus", commodityCode: "85176200" }],
        },
        transport: { packages: 1, containers: ["MSCU1234566"], seals: [{ number: "2589793487", source: "SHI" }] },
      },
    },
  },
  {
    method: "get",
    path: "/v1/consignments",
    transaction: "consignment:FindByUcr",
    tag,
    example: { input: { ucr: "4GB233149152777-FMSOCDIYD" } },
  },
  {
    method: "get",
    path: "/v1/consignments/{consignment}",
    transaction: "consignment:Read",
    tag,
    example: { input: { consignment } },
  },
  {
    method: "get",
    path: "/v1/licences/{licence}/consignments",
    transaction: "consignment:ListByLicence",
    tag,
    example: { input: { licence: "GBSIEE2E350002" } },
  },
  {
    method: "get",
    path: "/v1/master-consignments",
    transaction: "consignment:ListByMucr",
    tag,
    example: { input: { mucr: "GB/FCP1-0812EDMUCR9", pageSize: 25 } },
  },
  {
    method: "get",
    path: "/v1/declared-consignments",
    transaction: "consignment:ListByLrn",
    tag,
    example: { input: { register: "GB", lrn: "7867523Y8OFA", pageSize: 25 } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/amendments",
    transaction: "consignment:AmendDeclaration",
    tag,
    example: {
      input: { consignment, declaration, allocations: [{ ...allocation, claimedStatus: "EP" }], reasonCode: "25" },
    },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/export-release",
    transaction: "consignment:ReleaseForExport",
    tag,
    example: { input: { consignment, licences: ["GBSIEE2E350002"], office: "GB000051" } },
  },
  {
    method: "get",
    path: "/v1/consignments/{consignment}/release-evidence",
    transaction: "consignment:ReleaseEvidence",
    tag,
    example: { input: { consignment } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/invalidation",
    transaction: "consignment:Invalidate",
    tag,
    example: { input: { consignment, licences: ["GBSIEE2E350002"], reason: "not-exported" } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/receipt",
    transaction: "consignment:Receive",
    tag,
    example: {
      input: {
        consignment,
        place: "PKBQM",
        office: "PK000001",
        eventTime: "2026-12-20T09:30:00+05:00",
        counts: [{ item: 1, quantity: { amount: "10000000", unit: "KGM" } }],
      },
    },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/difference-resolution",
    transaction: "consignment:ResolveDifference",
    tag,
    example: { input: { consignment, destination: "PK", reason: "recounted" } },
  },
];
