// SPDX-License-Identifier: Apache-2.0

/** A row of a table of what people keep, as a gateway of 27 November 2026 wrote it. JSON stands as text. */
export interface KeptRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

const BY = { organisation: "GBAuthorityMSP", person: "customs1@GBAuthorityMSP" } as const;
const AT = "2026-11-27T06:00:00.000Z";
const WEBHOOK = "11111111-1111-4111-8111-111111111111";
const CHECK = "22222222-2222-4222-8222-222222222222";

/** One row of each table at least, each before those that refer to it. Later releases must keep every one of them. */
export const KEPT_ROWS: readonly KeptRow[] = [
  {
    table: "session",
    row: { ...BY, secret_hash: "ab".repeat(32), means: "demonstration", started_at: AT, seen_at: AT, ends_at: AT },
  },
  {
    table: "sign_in",
    row: { key: "k", state: "s", nonce: "n", code_verifier: "v", return_to: "/", expires_at: AT },
  },
  { table: "mail_setting", row: { ...BY, address: "a@example.org", language: "de", muted: ["hold"] } },
  {
    table: "mail",
    row: { ...BY, kind: "hold", cause: "5:0", state: "dead", created_at: AT, attempts: 7, next_attempt_at: AT },
  },
  {
    table: "document",
    row: {
      organisation: BY.organisation,
      id: "d1",
      sha256: "cd".repeat(32),
      kind: "invoice",
      media_type: "application/pdf",
      bytes: 12,
      scan: "clean",
      stored_by: BY.person,
      stored_at: AT,
      retain_until: "2031-12-31",
      gone_because: "withdrawn",
    },
  },
  {
    table: "document_subject",
    row: {
      organisation: BY.organisation,
      document: "d1",
      record: "licence",
      record_id: "GBSIEE2E350002",
      part: "content",
      added_by: BY.person,
      added_at: AT,
      foreseen: false,
    },
  },
  {
    table: "document_log",
    row: { ...BY, document: "d1", at: AT, act: "read", route: "GET /v1/documents/{id}", facts: '{"bytes":12}' },
  },
  { table: "document_object", row: { name: "o1", organisation: BY.organisation, made_at: AT } },
  {
    table: "check",
    row: {
      ...BY,
      id: CHECK,
      subjects: ["licence/GBSIEE2E350002"],
      disposition: "may-pass",
      codes: [],
      block: 4,
      at: AT,
    },
  },
  {
    table: "notice",
    row: { ...BY, check: CHECK, block: 5, transaction: 0, name: "LicenceSuspended", subjects: [], at: AT },
  },
  { table: "follower", row: { name: "checks", block: 5, transaction: 0 } },
  {
    table: "webhook",
    row: {
      id: WEBHOOK,
      organisation: BY.organisation,
      created_by: BY.person,
      role: "customs-officer",
      url: "https://example.org/",
      description: "",
      filter: "{}",
      block: 5,
      transaction: 0,
      created_at: AT,
    },
  },
  {
    table: "webhook_key",
    row: {
      id: "33333333-3333-4333-8333-333333333333",
      webhook: WEBHOOK,
      organisation: BY.organisation,
      secret: "whsec_x",
      created_at: AT,
    },
  },
  {
    table: "delivery",
    row: {
      id: "msg_1",
      webhook: WEBHOOK,
      organisation: BY.organisation,
      name: "LicenceSuspended",
      block: 5,
      transaction: 0,
      body: "{}",
      next_at: AT,
      created_at: AT,
    },
  },
  {
    table: "view",
    row: {
      ...BY,
      id: "v1",
      name: "Mine",
      list: "licences",
      filters: '{"status":"issued"}',
      shared: false,
      changed_at: AT,
    },
  },
  { table: "draft", row: { ...BY, key: "application-1", version: 3, content: '{"a":1}', changed_at: AT } },
  {
    table: "export_log",
    row: {
      ...BY,
      role: "customs-officer",
      list: "licences",
      format: "csv",
      filters: '{"status":["issued"]}',
      at: AT,
      rows: 3,
      sent: 3,
      ended_at: AT,
    },
  },
  {
    table: "key_check",
    row: { organisation: BY.organisation, key_id: "0123456789abcdef", name: "name", sealed: "c2VhbGVk" },
  },
];
