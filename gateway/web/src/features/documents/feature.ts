// SPDX-License-Identifier: Apache-2.0
import { OFFICER_ROLES } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Files that go with records, and who read them. */
export const documentsFeature: Feature = {
  area: "documents",
  routes: [
    { path: "/documents", load: () => import("./documents-page").then(({ DocumentsPage }) => DocumentsPage) },
    {
      path: "/documents/log",
      roles: [...OFFICER_ROLES, "registrar"],
      load: () => import("./log-page").then(({ LogPage }) => LogPage),
    },
  ],
  nav: [],
  menu: [{ path: "/documents", label: "documents.title" }],
};
