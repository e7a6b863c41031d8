// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** The consortium: its members, their peers, and who endorses for whom. */
export const consortiumFeature: Feature = {
  area: "consortium",
  moreAreas: ["ledger"],
  routes: [
    { path: "/consortium", load: () => import("./consortium-page").then(({ ConsortiumPage }) => ConsortiumPage) },
  ],
  nav: [],
  menu: [{ path: "/consortium", label: "consortium.title" }],
};
