// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/** What people have begun and not sent, each person's own: it outlives their session. */
export const DRAFTS: KeptMigration = {
  id: "0041-drafts",
  up: `
CREATE TABLE kept.draft (
  organisation text NOT NULL,
  person text NOT NULL,
  key text NOT NULL,
  version integer NOT NULL,
  content text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (organisation, person, key)
);
ALTER TABLE kept.draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.draft FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.draft TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY own ON kept.draft TO ${CALLER_ROLE}
  USING (organisation = current_setting('licet.organisation', true) AND person = current_setting('licet.person', true))
  WITH CHECK (organisation = current_setting('licet.organisation', true) AND person = current_setting('licet.person', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.draft TO ${GATEWAY_ROLE}, ${CALLER_ROLE};`,
};
