// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/**
 * Who took which list away, by which filters and how much of it. Whoever exports is noted before the first row leaves; nobody who asks
 * changes a line or deletes one. Officers and registrars of the organisation read it.
 */
export const EXPORT_LOG: KeptMigration = {
  id: "0050-export-log",
  up: `
CREATE TABLE kept.export_log (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text NOT NULL,
  person text NOT NULL,
  role text,
  party text,
  list text NOT NULL,
  format text NOT NULL,
  filters jsonb NOT NULL,
  at timestamptz NOT NULL,
  rows integer NOT NULL,
  sent integer,
  ended_at timestamptz,
  CHECK ((sent IS NULL) = (ended_at IS NULL))
);
CREATE INDEX export_log_newest ON kept.export_log (organisation, number DESC);
ALTER TABLE kept.export_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.export_log FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.export_log TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY supervises ON kept.export_log FOR SELECT TO ${CALLER_ROLE}
  USING (organisation = current_setting('licet.organisation', true) AND current_setting('licet.role', true) IN
    ('licensing-officer', 'senior-licensing-officer', 'certifying-officer', 'customs-officer', 'registrar'));
GRANT SELECT, INSERT, UPDATE (sent, ended_at) ON kept.export_log TO ${GATEWAY_ROLE};
GRANT SELECT ON kept.export_log TO ${CALLER_ROLE};
`,
};
