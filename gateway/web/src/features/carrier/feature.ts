// SPDX-License-Identifier: Apache-2.0
import type { Feature, FeatureRoute } from "../feature";
import { ACTING_ROLES, CUSTODY_ROLES } from "./lists";

/** Pages of whoever may have goods. */
const CUSTODY_PAGES: readonly Omit<FeatureRoute, "roles">[] = [
  { path: "/goods/offered", load: () => import("./list-pages").then(({ OfferedPage }) => OfferedPage) },
  { path: "/goods/custody", load: () => import("./list-pages").then(({ CustodyPage }) => CustodyPage) },
  { path: "/goods/handover", load: () => import("./list-pages").then(({ HandoverPage }) => HandoverPage) },
  { path: "/goods/take/:consignment", load: () => import("./take/take-page").then(({ TakePage }) => TakePage) },
  { path: "/goods/refuse/:consignment", load: () => import("./refuse-page").then(({ RefusePage }) => RefusePage) },
  { path: "/goods/release", load: () => import("./release/release-page").then(({ ReleasePage }) => ReleasePage) },
  {
    path: "/goods/withdraw/:consignment",
    load: () => import("./acts/withdraw-page").then(({ WithdrawPage }) => WithdrawPage),
  },
];

/** Pages of acts that the ledger leaves to some of them. */
const ACTING_PAGES: readonly Omit<FeatureRoute, "roles">[] = [
  {
    path: "/goods/incident/:consignment",
    load: () => import("./acts/incident-page").then(({ IncidentPage }) => IncidentPage),
  },
  {
    path: "/goods/reseal/:consignment",
    load: () => import("./acts/reseal-page").then(({ ResealPage }) => ResealPage),
  },
  {
    path: "/goods/correct/:consignment",
    load: () => import("./acts/correct-page").then(({ CorrectPage }) => CorrectPage),
  },
];

/** The carrier's place: what is offered, what one has, what is to be handed over. Made for a telephone in a gloved hand. */
export const carrierFeature: Feature = {
  area: "carrier",
  routes: [
    ...CUSTODY_PAGES.map((page) => ({ ...page, roles: CUSTODY_ROLES })),
    ...ACTING_PAGES.map((page) => ({ ...page, roles: ACTING_ROLES })),
  ],
  nav: [{ path: "/goods/offered", label: "carrier.title", roles: CUSTODY_ROLES }],
};
