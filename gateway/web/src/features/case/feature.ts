// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** An application: read, compared, decided, and issued by a second officer. */
export const caseFeature: Feature = {
  area: "case",
  moreAreas: ["licensing", "ledger"],
  routes: [
    {
      path: "/cases/:application",
      roles: ["licensing-officer", "senior-licensing-officer"],
      load: () => import("./case-page").then(({ CasePage }) => CasePage),
    },
  ],
  nav: [],
};
