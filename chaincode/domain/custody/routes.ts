// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Custody";
const base = "/v1/consignments/{consignment}/custody";
const consignment = "GB-CN-7867523Y8OFA";
const event = `${consignment}:3:${"0a".repeat(32)}`;
const terms = {
  consignment,
  transfer: 1,
  releasedBy: "CARRIERS-CR-0001",
  receivedBy: "CARRIERS-CR-0002",
  place: "AEJEA",
  eventTime: "2026-12-05T14:00:00+04:00",
  sealState: "intact",
};
const accepted = { acceptedAt: "2026-12-05T14:20:00+04:00", sealState: "intact", countsAgree: true };
const signature = `0x${"1b".repeat(65)}`;

/** The custody of a consignment: transfers, seals, incidents and the chain of events. */
export const CUSTODY_ROUTES: readonly Route[] = [
  { method: "get", path: base, transaction: "custody:Head", tag, example: { input: { consignment } } },
  {
    method: "get",
    path: `${base}/events`,
    transaction: "custody:ListEvents",
    tag,
    example: { input: { consignment, pageSize: 25 } },
  },
  { method: "get", path: `${base}/audit`, transaction: "custody:Audit", tag, example: { input: { consignment } } },
  {
    method: "post",
    path: `${base}/proposals`,
    transaction: "custody:Propose",
    tag,
    creates: true,
    example: {
      input: { ...terms, signature },
      confidential: { content: { seals: [{ number: "ML-4711", source: "CAR" }] } },
    },
  },
  {
    method: "post",
    path: `${base}/acceptances`,
    transaction: "custody:Accept",
    tag,
    creates: true,
    example: { input: { ...terms, accepted, signature } },
  },
  {
    method: "post",
    path: `${base}/refusals`,
    transaction: "custody:Refuse",
    tag,
    creates: true,
    example: {
      input: {
        consignment,
        transfer: 1,
        refusedBy: "CARRIERS-CR-0002",
        code: "MDOC",
        eventTime: "2026-12-05T14:20:00+04:00",
      },
    },
  },
  {
    method: "post",
    path: `${base}/cancellations`,
    transaction: "custody:Cancel",
    tag,
    creates: true,
    example: { input: { consignment, eventTime: "2026-12-05T14:20:00+04:00" } },
  },
  {
    method: "post",
    path: `${base}/handoffs`,
    transaction: "custody:Handoff",
    tag,
    creates: true,
    example: { input: { ...terms, accepted, releaseSignature: signature, acceptanceSignature: signature } },
  },
  {
    method: "post",
    path: `${base}/reseals`,
    transaction: "custody:Reseal",
    tag,
    creates: true,
    example: {
      input: { consignment, place: "AEJEA", office: "AE000001", eventTime: "2026-12-06T08:00:00+04:00" },
      confidential: { content: { affixed: [{ number: "AE-0001", source: "CUS" }] } },
    },
  },
  {
    method: "post",
    path: `${base}/incidents`,
    transaction: "custody:ReportIncident",
    tag,
    creates: true,
    example: {
      input: { consignment, code: "2", place: "AEJEA", eventTime: "2026-12-06T08:00:00+04:00" },
      confidential: { content: { text: "Seal found cut at the terminal gate" } },
    },
  },
  {
    method: "post",
    path: `${base}/closures`,
    transaction: "custody:CloseMatter",
    tag,
    creates: true,
    example: { input: { consignment, closes: event, eventTime: "2026-12-06T10:00:00+04:00" } },
  },
  {
    method: "post",
    path: `${base}/error-declarations`,
    transaction: "custody:DeclareError",
    tag,
    creates: true,
    example: {
      input: { consignment, declares: event, reason: "did-not-occur", eventTime: "2026-12-06T10:00:00+04:00" },
    },
  },
];
