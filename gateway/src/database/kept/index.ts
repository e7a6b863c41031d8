// SPDX-License-Identifier: Apache-2.0
import type { KeptMigration } from "./migration.js";
import { SCHEMA } from "./0001-schema.js";
import { SIGN_IN } from "./0010-sign-in.js";
import { NOTICES } from "./0011-notices.js";
import { DOCUMENTS } from "./0020-documents.js";
import { CHECK } from "./0030-check.js";
import { WEBHOOK } from "./0031-webhook.js";
import { WEBHOOK_KEY } from "./0032-webhook-key.js";
import { VIEWS } from "./0040-views.js";
import { DRAFTS } from "./0041-drafts.js";
import { EXPORT_LOG } from "./0050-export-log.js";
import { KEY_CHECK } from "./0060-key-check.js";

/** Every migration of what people keep, in order. */
export const KEPT_MIGRATIONS: readonly KeptMigration[] = [
  SCHEMA,
  SIGN_IN,
  NOTICES,
  DOCUMENTS,
  CHECK,
  WEBHOOK,
  WEBHOOK_KEY,
  VIEWS,
  DRAFTS,
  EXPORT_LOG,
  KEY_CHECK,
];
