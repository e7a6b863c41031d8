// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, GATEWAY_ROLE } from "../roles.js";
import type { KeptMigration } from "./migration.js";

/** An organisation's webhooks are its officers' and its registrar's; the routes say so too, in words. */
const OWN = `organisation = current_setting('licet.organisation', true) AND current_setting('licet.role', true) IN
  ('licensing-officer', 'senior-licensing-officer', 'certifying-officer', 'customs-officer', 'registrar')`;

const secured = (table: string): string => `
ALTER TABLE kept.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON kept.${table} TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY caller ON kept.${table} TO ${CALLER_ROLE} USING (${OWN}) WITH CHECK (${OWN});
GRANT SELECT, INSERT, UPDATE, DELETE ON kept.${table} TO ${GATEWAY_ROLE};`;

/** Webhooks, the keys that they are signed with, and the outbox of what goes to them. No caller reads a key again. */
export const WEBHOOK: KeptMigration = {
  id: "0031-webhook",
  up: `
CREATE TABLE kept.webhook (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  created_by text NOT NULL,
  role text NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  filter jsonb NOT NULL,
  paused text CHECK (paused IN ('by-owner', 'dead-letters', 'gone')),
  block bigint NOT NULL,
  transaction integer NOT NULL,
  dead_in_a_row integer NOT NULL DEFAULT 0,
  lease uuid,
  leased_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhook_organisation ON kept.webhook (organisation, created_at, id);
${secured("webhook")}
GRANT SELECT, INSERT, UPDATE (paused, dead_in_a_row), DELETE ON kept.webhook TO ${CALLER_ROLE};

CREATE TABLE kept.webhook_key (
  id uuid PRIMARY KEY,
  webhook uuid NOT NULL REFERENCES kept.webhook ON DELETE CASCADE,
  organisation text NOT NULL,
  secret text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  until timestamptz
);
CREATE INDEX webhook_key_of ON kept.webhook_key (webhook, created_at);
${secured("webhook_key")}
GRANT SELECT (id, webhook, organisation, created_at, until), INSERT, UPDATE (until), DELETE ON kept.webhook_key
  TO ${CALLER_ROLE};

CREATE TABLE kept.delivery (
  id text PRIMARY KEY,
  webhook uuid NOT NULL REFERENCES kept.webhook ON DELETE CASCADE,
  organisation text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  block bigint NOT NULL,
  transaction integer NOT NULL,
  body text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  tried_at timestamptz,
  outcome text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX delivery_pending ON kept.delivery (webhook, number) WHERE state = 'pending';
CREATE INDEX delivery_of ON kept.delivery (webhook, number DESC);
CREATE INDEX delivery_done ON kept.delivery (tried_at) WHERE state <> 'pending';
${secured("delivery")}
GRANT SELECT, UPDATE (state, attempts, next_at) ON kept.delivery TO ${CALLER_ROLE};
`,
};
