// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

const EXPORTERS: readonly Role[] = ["exporter"];

/** The exporter's place: applying, following what was applied for, and the licences that came of it. */
export const exporterFeature: Feature = {
  area: "exporter",
  moreAreas: ["case", "desk", "licensing", "ledger"],
  routes: [
    { path: "/applications", roles: EXPORTERS, load: () => import("./own-page").then(({ OwnPage }) => OwnPage) },
    {
      path: "/applications/new",
      roles: EXPORTERS,
      load: () => import("./apply/begin-page").then(({ BeginPage }) => BeginPage),
    },
    {
      path: "/applications/drafts/:draft",
      roles: EXPORTERS,
      load: () => import("./apply/apply-page").then(({ ApplyPage }) => ApplyPage),
    },
    {
      path: "/applications/:application",
      roles: EXPORTERS,
      load: () => import("./follow-page").then(({ FollowPage }) => FollowPage),
    },
  ],
  nav: [{ path: "/applications", label: "exporter.title", roles: EXPORTERS }],
};
