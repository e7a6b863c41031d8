// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

const TABLES = ["mail_setting", "mail"];

/** Rows of whoever asks, and of nobody else. */
const OWN =
  "person = current_setting('licet.person', true) AND organisation = current_setting('licet.organisation', true)";

/** How people want to be told, and what they are still to be told. */
export const NOTICES: KeptMigration = {
  id: "0011-notices",
  up: `
CREATE TABLE kept.mail_setting (
  person text PRIMARY KEY,
  organisation text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  muted text[] NOT NULL
);

CREATE TABLE kept.mail (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person text NOT NULL,
  organisation text NOT NULL,
  kind text NOT NULL,
  cause text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'unwanted', 'dead')),
  created_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  next_attempt_at timestamptz NOT NULL,
  UNIQUE (person, kind, cause)
);
CREATE INDEX mail_due ON kept.mail (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX mail_person ON kept.mail (person, created_at DESC);
${TABLES.map(
  (table) => `
ALTER TABLE kept.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.${table} TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY caller ON kept.${table} TO ${CALLER_ROLE} USING (${OWN}) WITH CHECK (${OWN});
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.${table} TO ${GATEWAY_ROLE};`,
).join("\n")}
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.mail_setting TO ${CALLER_ROLE};
GRANT SELECT ON kept.mail TO ${CALLER_ROLE};
GRANT UPDATE (state, attempts, next_attempt_at) ON kept.mail TO ${CALLER_ROLE};
`,
};
