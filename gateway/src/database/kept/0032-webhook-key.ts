// SPDX-License-Identifier: Apache-2.0
import type { KeptMigration } from "./migration.js";

/**
 * Keys of webhooks lie encrypted under a key of their organisation, which no database holds. What earlier releases wrote in the clear
 * is encrypted by the gateway at its start: no statement here could.
 */
export const WEBHOOK_KEY: KeptMigration = {
  id: "0032-webhook-key",
  up: `
ALTER TABLE kept.webhook_key
  ALTER COLUMN secret DROP NOT NULL,
  ADD COLUMN key_id text,
  ADD COLUMN sealed text,
  ADD CONSTRAINT webhook_key_once CHECK (num_nonnulls(secret, sealed) = 1 AND (sealed IS NULL) = (key_id IS NULL));
`,
};
