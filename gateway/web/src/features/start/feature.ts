// SPDX-License-Identifier: Apache-2.0
import { ROLES } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** The first page of everybody: what waits for them. */
export const startFeature: Feature = {
  area: "start",
  routes: [{ path: "/", load: () => import("./start-page").then(({ StartPage }) => StartPage) }],
  nav: [{ path: "/", label: "start.title", roles: ROLES }],
};
