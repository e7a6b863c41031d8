// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Who declares goods for export, and who lets them go. */
const ROLES: readonly Role[] = ["customs-officer", "exporter"];

/** Goods until they leave: declared, amended, released for export or invalidated. */
export const departureFeature: Feature = {
  area: "departure",
  moreAreas: ["desk", "licensing", "ledger"],
  routes: [
    { path: "/consignments", roles: ROLES, load: () => import("./list-page").then(({ ListPage }) => ListPage) },
    {
      path: "/consignments/declare",
      roles: ROLES,
      load: () => import("./declare/message-page").then(({ MessagePage }) => MessagePage),
    },
    {
      path: "/consignments/:consignment",
      roles: ROLES,
      load: () => import("./consignment-page").then(({ ConsignmentPage }) => ConsignmentPage),
    },
  ],
  nav: [
    {
      path: "/consignments",
      label: "departure.title",
      roles: ROLES,
      labelFor: { "customs-officer": "departure.title.customs" },
    },
  ],
};
