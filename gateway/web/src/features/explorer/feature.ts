// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

/** Whose daily work it is to look behind records. Anybody on the channel may read what it holds. */
const LOOKERS: readonly Role[] = [
  "licensing-officer",
  "senior-licensing-officer",
  "certifying-officer",
  "customs-officer",
  "registrar",
];

/** The channel as it is: blocks, transactions, histories of records. */
export const explorerFeature: Feature = {
  area: "explorer",
  moreAreas: ["ledger"],
  routes: [
    { path: "/explorer", load: () => import("./blocks-page").then(({ BlocksPage }) => BlocksPage) },
    { path: "/explorer/blocks/:block", load: () => import("./block-page").then(({ BlockPage }) => BlockPage) },
    {
      path: "/explorer/blocks/:block/:transaction",
      load: () => import("./transaction-page").then(({ TransactionPage }) => TransactionPage),
    },
    {
      path: "/explorer/transactions/:id",
      load: () => import("./found-page").then(({ FoundTransactionPage }) => FoundTransactionPage),
    },
    {
      path: "/explorer/records/:type/:id",
      load: () => import("./history-page").then(({ HistoryPage }) => HistoryPage),
    },
  ],
  nav: [{ path: "/explorer", label: "explorer.title", roles: LOOKERS }],
};
