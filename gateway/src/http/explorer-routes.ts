// SPDX-License-Identifier: Apache-2.0
import type { Request } from "express";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { requireSound } from "../application/checked-input.js";
import type { AnswerCode } from "../errors/answers.js";
import { HISTORY_MAX, type Explorer } from "../readmodel/explorer/explorer.js";
import type { NetworkViewer } from "../readmodel/explorer/network-view.js";
import type { StatisticsReader } from "../readmodel/explorer/statistics.js";
import { readModelCaller } from "../readmodel/queries/caller.js";
import { callerOf } from "./context.js";
import {
  Block,
  BlockPage,
  BlockPath,
  BlocksQuery,
  BlockTransactionPath,
  History,
  HistoryPath,
  HistoryQuery,
  Network,
  StatisticsAnswer,
  StatisticsQuery,
  TransactionPath,
  TransactionPlace,
  WholeTransaction,
} from "./explorer-schemas.js";
import { queryReader } from "./input.js";
import { EVERY_ERROR, problemResponses } from "./openapi-schemas.js";
import { answered, checkedPath, type PlainRoute, readPath } from "./read-model-routes.js";
import { sendJson } from "./respond.js";

const OK = 200;
const NOTHING = z.strictObject({});
const TAG = "Ledger";

/** What the explorer's routes work with. */
export interface ExplorerServices {
  readonly explorer: Explorer;
  readonly network: NetworkViewer;
  readonly statistics: StatisticsReader;
}

type Operation = Omit<ZodOpenApiOperationObject, "responses" | "tags">;

function operation(
  about: Operation,
  success: readonly [description: string, schema: z.ZodType],
  ...codes: AnswerCode[]
): ZodOpenApiOperationObject {
  const responses = { "200": answered(...success), ...problemResponses([...EVERY_ERROR, ...codes]) };
  return { ...about, tags: [TAG], responses: responses as ZodOpenApiOperationObject["responses"] };
}

/** As many digits as the greatest whole number that JSON carries exactly; the schema knows the number itself. */
const NUMBER = /^\d{1,16}$/;

/** Path parameters by a schema that takes numbers, which in an address are text. */
function readNumbers<S extends z.ZodType>(schema: S, { params }: Request): z.output<S> {
  const given = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" && NUMBER.test(value) ? Number(value) : value,
  ]);
  return checkedPath(schema, Object.fromEntries(given));
}

/** Blocks, transactions and histories of records, as the channel holds them. */
export const EXPLORER_ROUTES: readonly PlainRoute<ExplorerServices>[] = [
  {
    method: "get",
    path: "/v1/blocks",
    lane: "read",
    operation: operation(
      {
        operationId: "listBlocks",
        summary: "Blocks of the channel, newest first, with their transactions in a line each",
        requestParams: { query: BlocksQuery },
      },
      ["Blocks", BlockPage],
    ),
    handler: ({ explorer }: ExplorerServices) => {
      const query = queryReader(BlocksQuery);
      return async (request, response) => {
        const { before, pageSize } = query(request);
        sendJson(response, OK, await explorer.blocks(callerOf(response), before, pageSize));
      };
    },
  },
  {
    method: "get",
    path: "/v1/blocks/{block}",
    lane: "read",
    operation: operation(
      { operationId: "readBlock", summary: "A block of the channel", requestParams: { path: BlockPath } },
      ["The block", Block],
      "NOT_FOUND",
    ),
    handler:
      ({ explorer }) =>
      async (request, response) => {
        const { block } = readNumbers(BlockPath, request);
        sendJson(response, OK, await explorer.block(callerOf(response), block));
      },
  },
  {
    method: "get",
    path: "/v1/blocks/{block}/transactions/{transaction}",
    lane: "read",
    operation: operation(
      {
        operationId: "readBlockTransaction",
        summary:
          "All that the channel holds of a transaction: what it asked for, wrote and told, and what lay there before",
        description:
          "Values are those of the channel, which each member holds; confidential parts are hashes on it, and stay so here. What lay " +
          "under a key before is what the transaction says that it read, which Fabric has compared when it committed.",
        requestParams: { path: BlockTransactionPath },
      },
      ["The transaction", WholeTransaction],
      "NOT_FOUND",
    ),
    handler:
      ({ explorer }) =>
      async (request, response) => {
        const place = readNumbers(BlockTransactionPath, request);
        sendJson(response, OK, await explorer.transaction(callerOf(response), place));
      },
  },
  {
    method: "get",
    path: "/v1/transactions/{id}/place",
    lane: "read",
    operation: operation(
      {
        operationId: "placeOfTransaction",
        summary: "The block that holds a transaction, and its index in it",
        requestParams: { path: TransactionPath },
      },
      ["Where it stands", TransactionPlace],
      "NOT_FOUND",
    ),
    handler:
      ({ explorer }) =>
      async (request, response) => {
        const { id } = readPath(TransactionPath, request);
        sendJson(response, OK, await explorer.placeOf(callerOf(response), id));
      },
  },
  {
    method: "get",
    path: "/v1/records/{type}/{id}/history",
    lane: "read",
    operation: operation(
      {
        operationId: "recordHistory",
        summary: "The states of a proven record, newest first, each with the transaction that brought it",
        description: `Up to ${HISTORY_MAX.toString()} in one answer, read from the blocks themselves: each transaction that wrote the record says where it had been written before.`,
        requestParams: { path: HistoryPath, query: HistoryQuery },
      },
      ["States", History],
      "NOT_FOUND",
    ),
    handler: ({ explorer }: ExplorerServices) => {
      const query = queryReader(HistoryQuery);
      return async (request, response) => {
        requireSound(request.params, "INVALID_INPUT", "The address is not valid.");
        const { type, id } = readPath(HistoryPath, request);
        const { block, transaction } = query(request);
        const from = block === undefined ? undefined : { block, transaction };
        sendJson(response, OK, await explorer.history(callerOf(response), type, id, from));
      };
    },
  },
  {
    method: "get",
    path: "/v1/network",
    lane: "read",
    operation: operation(
      {
        operationId: "readNetwork",
        summary:
          "The channel's peers and their heights, who endorsed for whom lately, and until when peers' certificates hold",
      },
      ["The network", Network],
    ),
    handler: ({ network }: ExplorerServices) => {
      const query = queryReader(NOTHING);
      return async (request, response) => {
        query(request);
        sendJson(response, OK, await network.view(callerOf(response)));
      };
    },
  },
  {
    method: "get",
    path: "/v1/statistics",
    lane: "read",
    operation: operation(
      {
        operationId: "readStatistics",
        summary: "How much was recorded, and what was stopped for which reason, by day, week or month",
        requestParams: { query: StatisticsQuery },
      },
      ["Counts", StatisticsAnswer],
    ),
    handler: ({ statistics }: ExplorerServices) => {
      const query = queryReader(StatisticsQuery);
      return async (request, response) => {
        const { period, periods } = query(request);
        sendJson(response, OK, await statistics.read(readModelCaller(callerOf(response)), period, periods));
      };
    },
  },
];
