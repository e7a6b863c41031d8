// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Members";
const change = "GB-MC-0123456789ABCDEF";
/** Shown for its shape: everybody makes up a secret of their own. */
const secret = "b1946ac92492d2347c6235b4d2611184ce8d7f0a3e5b6c9f10283746a5d4e3f2";
const members = [
  {
    mspId: "GBAuthorityMSP",
    register: "GB",
    kind: "authority",
    state: "GB",
    officePrefixes: ["XI"],
    roles: ["licensing-officer", "senior-licensing-officer", "customs-officer", "registrar", "exporter"],
  },
  { mspId: "CarriersMSP", register: "CARRIERS", kind: "carriers", roles: ["registrar", "carrier"] },
];

/** Who the members are, and how they change it: one proposes, each agrees for itself, and what a majority agrees to takes effect. */
export const MEMBERS_ROUTES: readonly Route[] = [
  { method: "get", path: "/v1/members", transaction: "members:Read", tag, example: { input: {} } },
  {
    method: "post",
    path: "/v1/members/changes",
    transaction: "members:Propose",
    tag,
    creates: true,
    example: { input: { replaces: 0, members, consentUntil: "2026-12-31T00:00:00Z" } },
  },
  {
    method: "get",
    path: "/v1/members/changes/{change}",
    transaction: "members:ReadChange",
    tag,
    example: { input: { change } },
  },
  {
    method: "post",
    path: "/v1/members/changes/{change}/agreements",
    transaction: "members:Agree",
    tag,
    creates: true,
    example: { input: { change, digest: "0a".repeat(32) }, confidential: { salts: { secret } } },
  },
  {
    method: "post",
    path: "/v1/members/changes/{change}/application",
    transaction: "members:Apply",
    tag,
    example: { input: { change, endorsers: ["CarriersMSP", "GBAuthorityMSP"] } },
  },
];
