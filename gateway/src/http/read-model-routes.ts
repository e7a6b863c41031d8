// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { RequestHandler, Request, Response } from "express";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { Lane } from "../application/admission/lane.js";
import type { AnswerCode } from "../errors/answers.js";
import { readModelCaller } from "../readmodel/queries/caller.js";
import { EXPORT_ROWS_MAX, type ReadModel } from "../readmodel/queries/read-model.js";
import type { ExportLog } from "../application/kept/export-log.js";
import type { Callers } from "./auth/callers.js";
import { callerOf, contextOf } from "./context.js";
import { sendExport } from "./export.js";
import { issuesOf } from "../application/checked-input.js";
import { queryReader } from "./input.js";
import { problemResponses } from "./openapi-schemas.js";
import {
  ExportDocument,
  ExportQuery,
  ListPage,
  ListPath,
  ListQuery,
  QueuePath,
  QueueQuery,
  SearchQuery,
  SearchResult,
} from "./read-model-schemas.js";
import { sendJson } from "./respond.js";

const OK = 200;
const JSON_TYPE = "application/json";
const TAG = "Search and lists";

/** Method of a route that no transaction of the ledger stands behind. */
export type PlainMethod = "get" | "put" | "delete";

/** A route that no transaction of the ledger stands behind: what the document says of it, and what answers. */
export interface PlainRoute<S> {
  readonly method: PlainMethod;
  readonly path: string;
  /** Where its work waits for its turn; absent where an answer takes as long as its reader does. */
  readonly lane?: Lane;
  readonly operation: ZodOpenApiOperationObject;
  readonly handler: (services: S) => RequestHandler;
}

/** What the read model's routes work with. */
export interface ReadModelServices {
  readonly readModel: ReadModel;
  readonly callers: Callers;
  readonly exports: ExportLog;
}

/** Errors of every route that reads or keeps something in the gateway's database. */
export const DATABASE_ERRORS: readonly AnswerCode[] = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "TOO_MANY_REQUESTS",
  "OVERLOADED",
  "INTERNAL_ERROR",
];

/** A success as the document describes it. */
export function answered(description: string, schema: z.ZodType): object {
  return { description, content: { [JSON_TYPE]: { schema } } };
}

/**
 * Path parameters by a schema.
 * @throws {LicetError} INVALID_INPUT listing those that are wrong.
 */
export function readPath<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  return checkedPath(schema, request.params);
}

/**
 * As {@link readPath}, of parameters that have been read already.
 * @throws {LicetError} INVALID_INPUT listing those that are wrong.
 */
export function checkedPath<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", "The address is not valid.", { issues: issuesOf(parsed.error) });
}

const responses = (description: string, schema: z.ZodType, ...more: AnswerCode[]): object => ({
  "200": answered(description, schema),
  ...problemResponses([...DATABASE_ERRORS, "READ_MODEL_BEHIND", ...more]),
});

/** Waits for a block without a place among what runs, which others need meanwhile. See `ReadModel.reach`. */
async function reached(readModel: ReadModel, response: Response, block: number | undefined): Promise<void> {
  if (block === undefined) return;
  const { place } = contextOf(response);
  place?.pause();
  await readModel.reach(block);
  await place?.resume();
}

/** Lists, working lists, the one box and exports. */
export const READ_MODEL_ROUTES: readonly PlainRoute<ReadModelServices>[] = [
  {
    method: "get",
    path: "/v1/search",
    lane: "read",
    operation: {
      operationId: "search",
      tags: [TAG],
      summary: "What a text leads to: a reference, a mark of goods or parties, words",
      description:
        "Answers records in groups, each with what it was found by. References are public, so that it may say that there is none; " +
        "what others hold is never told from what nobody holds.",
      requestParams: { query: SearchQuery },
      responses: responses("What was found", SearchResult) as ZodOpenApiOperationObject["responses"],
    },
    handler: ({ readModel }: ReadModelServices) => {
      const query = queryReader(SearchQuery);
      return async (request, response) => {
        const { q, minBlock } = query(request);
        const caller = readModelCaller(callerOf(response));
        await reached(readModel, response, minBlock);
        sendJson(response, OK, await readModel.search(caller, q));
      };
    },
  },
  {
    method: "get",
    path: "/v1/lists/{list}",
    lane: "read",
    operation: {
      operationId: "list",
      tags: [TAG],
      summary: "A page of a list, filtered",
      description:
        "All filters hold together. Rows show the confidential parts that you may read, and of the others that there are any.",
      requestParams: { path: ListPath, query: ListQuery },
      responses: responses("A page", ListPage, "BOOKMARK_NOT_VALID") as ZodOpenApiOperationObject["responses"],
    },
    handler: ({ readModel }: ReadModelServices) => {
      const query = queryReader(ListQuery);
      return async (request, response) => {
        const { list } = readPath(ListPath, request);
        const { order, pageSize, bookmark, minBlock, ...filters } = query(request);
        const caller = readModelCaller(callerOf(response));
        await reached(readModel, response, minBlock);
        sendJson(response, OK, await readModel.list(caller, list, filters, { order, pageSize, bookmark }));
      };
    },
  },
  {
    method: "get",
    path: "/v1/work/{queue}",
    lane: "read",
    operation: {
      operationId: "work",
      tags: [TAG],
      summary: "A page of a working list: what you have to do, or wait for",
      requestParams: { path: QueuePath, query: QueueQuery },
      responses: responses("A page", ListPage, "BOOKMARK_NOT_VALID") as ZodOpenApiOperationObject["responses"],
    },
    handler: ({ readModel }: ReadModelServices) => {
      const query = queryReader(QueueQuery);
      return async (request, response) => {
        const { queue } = readPath(QueuePath, request);
        const { minBlock, ...paging } = query(request);
        const caller = readModelCaller(callerOf(response));
        await reached(readModel, response, minBlock);
        sendJson(response, OK, await readModel.queue(caller, queue, paging));
      };
    },
  },
  {
    method: "get",
    path: "/v1/exports/{list}",
    operation: {
      operationId: "export",
      tags: [TAG],
      summary: "A whole list, filtered, as CSV or JSON",
      description:
        `Up to ${EXPORT_ROWS_MAX.toLocaleString("en-GB")} rows by reference, sent as they are read; \`Licet-Export-Total\` says how many ` +
        "there will be, and `Licet-Export-Cut` whether there are more; `Licet-Block`, `Licet-Block-At`, " +
        "`Licet-Age-Seconds` and `Licet-Behind` say what `asOf` does. Cells that a spreadsheet would take for a formula have an apostrophe before them. " +
        "Each export is noted, for your organisation's officers and registrars.",
      requestParams: { path: ListPath, query: ExportQuery },
      responses: {
        ...responses("The list", ExportDocument),
        "200": {
          description: "The list",
          content: { [JSON_TYPE]: { schema: ExportDocument }, "text/csv": { schema: z.string() } },
        },
      },
    },
    handler: ({ readModel, callers, exports }: ReadModelServices) => {
      const query = queryReader(ExportQuery);
      return async (request, response) => {
        const { list } = readPath(ListPath, request);
        const { format, minBlock, ...filters } = query(request);
        const caller = readModelCaller(callerOf(response));
        await reached(readModel, response, minBlock);
        const signedIn = (): Promise<boolean> => callers.isStill(caller.person, request);
        const exported = await readModel.export(caller, list, filters);
        const ended = await exports.begin(caller, { list, format, filters, rows: exported.total });
        await sendExport(response, exported, { list, format, signedIn, ended });
      };
    },
  },
];
