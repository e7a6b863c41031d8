// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Write-off";
const licence = "GBSIEE2E350002";
const line = "/v1/licences/{licence}/lines/{line}";
const document = { type: "LRN", reference: "7867523Y8OFA" };
const quantity = { amount: "10000000", unit: "KGM" };
const reserved = { licence, line: 1, reservation: "0a".repeat(16) };

/** What customs write off against the lines of licences, and the balances that result. */
export const WRITE_OFF_ROUTES: readonly Route[] = [
  { method: "get", path: line, transaction: "licence:ReadLine", tag, example: { input: { licence, line: 1 } } },
  {
    method: "get",
    path: `${line}/value`,
    transaction: "licence:ReadValue",
    tag,
    example: { input: { licence, line: 1 } },
  },
  {
    method: "get",
    path: `${line}/entries`,
    transaction: "licence:ListEntries",
    tag,
    example: { input: { licence, line: 1, pageSize: 25 } },
  },
  {
    method: "get",
    path: "/v1/licences/{licence}/reservations",
    transaction: "licence:ListReservations",
    tag,
    example: { input: { licence } },
  },
  {
    method: "post",
    path: "/v1/write-offs/reservations",
    transaction: "licence:Reserve",
    tag,
    creates: true,
    example: { input: { document, lines: [{ licence, line: 1, item: 1, quantity, claimedStatus: "EE" }] } },
  },
  {
    method: "post",
    path: "/v1/write-offs/consumptions",
    transaction: "licence:Consume",
    tag,
    creates: true,
    example: { input: { lines: [reserved] } },
  },
  {
    method: "post",
    path: "/v1/write-offs/releases",
    transaction: "licence:Release",
    tag,
    creates: true,
    example: { input: { reason: "not exported", lines: [reserved] } },
  },
  {
    method: "post",
    path: "/v1/write-offs/reversals",
    transaction: "licence:Reverse",
    tag,
    creates: true,
    example: { input: { reason: "invalidated", lines: [reserved] } },
  },
  {
    method: "post",
    path: "/v1/write-offs/adjustments",
    transaction: "licence:Adjust",
    tag,
    creates: true,
    example: { input: { reason: "25", lines: [{ ...reserved, claimedStatus: "EP" }] } },
  },
  {
    method: "post",
    path: "/v1/write-offs/late-usages",
    transaction: "licence:RecordLate",
    tag,
    creates: true,
    example: {
      input: {
        document,
        usedOn: "2026-11-20",
        reason: "system down",
        lines: [{ licence, line: 1, item: 1, quantity }],
      },
    },
  },
];
