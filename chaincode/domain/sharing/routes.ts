// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Sharing";
const ref = { kind: "licence", id: "GBSIEE2E350002", part: "content" };

/** Confidential content: reading one's own copy, handing copies to states concerned. */
export const SHARING_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/parts/{kind}/{id}/{part}",
    transaction: "sharing:ReadPart",
    tag,
    example: { input: ref },
  },
  {
    method: "post",
    path: "/v1/shares",
    transaction: "sharing:Share",
    tag,
    creates: true,
    example: { input: { ref, to: "AEAuthorityMSP" } },
  },
  {
    method: "post",
    path: "/v1/parts/holders",
    transaction: "sharing:Holders",
    tag,
    example: { input: { ref, organisations: ["GBAuthorityMSP", "AEAuthorityMSP"] } },
  },
  {
    method: "get",
    path: "/v1/records/{type}/{id}",
    transaction: "sharing:ReadRecord",
    tag,
    example: { input: { type: "licence", id: "GBSIEE2E350002" } },
  },
];
