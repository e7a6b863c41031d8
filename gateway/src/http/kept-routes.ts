// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { Checks } from "../application/kept/checks.js";
import type { ExportLog } from "../application/kept/export-log.js";
import { DRAFT_CHARACTERS_MAX, DRAFTS_MAX, type Drafts } from "../application/kept/drafts.js";
import type { Views } from "../application/kept/views.js";
import type { AnswerCode } from "../errors/answers.js";
import { readModelCaller } from "../readmodel/queries/caller.js";
import { callerOf } from "./context.js";
import { queryReader, readBody } from "./input.js";
import {
  CheckList,
  CheckQuery,
  DraftBody,
  DraftList,
  DraftPath,
  DraftSchema,
  DraftSummarySchema,
  ExportLogPage,
  ExportLogQuery,
  ViewBody,
  ViewList,
  ViewPath,
} from "./kept-schemas.js";
import { problemResponses } from "./openapi-schemas.js";
import { answered, DATABASE_ERRORS, type PlainRoute, readPath } from "./read-model-routes.js";
import { sendJson } from "./respond.js";

const OK = 200;
const NO_CONTENT = 204;
const TAG = "Kept by the gateway";
const BODY_ERRORS: readonly AnswerCode[] = ["MALFORMED_BODY", "UNSUPPORTED_MEDIA_TYPE", "BODY_TOO_LARGE"];

/** What people keep in the gateway. */
export interface KeptServices {
  readonly views: Views;
  readonly drafts: Drafts;
  readonly checks: Checks;
  readonly exports: ExportLog;
}

type Operation = Omit<ZodOpenApiOperationObject, "responses" | "tags">;

function operation(about: Operation, success: object, ...codes: AnswerCode[]): ZodOpenApiOperationObject {
  const responses = { ...success, ...problemResponses([...DATABASE_ERRORS, ...codes]) };
  return { ...about, tags: [TAG], responses: responses as ZodOpenApiOperationObject["responses"] };
}

const ok = (description: string, schema: z.ZodType): object => ({ "200": answered(description, schema) });
const done = (description: string): object => ({ "204": { description } });
const body = (schema: z.ZodType): NonNullable<ZodOpenApiOperationObject["requestBody"]> => ({
  required: true,
  content: { "application/json": { schema } },
});

const NOTHING = queryReader(z.strictObject({}));

const VIEW_ROUTES: readonly PlainRoute<KeptServices>[] = [
  {
    method: "get",
    path: "/v1/views",
    operation: operation(
      { operationId: "listViews", summary: "Lists with their filters that you keep, and that are shared with you" },
      ok("Views", ViewList),
    ),
    handler:
      ({ views }) =>
      async (request, response) => {
        NOTHING(request);
        sendJson(response, OK, { items: await views.list(readModelCaller(callerOf(response))) });
      },
  },
  {
    method: "put",
    path: "/v1/views/{id}",
    operation: operation(
      {
        operationId: "keepView",
        summary: "Keep a list with its filters, for yourself or shared",
        requestParams: { path: ViewPath },
        requestBody: body(ViewBody),
      },
      done("Kept"),
      "TOO_MANY_KEPT",
      ...BODY_ERRORS,
    ),
    handler:
      ({ views }) =>
      async (request, response) => {
        const { id } = readPath(ViewPath, request);
        const { filters, ...view } = readBody(ViewBody, request);
        await views.keep(readModelCaller(callerOf(response)), id, { ...view, filters });
        response.status(NO_CONTENT).end();
      },
  },
  {
    method: "delete",
    path: "/v1/views/{id}",
    operation: operation(
      { operationId: "deleteView", summary: "Delete a view that you keep", requestParams: { path: ViewPath } },
      done("Deleted"),
      "NOT_FOUND",
    ),
    handler:
      ({ views }) =>
      async (request, response) => {
        const { id } = readPath(ViewPath, request);
        await views.delete(readModelCaller(callerOf(response)), id);
        response.status(NO_CONTENT).end();
      },
  },
];

const DRAFT_ROUTES: readonly PlainRoute<KeptServices>[] = [
  {
    method: "get",
    path: "/v1/drafts",
    operation: operation(
      { operationId: "listDrafts", summary: "What you have begun and not sent" },
      ok("Drafts", DraftList),
    ),
    handler:
      ({ drafts }) =>
      async (request, response) => {
        NOTHING(request);
        sendJson(response, OK, { items: await drafts.list(readModelCaller(callerOf(response))) });
      },
  },
  {
    method: "get",
    path: "/v1/drafts/{key}",
    operation: operation(
      { operationId: "readDraft", summary: "A draft of yours", requestParams: { path: DraftPath } },
      ok("The draft", DraftSchema),
      "NOT_FOUND",
    ),
    handler:
      ({ drafts }) =>
      async (request, response) => {
        const { key } = readPath(DraftPath, request);
        sendJson(response, OK, await drafts.read(readModelCaller(callerOf(response)), key));
      },
  },
  {
    method: "put",
    path: "/v1/drafts/{key}",
    operation: operation(
      {
        operationId: "keepDraft",
        summary: "Keep a draft, which outlives your session",
        description:
          `Up to ${DRAFTS_MAX.toString()} drafts a person, each of up to ${DRAFT_CHARACTERS_MAX.toString()} characters. Nobody else sees them, ` +
          "and nothing of them goes to the ledger. Name the version that you changed: where it has another one by now, nothing is lost.",
        requestParams: { path: DraftPath },
        requestBody: body(DraftBody),
      },
      ok("Kept", DraftSummarySchema),
      "DRAFT_CHANGED",
      "TOO_MANY_KEPT",
      "LIMIT_EXCEEDED",
      ...BODY_ERRORS,
    ),
    handler:
      ({ drafts }) =>
      async (request, response) => {
        const { key } = readPath(DraftPath, request);
        const { content, version } = readBody(DraftBody, request);
        const caller = readModelCaller(callerOf(response));
        sendJson(response, OK, await drafts.keep(caller, key, content, version));
      },
  },
  {
    method: "delete",
    path: "/v1/drafts/{key}",
    operation: operation(
      { operationId: "deleteDraft", summary: "Delete a draft of yours", requestParams: { path: DraftPath } },
      done("Deleted"),
      "NOT_FOUND",
    ),
    handler:
      ({ drafts }) =>
      async (request, response) => {
        const { key } = readPath(DraftPath, request);
        await drafts.delete(readModelCaller(callerOf(response)), key);
        response.status(NO_CONTENT).end();
      },
  },
];

const CHECK_ROUTES: readonly PlainRoute<KeptServices>[] = [
  {
    method: "get",
    path: "/v1/checks",
    operation: operation(
      {
        operationId: "listChecks",
        summary: "What your organisation asked of a licence or consignment at checkpoints, through this gateway",
        description:
          "A hundred at a time, the newest first. Whoever acts for a party sees their own. What was put on record stands on the ledger: see the lists of " +
          "verifications and inspections.",
        requestParams: { query: CheckQuery },
      },
      ok("Checks", CheckList),
    ),
    handler: ({ checks }) => {
      const query = queryReader(CheckQuery);
      return async (request, response) => {
        const { subject, before } = query(request);
        sendJson(response, OK, await checks.list(readModelCaller(callerOf(response)), subject, before));
      };
    },
  },
];

const EXPORT_ROUTES: readonly PlainRoute<KeptServices>[] = [
  {
    method: "get",
    path: "/v1/export-log",
    operation: operation(
      {
        operationId: "getExportLog",
        summary: "Who of your organisation took which list away, by which filters and how much of it, the newest first",
        description: "For officers and registrars.",
        requestParams: { query: ExportLogQuery },
      },
      ok("A page of the log", ExportLogPage),
      "ROLE_NOT_ALLOWED",
    ),
    handler: ({ exports }) => {
      const query = queryReader(ExportLogQuery);
      return async (request, response) => {
        const paging = query(request);
        sendJson(response, OK, await exports.list(readModelCaller(callerOf(response)), paging));
      };
    },
  },
];

/** Views, drafts, checks, and what was exported. */
export const KEPT_ROUTES: readonly PlainRoute<KeptServices>[] = [
  ...VIEW_ROUTES,
  ...DRAFT_ROUTES,
  ...CHECK_ROUTES,
  ...EXPORT_ROUTES,
];
