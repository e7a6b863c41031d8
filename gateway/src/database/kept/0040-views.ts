// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/** Lists with their filters, as people keep them: their own, or shared with those of their organisation who act for the same party. */
export const VIEWS: KeptMigration = {
  id: "0040-views",
  up: `
CREATE TABLE kept.view (
  organisation text NOT NULL,
  person text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  list text NOT NULL,
  filters jsonb NOT NULL,
  shared boolean NOT NULL,
  office text,
  party text,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (organisation, person, id)
);
ALTER TABLE kept.view ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.view FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.view TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY own ON kept.view TO ${CALLER_ROLE}
  USING (organisation = current_setting('licet.organisation', true) AND person = current_setting('licet.person', true))
  WITH CHECK (organisation = current_setting('licet.organisation', true) AND person = current_setting('licet.person', true)
    AND coalesce(party, '') = current_setting('licet.party', true));
CREATE POLICY shared ON kept.view FOR SELECT TO ${CALLER_ROLE}
  USING (shared AND organisation = current_setting('licet.organisation', true)
    AND coalesce(party, '') = current_setting('licet.party', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.view TO ${GATEWAY_ROLE}, ${CALLER_ROLE};`,
};
