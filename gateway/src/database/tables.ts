// SPDX-License-Identifier: Apache-2.0
import type { DraftTable, ExportLogTable, KeyCheckTable, ViewTable } from "./kept/tables.js";
import type {
  DocumentLogTable,
  DocumentObjectTable,
  DocumentSubjectTable,
  DocumentTable,
} from "./kept/document-tables.js";
import type {
  ConcernTable,
  EventSubjectTable,
  EventTable,
  FacetTable,
  PartTable,
  PrivateHashTable,
  ProjectionTable,
  RecordTable,
  WordsTable,
} from "./ledger/tables.js";
import type { MailSettingTable, MailTable } from "./kept/mail-tables.js";
import type { SessionTable, SignInTable } from "./kept/sign-in-tables.js";
import type {
  CheckTable,
  DeliveryTable,
  FollowerTable,
  NoticeTable,
  WebhookKeyTable,
  WebhookTable,
} from "./kept/live-tables.js";

/** Every table of the gateway's database, by its name with its schema. */
export interface Tables {
  readonly "ledger.projection": ProjectionTable;
  readonly "ledger.record": RecordTable;
  readonly "ledger.part": PartTable;
  readonly "ledger.private_hash": PrivateHashTable;
  readonly "ledger.concern": ConcernTable;
  readonly "ledger.facet": FacetTable;
  readonly "ledger.words": WordsTable;
  readonly "ledger.event": EventTable;
  readonly "ledger.event_subject": EventSubjectTable;
  readonly "kept.session": SessionTable;
  readonly "kept.sign_in": SignInTable;
  readonly "kept.mail_setting": MailSettingTable;
  readonly "kept.mail": MailTable;
  readonly "kept.document": DocumentTable;
  readonly "kept.document_subject": DocumentSubjectTable;
  readonly "kept.document_log": DocumentLogTable;
  readonly "kept.document_object": DocumentObjectTable;
  readonly "kept.check": CheckTable;
  readonly "kept.notice": NoticeTable;
  readonly "kept.follower": FollowerTable;
  readonly "kept.webhook": WebhookTable;
  readonly "kept.webhook_key": WebhookKeyTable;
  readonly "kept.delivery": DeliveryTable;
  readonly "kept.view": ViewTable;
  readonly "kept.draft": DraftTable;
  readonly "kept.export_log": ExportLogTable;
  readonly "kept.key_check": KeyCheckTable;
}
