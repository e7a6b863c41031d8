// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Whose desk it is. */
const LICENSING: readonly Role[] = ["licensing-officer", "senior-licensing-officer"];
/** Who looks records up in lists. */
const READERS: readonly Role[] = [...LICENSING, "certifying-officer", "customs-officer", "registrar"];

/** The licensing officer's desk: working lists, and the registers with filters. */
export const deskFeature: Feature = {
  area: "desk",
  moreAreas: ["licensing", "ledger"],
  routes: [
    { path: "/desk", roles: LICENSING, load: () => import("./desk-page").then(({ DeskPage }) => DeskPage) },
    { path: "/desk/:queue", roles: LICENSING, load: () => import("./desk-page").then(({ DeskPage }) => DeskPage) },
    { path: "/lists/:list", roles: READERS, load: () => import("./list-page").then(({ ListPage }) => ListPage) },
  ],
  nav: [
    { path: "/desk", label: "desk.nav", roles: LICENSING },
    { path: "/lists/licences", label: "desk.list.licences", roles: LICENSING },
    { path: "/lists/parties", label: "desk.registers", roles: LICENSING },
  ],
};
