// SPDX-License-Identifier: Apache-2.0
import { Disposition } from "@licet/domain";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { AnswerCode } from "../errors/answers.js";
import { CHECK_CHANGED, EventFilter } from "../application/live/event-filter.js";
import { DELIVERY_STATES } from "../application/webhooks/deliveries.js";
import { NewWebhook } from "../application/webhooks/webhooks.js";
import { problemResponses } from "./openapi-schemas.js";

const JSON_TYPE = "application/json";
const TAG = ["Events"];

const Position = z.string().describe("block and transaction, such as 42:0");
const subjects = z.array(z.string()).describe("records that changed and those that they hang under, as type/reference");

const LedgerEventBody = z
  .object({
    position: Position,
    name: z.string().describe("name of the event, see the reference of events"),
    version: z.int().describe("version of the payload's form"),
    transaction: z.string().describe("transaction id"),
    at: z.string().optional().describe("when the transaction was made, as its client says"),
    organisation: z.string().describe("organisation whose member made it"),
    subjects,
    payload: z.record(z.string(), z.json()).describe("public fields of the event; nothing confidential"),
  })
  .meta({ id: "LedgerEvent" });

const CheckChangedBody = z
  .object({
    id: z.string(),
    position: Position,
    name: z.literal(CHECK_CHANGED),
    change: z.string().describe("name of the ledger's event that changed it"),
    subjects: z.array(z.string()).describe("what of the check changed, as type/reference"),
    at: z.string(),
    readAt: z.string().optional(),
    check: z.object({
      id: z.string(),
      at: z.string(),
      block: z.int().optional().describe("newest block of the peer that answered the check"),
      disposition: Disposition,
      codes: z.array(z.string()).describe("codes of the verdicts that led to it"),
    }),
  })
  .meta({ id: "CheckChanged" });

const WebhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    filter: EventFilter,
    paused: z.enum(["by-owner", "dead-letters", "gone"]).optional().describe("why nothing is sent"),
    position: Position.describe("up to where events have entered its outbox"),
    createdBy: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: "Webhook" });

const WithSecret = WebhookSchema.extend({
  secret: z.string().describe("key that messages are signed with, whsec_ and base64; it is told here and never again"),
}).meta({ id: "WebhookWithSecret" });

const DeliverySchema = z
  .object({
    id: z.string().describe("webhook-id of the message, the same for each attempt"),
    number: z.int(),
    name: z.string(),
    position: Position,
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    nextAt: z.string().optional(),
    triedAt: z.string().optional(),
    outcome: z.string().optional().describe("HTTP status of the last attempt, or why there was none"),
  })
  .meta({ id: "Delivery" });

const Id = z.object({ id: z.uuid() });
const EVERY: readonly AnswerCode[] = ["INVALID_INPUT", "UNAUTHENTICATED", "TOO_MANY_REQUESTS", "INTERNAL_ERROR"];
const MANAGED: readonly AnswerCode[] = [...EVERY, "ROLE_NOT_ALLOWED"];
const ONE: readonly AnswerCode[] = [...MANAGED, "NOT_FOUND"];

const ok = (status: string, description: string, schema: z.ZodType, codes: readonly AnswerCode[]): object => ({
  [status]: { description, content: { [JSON_TYPE]: { schema } } },
  ...problemResponses(codes),
});
const nothing = (description: string, codes: readonly AnswerCode[]): object => ({
  "204": { description },
  ...problemResponses(codes),
});
const onWebhook = (operationId: string, summary: string, responses: object): object => ({
  operationId,
  tags: TAG,
  summary,
  requestParams: { path: Id },
  responses,
});

const STREAM = {
  operationId: "streamEvents",
  tags: TAG,
  summary: "Events as they happen, and those behind a position first (server-sent events)",
  description:
    "Each event's `id` is its position, by which a client that connects again goes on (`Last-Event-ID`, or `after`). Events come in " +
    "order and at least once. `check-changed` is the gateway's own: something changed since you or your office checked; it comes before " +
    "the event that changed it, and bears no id. An `end` event says why the gateway ends a stream: signed-out, too-slow, shutting-down. " +
    "Who acts for one party is told of what concerns it; other members of all public events.",
  requestParams: {
    query: z.object({
      after: Position.optional().describe("position behind which it begins, 0 for all events; now where left out"),
      name: EventFilter.shape.names,
      subject: EventFilter.shape.subjects,
      state: EventFilter.shape.states,
      party: EventFilter.shape.parties,
      mine: EventFilter.shape.mine,
    }),
    header: z.object({ "Last-Event-ID": z.string().optional().describe("position of the last event that came") }),
  },
  responses: {
    "200": {
      description: "A stream: `event` is the name, `data` the event as JSON",
      content: { "text/event-stream": { schema: z.string() } },
    },
    ...problemResponses([...EVERY, "TOO_MANY_STREAMS", "READ_MODEL_BEHIND"]),
  },
};

const NOTICES = {
  "/v1/notices": {
    get: {
      operationId: "listNotices",
      tags: TAG,
      summary: "What changed since you or your office checked, newest first",
      requestParams: {
        query: z.object({
          unread: z.boolean().optional(),
          before: z.uuid().optional().describe("notice that the page begins behind"),
        }),
      },
      responses: ok(
        "200",
        "Notices",
        z.object({ notices: z.array(CheckChangedBody), before: z.string().optional() }),
        EVERY,
      ),
    },
  },
  "/v1/notices/{id}/read": {
    post: {
      operationId: "markNoticeRead",
      tags: TAG,
      summary: "Mark a notice as read",
      requestParams: { path: Id },
      responses: nothing("Marked", [...EVERY, "NOT_FOUND", "MALFORMED_BODY"]),
    },
  },
};

/** A command on a webhook: it takes no body. */
const COMMAND: readonly AnswerCode[] = [...ONE, "MALFORMED_BODY"];

const WEBHOOKS = {
  "/v1/webhooks": {
    get: {
      operationId: "listWebhooks",
      tags: TAG,
      summary: "Your organisation's webhooks",
      responses: ok("200", "Webhooks", z.object({ webhooks: z.array(WebhookSchema) }), MANAGED),
    },
    post: {
      operationId: "createWebhook",
      tags: TAG,
      summary: "Have events posted to an address, signed",
      requestBody: { required: true, content: { [JSON_TYPE]: { schema: NewWebhook } } },
      responses: ok("201", "Made; the key is told here and never again", WithSecret, [
        ...MANAGED,
        "MALFORMED_BODY",
        "UNSUPPORTED_MEDIA_TYPE",
        "BODY_TOO_LARGE",
        "WEBHOOK_ADDRESS_REFUSED",
        "TOO_MANY_WEBHOOKS",
      ]),
    },
  },
  "/v1/webhooks/{id}": {
    get: onWebhook("readWebhook", "Read a webhook", ok("200", "The webhook", WebhookSchema, ONE)),
    delete: onWebhook("deleteWebhook", "Delete a webhook and its messages", nothing("Deleted", ONE)),
  },
  "/v1/webhooks/{id}/pause": {
    post: onWebhook("pauseWebhook", "Send nothing until it is resumed", ok("200", "Paused", WebhookSchema, COMMAND)),
  },
  "/v1/webhooks/{id}/resume": {
    post: onWebhook("resumeWebhook", "Send again, from where it stopped", ok("200", "Resumed", WebhookSchema, COMMAND)),
  },
  "/v1/webhooks/{id}/rotate-key": {
    post: onWebhook(
      "rotateWebhookKey",
      "Make a new key; the former one signs beside it for 24 hours",
      ok("200", "The new key, told here and never again", WithSecret, COMMAND),
    ),
  },
  "/v1/webhooks/{id}/deliveries": {
    get: {
      ...onWebhook(
        "listDeliveries",
        "Messages of a webhook, newest first",
        ok("200", "Messages", z.object({ deliveries: z.array(DeliverySchema), before: z.int().optional() }), ONE),
      ),
      requestParams: {
        path: Id,
        query: z.object({ state: z.enum(DELIVERY_STATES).optional(), before: z.int().min(0).optional() }),
      },
    },
  },
  "/v1/webhooks/{id}/deliveries/send-again": {
    post: onWebhook(
      "sendAllAgain",
      "Send every message again that was given up",
      ok("200", "How many", z.object({ messages: z.int() }), COMMAND),
    ),
  },
  "/v1/webhooks/{id}/deliveries/{delivery}/send-again": {
    post: {
      ...onWebhook("sendAgain", "Send a message again that was given up", nothing("It waits to be sent", COMMAND)),
      requestParams: { path: Id.extend({ delivery: z.string() }) },
    },
  },
};

/** Routes of events, notices and webhooks. */
export const LIVE_PATHS = {
  "/v1/events": { get: STREAM },
  ...NOTICES,
  ...WEBHOOKS,
} as unknown as ZodOpenApiPathsObject;

/** What is posted to webhooks (OpenAPI 3.1, `webhooks`). */
export const LIVE_WEBHOOKS = {
  event: {
    post: {
      operationId: "receiveEvent",
      tags: TAG,
      summary: "A message to a webhook, signed as Standard Webhooks 1.0 says",
      requestParams: {
        header: z.object({
          "webhook-id": z.string().describe("the same for each attempt: what came before is done already"),
          "webhook-timestamp": z.string().describe("seconds since 1970 of this attempt"),
          "webhook-signature": z
            .string()
            .describe("v1 and the HMAC-SHA256 over id.timestamp.body in base64; two, with a space, while a key is new"),
        }),
      },
      requestBody: {
        required: true,
        content: {
          [JSON_TYPE]: {
            schema: z
              .object({
                type: z.string().describe("name of the event"),
                timestamp: z.string(),
                data: z.union([LedgerEventBody, CheckChangedBody]),
              })
              .meta({ id: "WebhookMessage" }),
          },
        },
      },
      responses: { "204": { description: "Taken. Every status of the 200s counts, and nothing else does" } },
    },
  },
} as unknown as ZodOpenApiPathsObject;
