// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** A licence with its live balance, and what officers do with it. */
export const licenceFeature: Feature = {
  area: "licence",
  moreAreas: ["licensing", "ledger"],
  routes: [
    {
      path: "/licences/:licence",
      roles: [
        "licensing-officer",
        "senior-licensing-officer",
        "certifying-officer",
        "customs-officer",
        "registrar",
        "exporter",
      ],
      load: () => import("./licence-page").then(({ LicencePage }) => LicencePage),
    },
  ],
  nav: [],
};
