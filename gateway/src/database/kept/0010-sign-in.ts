// SPDX-License-Identifier: Apache-2.0
import { GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

const TABLES = ["session", "sign_in"];

/** Sessions of people and attempts to sign in. Only the gateway itself reads them: a request has no caller before they are read. */
export const SIGN_IN: KeptMigration = {
  id: "0010-sign-in",
  up: `
CREATE TABLE kept.session (
  secret_hash text PRIMARY KEY,
  person text NOT NULL,
  organisation text NOT NULL,
  means text NOT NULL CHECK (means IN ('provider', 'demonstration')),
  issuer text,
  subject text,
  provider_session text,
  started_at timestamptz NOT NULL,
  authenticated_at timestamptz,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  CHECK ((means = 'provider') = (issuer IS NOT NULL AND subject IS NOT NULL))
);
CREATE INDEX session_person ON kept.session (person, seen_at);
CREATE INDEX session_subject ON kept.session (issuer, subject);
CREATE INDEX session_provider ON kept.session (issuer, provider_session);
CREATE INDEX session_end ON kept.session (ends_at);

CREATE TABLE kept.sign_in (
  key text PRIMARY KEY,
  state text NOT NULL,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  max_age_seconds integer,
  return_to text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_end ON kept.sign_in (expires_at);
${TABLES.map(
  (table) => `
ALTER TABLE kept.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.${table} TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.${table} TO ${GATEWAY_ROLE};`,
).join("\n")}
`,
};
