// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Checkpoint";
const consignment = "GB-CN-7867523Y8OFA";

/** The question at the border, and what an officer records. */
export const CHECKPOINT_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/checkpoint/verdicts",
    transaction: "checkpoint:Verify",
    tag,
    example: { input: { ucr: "4GB233149152777-FMSOCDIYD" } },
  },
  {
    method: "post",
    path: "/v1/checkpoint/verdicts",
    transaction: "checkpoint:Verify",
    tag,
    example: { input: { consignment, presented: { place: "AEJEA", sealState: "intact", seals: ["2589793487"] } } },
  },
  {
    method: "post",
    path: "/v1/checkpoint/verifications",
    transaction: "checkpoint:RecordVerification",
    tag,
    creates: true,
    example: {
      input: { consignment, office: "AE000001", place: "AEJEA" },
      confidential: { presented: { sealState: "intact", seals: ["2589793487"] } },
    },
  },
  {
    method: "get",
    path: "/v1/checkpoint/verifications/{verification}",
    transaction: "checkpoint:ReadVerification",
    tag,
    example: { input: { verification: "AE-VR-0123456789ABCDEF" } },
  },
  {
    method: "get",
    path: "/v1/consignments/{consignment}/holds",
    transaction: "checkpoint:ListHolds",
    tag,
    example: { input: { consignment } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/holds",
    transaction: "checkpoint:Hold",
    tag,
    creates: true,
    example: { input: { consignment, reason: "seals", office: "AE000001", until: "2026-12-07T00:00:00Z" } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/holds/{hold}/release",
    transaction: "checkpoint:Release",
    tag,
    example: { input: { consignment, hold: "AE-HD-0001", reason: "cleared" } },
  },
  {
    method: "get",
    path: "/v1/consignments/{consignment}/inspections",
    transaction: "checkpoint:ListInspections",
    tag,
    example: { input: { consignment } },
  },
  {
    method: "post",
    path: "/v1/consignments/{consignment}/inspections",
    transaction: "checkpoint:Inspect",
    tag,
    creates: true,
    example: {
      input: {
        consignment,
        place: "AEJEA",
        template: "seal-check",
        result: "A1",
        sealState: "intact",
        sealsConform: true,
        countsAgree: true,
        eventTime: "2026-12-05T15:00:00+04:00",
      },
      confidential: { findings: { seals: [{ number: "2589793487", source: "SHI" }] } },
    },
  },
];
