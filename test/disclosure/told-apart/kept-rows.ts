// SPDX-License-Identifier: Apache-2.0
import { type Asker, everybody, type Place, type Told, type ToldTo } from "./row.js";

/** Things that a gateway keeps for people: that one exists is nobody else's concern. */
export type KeptThing = "document" | "draft" | "view" | "webhook" | "delivery" | "notice" | "mail";

/** A route that names one thing that is kept. */
export interface KeptRow {
  readonly thing: KeptThing;
  readonly absent: Place;
  /** What the route is sent besides its address. */
  readonly body?: object;
  readonly query?: string;
  readonly told: ToldTo;
}

const UUID = "99999999-9999-4999-8999-999999999999";
const NOT_FOUND: Told = ["404 NOT_FOUND", "404 NOT_FOUND"];
const ROLE: Told = ["403 ROLE_NOT_ALLOWED", "403 ROLE_NOT_ALLOWED"];

/** Given to its owner, and for anybody else not there. */
const owned = (success: string): ToldTo => everybody(NOT_FOUND, { "the own officer": ["404 NOT_FOUND", success] });

/** Kept for an organisation's officers: a role that may not ask is told so before anything is looked up. */
const ofOfficers = (success: string): ToldTo => ({
  ...owned(success),
  ...(Object.fromEntries(
    (["the own party", "a competitor", "somebody without a role", "a stranger's carrier"] as Asker[]).map((asker) => [
      asker,
      ROLE,
    ]),
  ) as Partial<ToldTo>),
});

const DOCUMENT = { thing: "document", absent: { document: "a".repeat(40) } } as const;
/** A document is seen by whoever may read the part that it goes with. */
const seen = (success: string, byParty = success): ToldTo => ({
  ...owned(success),
  "the own party": ["404 NOT_FOUND", byParty],
});

const WEBHOOK = { thing: "webhook", absent: { id: UUID } } as const;
const DRAFT = { thing: "draft", absent: { key: "absent" } } as const;
const VIEW = { thing: "view", absent: { id: "absent" } } as const;

/** Every route that names one thing that is kept. */
export const KEPT_ROWS: Readonly<Record<string, KeptRow>> = {
  "get /v1/documents/{document}": { ...DOCUMENT, told: seen("200") },
  "get /v1/documents/{document}/content": { ...DOCUMENT, told: seen("200") },
  "delete /v1/documents/{document}": {
    ...DOCUMENT,
    query: "?reason=sent-in-error",
    told: seen("200", "403 ROLE_NOT_ALLOWED"),
  },
  "post /v1/documents/{document}/shares": {
    ...DOCUMENT,
    body: { to: "AEAuthorityMSP" },
    told: { ...seen("201"), "somebody without a role": ROLE },
  },
  "post /v1/documents/{document}/preservation": {
    ...DOCUMENT,
    body: { preserved: true, reason: "a case" },
    told: ofOfficers("200"),
  },
  "get /v1/drafts/{key}": { ...DRAFT, told: owned("200") },
  "delete /v1/drafts/{key}": { ...DRAFT, told: owned("204") },
  // Everybody has keys and ids of their own: another's stands in nobody's way.
  "put /v1/drafts/{key}": {
    thing: "draft",
    absent: { key: "new" },
    body: { content: 1, version: 0 },
    told: everybody(["200", "200"], { "the own officer": ["200", "409 DRAFT_CHANGED"] }),
  },
  "put /v1/views/{id}": {
    thing: "view",
    absent: { id: "new" },
    body: { name: "Mine", list: "licences" },
    told: everybody(["204", "204"]),
  },
  "delete /v1/views/{id}": { ...VIEW, told: owned("204") },
  "get /v1/webhooks/{id}": { ...WEBHOOK, told: ofOfficers("200") },
  "delete /v1/webhooks/{id}": { ...WEBHOOK, told: ofOfficers("204") },
  "post /v1/webhooks/{id}/pause": { ...WEBHOOK, told: ofOfficers("200") },
  "post /v1/webhooks/{id}/resume": { ...WEBHOOK, told: ofOfficers("200") },
  "post /v1/webhooks/{id}/rotate-key": { ...WEBHOOK, told: ofOfficers("200") },
  "get /v1/webhooks/{id}/deliveries": { ...WEBHOOK, told: ofOfficers("200") },
  "post /v1/webhooks/{id}/deliveries/send-again": { ...WEBHOOK, told: ofOfficers("200") },
  "post /v1/webhooks/{id}/deliveries/{delivery}/send-again": {
    thing: "delivery",
    absent: { id: UUID, delivery: "msg_absent" },
    told: ofOfficers("204"),
  },
  "post /v1/notices/{id}/read": { thing: "notice", absent: { id: UUID }, told: owned("204") },
  "post /v1/mails/{id}/resend": { thing: "mail", absent: { id: UUID }, told: owned("200") },
};
