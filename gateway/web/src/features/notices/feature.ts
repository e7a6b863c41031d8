// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** What changed after a check that one made, and what one is told of. */
export const noticesFeature: Feature = {
  area: "notices",
  moreAreas: ["ledger"],
  routes: [{ path: "/notices", load: () => import("./notices-page").then(({ NoticesPage }) => NoticesPage) }],
  nav: [],
  menu: [{ path: "/notices", label: "notices.title" }],
};
