// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Who has to do with certificates from their own side; whoever licenses sees them with the case. */
const ROLES: readonly Role[] = ["end-user", "certifying-officer"];

/** End-use certificates where they are made: drawn up, read clause by clause, signed, certified, withdrawn. */
export const endUseFeature: Feature = {
  area: "end-use",
  moreAreas: ["licensing", "ledger"],
  routes: [
    { path: "/certificates", roles: ROLES, load: () => import("./list-page").then(({ ListPage }) => ListPage) },
    {
      path: "/certificates/draw-up",
      roles: ROLES,
      load: () => import("./draw-up/draw-up-page").then(({ DrawUpPage }) => DrawUpPage),
    },
    {
      path: "/certificates/:certificate",
      load: () => import("./certificate-page").then(({ CertificatePage }) => CertificatePage),
    },
    { path: "/signing-key", roles: ["end-user"], load: () => import("./sign/key-page").then(({ KeyPage }) => KeyPage) },
  ],
  nav: [
    { path: "/certificates", label: "end-use.title", roles: ROLES },
    { path: "/signing-key", label: "end-use.key.title", roles: ["end-user"] },
  ],
};
