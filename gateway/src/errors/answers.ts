// SPDX-License-Identifier: Apache-2.0
import { type CodedError, ERROR_CATALOGUE, type ErrorClass, type ErrorCode, type ErrorEntry } from "@licet/domain";
import type { GatewayErrorCode } from "./gateway-error.js";
import { GATEWAY_ERRORS, type GatewayErrorEntry } from "./gateway-errors.js";

/** HTTP status of each class of the ledger's refusals. */
export const CLASS_STATUS: Readonly<Record<ErrorClass, number>> = {
  "invalid-argument": 400,
  "permission-denied": 403,
  "not-found": 404,
  "failed-precondition": 409,
  "too-large": 413,
  "rule-violated": 422,
  "data-loss": 500,
};

/** Every code that the gateway may answer with: the ledger's and its own. */
export type AnswerCode = ErrorCode | GatewayErrorCode;

/** A refusal that the gateway may answer with. */
export type Refusal = CodedError<AnswerCode>;

/** What is told of a code: title, HTTP status, whether to retry, what to do next. */
export interface AnswerEntry extends Omit<GatewayErrorEntry, "status"> {
  readonly status: number;
}

/** Every code with what is told of it: the ledger's catalogue and the gateway's. */
export const ANSWERS = Object.freeze({
  ...answersOf(ERROR_CATALOGUE),
  ...GATEWAY_ERRORS,
}) as Readonly<Record<AnswerCode, AnswerEntry>>;

/** Whether a text is a code that the gateway may answer with. */
export function isAnswerCode(text: string): text is AnswerCode {
  return Object.hasOwn(ANSWERS, text);
}

/** What is told of one row of the ledger's catalogue. */
export function answerOf({ class: errorClass, title, retryable, next }: ErrorEntry): AnswerEntry {
  return { title, status: CLASS_STATUS[errorClass], retryable, next };
}

function answersOf(catalogue: Readonly<Record<string, ErrorEntry>>): Record<string, AnswerEntry> {
  return Object.fromEntries(Object.entries(catalogue).map(([code, entry]) => [code, answerOf(entry)]));
}
