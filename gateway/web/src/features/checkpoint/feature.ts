// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Who may put a verification on record, so whose place this is: customs at the border, licensing officers behind them. */
const CHECKING_ROLES: readonly Role[] = ["customs-officer", "licensing-officer", "senior-licensing-officer"];

/** The border officer's place: may this pass, and what is done about it. */
export const checkpointFeature: Feature = {
  area: "checkpoint",
  moreAreas: ["ledger"],
  routes: [
    { path: "/check", roles: CHECKING_ROLES, load: () => import("./check-page").then(({ CheckPage }) => CheckPage) },
    {
      path: "/check/licence/:licence",
      roles: CHECKING_ROLES,
      load: () => import("./subject-page").then(({ LicencePage }) => LicencePage),
    },
    {
      path: "/check/:consignment",
      roles: CHECKING_ROLES,
      load: () => import("./subject-page").then(({ ConsignmentPage }) => ConsignmentPage),
    },
    {
      path: "/check/:consignment/journey",
      roles: CHECKING_ROLES,
      load: () => import("./journey-page").then(({ JourneyPage }) => JourneyPage),
    },
  ],
  nav: [{ path: "/check", label: "checkpoint.nav", roles: CHECKING_ROLES }],
};
