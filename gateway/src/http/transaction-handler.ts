// SPDX-License-Identifier: Apache-2.0
import { type Route } from "@licet/domain";
import type { SubmitDefinition, TransactionDefinition } from "@licet/domain";
import type { Request, RequestHandler, Response } from "express";
import type { IdempotencyStore, StoredResponse } from "../ports/idempotency.js";
import type { LedgerIdentity, Receipt } from "../ports/ledger.js";
import type { Queries } from "../application/queries.js";
import type { Submitter } from "../application/submitter.js";
import type { ConfidentialParts, Transactions } from "../application/transactions.js";
import type { Metrics } from "../operations/metrics.js";
import { callerOf, contextOf } from "./context.js";
import { answerOnce } from "./idempotent.js";
import { InputReader } from "./input.js";
import type { Problem } from "./problem.js";
import { JSON_MEDIA_TYPE, sendBytes, storedReceipt } from "./respond.js";

const CREATED = 201;
const OK = 200;
const BAD_REQUEST = 400;

/** What handlers work with. */
export interface HandlerServices {
  readonly transactions: Transactions;
  readonly queries: Queries;
  readonly submitter: Submitter;
  readonly idempotency: IdempotencyStore;
  readonly metrics: Metrics;
}

/** The handler of a route of the table. */
export function transactionHandler(
  route: Route,
  definition: TransactionDefinition,
  services: HandlerServices,
): RequestHandler {
  const reader = new InputReader(route, definition);
  if (definition.kind === "evaluate") {
    const readInput = route.method === "get" ? (r: Request) => reader.query(r) : (r: Request) => reader.body(r).input;
    return async (request, response) => {
      const caller = callerOf(response);
      const result = await services.queries.ask(caller, definition, readInput(request));
      sendBytes(response, OK, JSON_MEDIA_TYPE, result);
    };
  }
  return async (request, response) => {
    const { input, parts } = reader.body(request);
    const status = route.creates === true ? CREATED : OK;
    const answer = (receipt: Receipt): StoredResponse => {
      services.queries.recorded(callerOf(response), definition, receipt);
      return storedReceipt(status, receipt);
    };
    await submitOnce(request, response, services, { definition, input, parts, status, answer });
  };
}

/** A command that a request stands for, and the status that its success is answered with. */
export interface RequestedCommand {
  readonly definition: SubmitDefinition;
  readonly input: unknown;
  readonly parts: ConfidentialParts;
  readonly status: number;
  /** Shapes the answer, where it is not the receipt as it is. */
  readonly answer?: (receipt: Receipt) => StoredResponse | Promise<StoredResponse>;
}

/** Submits a request's command once for its idempotency key, and answers. */
export async function submitOnce(
  request: Request,
  response: Response,
  services: HandlerServices,
  command: RequestedCommand,
): Promise<void> {
  const caller: LedgerIdentity = callerOf(response);
  const context = contextOf(response);
  const { definition, input, parts, status } = command;
  const answer = command.answer ?? ((receipt: Receipt) => storedReceipt(status, receipt));
  const { response: stored, replayed } = await answerOnce(services.idempotency, request, {
    caller,
    requestId: context.requestId,
    run: (beforeOrdering) =>
      services.transactions.command({
        identity: caller,
        definition,
        input,
        parts,
        beforeOrdering,
        place: context.place,
      }),
    settle: (transactionId) => services.submitter.settle(caller, transactionId),
    answer: (receipt) => {
      context.transactionId = receipt.transactionId;
      return answer(receipt);
    },
  });
  if (stored.status >= BAD_REQUEST) context.code = (JSON.parse(stored.body) as Problem).code;
  if (replayed) {
    services.metrics.replay();
    response.setHeader("Idempotent-Replayed", "true");
  }
  sendBytes(response, stored.status, stored.contentType, stored.body);
}
