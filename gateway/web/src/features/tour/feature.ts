// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** A tour of the demonstration, and where help stands. */
export const tourFeature: Feature = {
  area: "tour",
  routes: [{ path: "/tour", load: () => import("./tour-page").then(({ TourPage }) => TourPage) }],
  nav: [],
  alongDemonstration: () => import("./tour").then(({ Tour }) => Tour),
  menu: [{ path: "/tour", label: "tour.menu" }],
};
