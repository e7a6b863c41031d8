// SPDX-License-Identifier: Apache-2.0
import { GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/**
 * What tells whether a gateway has the keys that the others of this database have: for each key of an organisation something that was
 * encrypted under it, and what the organisation's key for names makes of a known text. Nobody who calls sees it.
 */
export const KEY_CHECK: KeptMigration = {
  id: "0060-key-check",
  up: `
CREATE TABLE kept.key_check (
  organisation text NOT NULL,
  key_id text NOT NULL,
  name text NOT NULL,
  sealed text NOT NULL,
  PRIMARY KEY (organisation, key_id)
);
ALTER TABLE kept.key_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.key_check FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.key_check TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON kept.key_check TO ${GATEWAY_ROLE};
`,
};
