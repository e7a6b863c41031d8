// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/** Who may look into the schema; each table then says for itself what they may do. */
export const SCHEMA: KeptMigration = {
  id: "0001-schema",
  up: `GRANT USAGE ON SCHEMA kept TO ${GATEWAY_ROLE}, ${CALLER_ROLE};`,
};
