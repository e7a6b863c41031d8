// SPDX-License-Identifier: Apache-2.0
import type { Response } from "express";
import type { StoredResponse } from "../ports/idempotency.js";
import type { Receipt } from "../ports/ledger.js";
import { contextOf } from "./context.js";
import { type Problem, PROBLEM_MEDIA_TYPE } from "./problem.js";

/** Media type of every other answer. */
export const JSON_MEDIA_TYPE = "application/json; charset=utf-8";

/** Of an answer that nobody keeps on the way. */
const KEPT_BY_NOBODY = "no-store";

/** Sends bytes as they are: the ledger's results are JSON already, and are not parsed to be written again. */
export function sendBytes(
  response: Response,
  status: number,
  contentType: string,
  body: Uint8Array | string,
  cacheControl = KEPT_BY_NOBODY,
): void {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  response.statusCode = status;
  response.setHeader("Content-Type", contentType);
  response.setHeader("Content-Length", bytes.length);
  response.setHeader("Cache-Control", cacheControl);
  response.end(bytes);
}

/** Sends a value as JSON. */
export function sendJson(response: Response, status: number, value: unknown, cacheControl?: string): void {
  sendBytes(response, status, JSON_MEDIA_TYPE, JSON.stringify(value), cacheControl);
}

/** Sends a problem (RFC 9457), with the headers that go with its code. */
export function sendProblem(response: Response, problem: Problem): void {
  contextOf(response).code = problem.code;
  if (problem.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="licet"');
  if (problem.status === 503 && !response.hasHeader("Retry-After")) {
    const { retryAfterSeconds } = problem.details;
    response.setHeader("Retry-After", typeof retryAfterSeconds === "number" ? retryAfterSeconds : 1);
  }
  sendBytes(response, problem.status, PROBLEM_MEDIA_TYPE, JSON.stringify(problem));
}

/** A problem in the form that the idempotency store keeps. */
export function storedProblem(problem: Problem): StoredResponse {
  return { status: problem.status, contentType: PROBLEM_MEDIA_TYPE, body: JSON.stringify(problem) };
}

/** The answer to a command that is recorded: its result, and the transaction that holds it. */
export function storedReceipt(status: number, receipt: Receipt): StoredResponse {
  const transaction = JSON.stringify({
    id: receipt.transactionId,
    block: Number(receipt.blockNumber),
    endorsers: receipt.endorsers,
  });
  const result = Buffer.from(receipt.result).toString("utf8");
  return { status, contentType: JSON_MEDIA_TYPE, body: `{"result":${result},"transaction":${transaction}}` };
}
