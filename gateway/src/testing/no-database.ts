// SPDX-License-Identifier: Apache-2.0
import type { Database } from "../database/database.js";

/** Stands in where a test asks nothing of the database. */
export const NO_DATABASE: Database = {
  kind: "pglite",
  asGateway: () => Promise.reject(new Error("This test has no database.")),
  asCaller: () => Promise.reject(new Error("This test has no database.")),
  close: () => Promise.resolve(),
};
