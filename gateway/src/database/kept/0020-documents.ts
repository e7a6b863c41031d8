// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

const OWN = "organisation = current_setting('licet.organisation', true)";
const PERSON = "current_setting('licet.person', true)";

/** Who reads what was done with documents: officers, and whoever keeps the organisation's register. */
const SUPERVISES = `current_setting('licet.role', true) IN
  ('licensing-officer', 'senior-licensing-officer', 'certifying-officer', 'customs-officer', 'registrar')`;

const secured = (table: string): string => `
ALTER TABLE kept.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.${table} TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);`;

/**
 * Files that go with records: what is known of each, which parts of records it goes with, what was done with it, and what lies in the
 * store. The log is appended to and never changed, by nobody.
 */
export const DOCUMENTS: KeptMigration = {
  id: "0020-documents",
  up: `
CREATE TABLE kept.document (
  organisation text NOT NULL,
  id text NOT NULL,
  sha256 text NOT NULL,
  kind text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  name text,
  scan text NOT NULL CHECK (scan IN ('clean', 'not-scanned')),
  stored_by text NOT NULL,
  stored_at timestamptz NOT NULL,
  received_from text,
  retain_until date NOT NULL,
  preserved boolean NOT NULL DEFAULT false,
  object text,
  key_id text,
  wrapped_key bytea,
  gone_because text,
  PRIMARY KEY (organisation, id),
  CHECK ((object IS NULL) = (wrapped_key IS NULL) AND (object IS NULL) = (key_id IS NULL)),
  CHECK ((object IS NULL) = (gone_because IS NOT NULL))
);
CREATE UNIQUE INDEX document_object_of ON kept.document (object) WHERE object IS NOT NULL;
CREATE INDEX document_retained ON kept.document (retain_until) WHERE object IS NOT NULL;

CREATE TABLE kept.document_subject (
  organisation text NOT NULL,
  document text NOT NULL,
  record text NOT NULL,
  record_id text NOT NULL,
  part text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  foreseen boolean NOT NULL,
  PRIMARY KEY (organisation, record, record_id, part, document),
  FOREIGN KEY (organisation, document) REFERENCES kept.document (organisation, id)
);
CREATE INDEX document_subjects_of ON kept.document_subject (organisation, document);

CREATE TABLE kept.document_log (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text NOT NULL,
  document text NOT NULL,
  at timestamptz NOT NULL,
  person text NOT NULL,
  act text NOT NULL,
  route text NOT NULL,
  facts jsonb NOT NULL
);
CREATE INDEX document_log_of ON kept.document_log (organisation, document, number DESC);
CREATE INDEX document_log_newest ON kept.document_log (organisation, number DESC);

CREATE TABLE kept.document_object (
  name text PRIMARY KEY,
  organisation text NOT NULL,
  made_at timestamptz NOT NULL
);
${["document", "document_subject", "document_log", "document_object"].map(secured).join("\n")}
CREATE POLICY own ON kept.document FOR SELECT TO ${CALLER_ROLE} USING (${OWN});
CREATE POLICY stores ON kept.document FOR INSERT TO ${CALLER_ROLE} WITH CHECK (${OWN} AND stored_by = ${PERSON});
CREATE POLICY changes ON kept.document FOR UPDATE TO ${CALLER_ROLE} USING (${OWN}) WITH CHECK (${OWN});
CREATE POLICY own ON kept.document_subject FOR SELECT TO ${CALLER_ROLE} USING (${OWN});
CREATE POLICY adds ON kept.document_subject FOR INSERT TO ${CALLER_ROLE} WITH CHECK (${OWN} AND added_by = ${PERSON});
CREATE POLICY settles ON kept.document_subject FOR UPDATE TO ${CALLER_ROLE}
  USING (${OWN} AND added_by = ${PERSON}) WITH CHECK (${OWN} AND added_by = ${PERSON});
CREATE POLICY supervises ON kept.document_log FOR SELECT TO ${CALLER_ROLE} USING (${OWN} AND ${SUPERVISES});
CREATE POLICY appends ON kept.document_log FOR INSERT TO ${CALLER_ROLE} WITH CHECK (${OWN} AND person = ${PERSON});
GRANT SELECT, INSERT, UPDATE ON kept.document TO ${GATEWAY_ROLE}, ${CALLER_ROLE};
GRANT SELECT, INSERT, UPDATE ON kept.document_subject TO ${GATEWAY_ROLE}, ${CALLER_ROLE};
GRANT SELECT, INSERT ON kept.document_log TO ${GATEWAY_ROLE}, ${CALLER_ROLE};
GRANT SELECT, INSERT, DELETE ON kept.document_object TO ${GATEWAY_ROLE};
`,
};
