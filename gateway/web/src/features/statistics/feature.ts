// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** How much was recorded, and what was stopped for which reason. */
export const statisticsFeature: Feature = {
  area: "statistics",
  moreAreas: ["ledger"],
  routes: [
    { path: "/statistics", load: () => import("./statistics-page").then(({ StatisticsPage }) => StatisticsPage) },
  ],
  nav: [],
  menu: [{ path: "/statistics", label: "statistics.title" }],
};
