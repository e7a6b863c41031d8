// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

const ORGANISATION = "current_setting('licet.organisation', true)";
const PERSON = "current_setting('licet.person', true)";
const ROLE = "current_setting('licet.role', true)";

/** Officers see what their organisation checked; whoever else checks, their own. */
const MAY_SEE = `organisation = ${ORGANISATION} AND (person = ${PERSON} OR ${ROLE} IN
  ('licensing-officer', 'senior-licensing-officer', 'certifying-officer', 'customs-officer'))`;

/**
 * Checks that were answered, kept privately in the checker's own gateway, and notices that something changed since; how far the ledger
 * was followed for them.
 */
export const CHECK: KeptMigration = {
  id: "0030-check",
  up: `
CREATE TABLE kept."check" (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation text NOT NULL,
  person text NOT NULL,
  role text,
  office text,
  subjects text[] NOT NULL,
  expanded boolean NOT NULL DEFAULT false,
  disposition text NOT NULL,
  codes text[] NOT NULL,
  block bigint,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX check_subjects ON kept."check" USING gin (subjects);
CREATE INDEX check_newest ON kept."check" (organisation, at DESC, id);
CREATE INDEX check_unexpanded ON kept."check" (block) WHERE NOT expanded;
ALTER TABLE kept."check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept."check" FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept."check" TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY caller ON kept."check" FOR SELECT TO ${CALLER_ROLE} USING (${MAY_SEE});
GRANT SELECT, INSERT, UPDATE, DELETE ON kept."check" TO ${GATEWAY_ROLE};
GRANT SELECT ON kept."check" TO ${CALLER_ROLE};

CREATE TABLE kept.notice (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation text NOT NULL,
  person text NOT NULL,
  office text,
  "check" uuid NOT NULL REFERENCES kept."check" ON DELETE CASCADE,
  block bigint NOT NULL,
  transaction integer NOT NULL,
  name text NOT NULL,
  subjects text[] NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz,
  UNIQUE (organisation, person, block, transaction)
);
CREATE INDEX notice_position ON kept.notice (block, transaction);
CREATE INDEX notice_check ON kept.notice ("check");
ALTER TABLE kept.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.notice TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY caller ON kept.notice TO ${CALLER_ROLE} USING (${MAY_SEE}) WITH CHECK (${MAY_SEE});
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.notice TO ${GATEWAY_ROLE};
GRANT SELECT, UPDATE (read_at) ON kept.notice TO ${CALLER_ROLE};

CREATE TABLE kept.follower (
  name text PRIMARY KEY,
  block bigint NOT NULL,
  transaction integer NOT NULL
);
ALTER TABLE kept.follower ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.follower FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.follower TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.follower TO ${GATEWAY_ROLE};
`,
};
