// SPDX-License-Identifier: Apache-2.0
import { type ErrorDetails, LicetError } from "@licet/domain";
import { type AnswerCode, ANSWERS, type Refusal } from "../errors/answers.js";
import { GatewayError, type GatewayErrorCode } from "../errors/gateway-error.js";
import { OverloadedError } from "../application/admission/admission.js";
import { QueueFullError } from "../application/key-queue.js";
import { isConflict, LedgerError } from "../ports/ledger-error.js";
import { isPassing } from "../ports/passing-failure.js";

/** Media type of problem details (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** A problem as it is answered: RFC 9457's members and ours. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: AnswerCode;
  readonly retryable: boolean;
  /** What to do next, one sentence. */
  readonly next: string;
  /** The facts behind it: numbers as decimal strings, values that differ, fields that are wrong. */
  readonly details: ErrorDetails;
  readonly transactionId?: string;
  /** Where on the way to the ledger it happened. */
  readonly ledger?: { readonly phase: string; readonly code: string };
}

/** Address of the page that explains a code. */
export function problemType(code: AnswerCode): string {
  return `/problems/${code}`;
}

/** The problem that an error stands for; anything unforeseen is INTERNAL_ERROR and says nothing of itself. */
export function problemOf(error: unknown, requestId: string): Problem {
  const refusal = refusalOf(error);
  const entry = ANSWERS[refusal.code];
  return {
    type: problemType(refusal.code),
    title: entry.title,
    status: entry.status,
    detail: refusal.sentence,
    instance: `urn:licet:request:${requestId}`,
    code: refusal.code,
    retryable: entry.retryable,
    next: entry.next,
    details: refusal.details,
    ...(error instanceof LedgerError ? ledgerMembers(error) : {}),
  };
}

function ledgerMembers(error: LedgerError): Pick<Problem, "transactionId" | "ledger"> {
  return {
    ...(error.transactionId === undefined ? {} : { transactionId: error.transactionId }),
    ledger: { phase: error.phase, code: error.code },
  };
}

/** The refusal of the catalogue that an error amounts to. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof LicetError || error instanceof GatewayError) return error;
  if (error instanceof LedgerError) return error.refusal ?? ledgerRefusal(error);
  if (error instanceof QueueFullError) {
    return new GatewayError("LEDGER_QUEUE_FULL", error.message, { waiting: error.lengthMax });
  }
  if (error instanceof OverloadedError) {
    const { retryAfterSeconds, waiting } = error;
    return new GatewayError("OVERLOADED", error.message, { waiting, retryAfterSeconds });
  }
  return bodyRefusal(error) ?? new GatewayError("INTERNAL_ERROR", "The gateway met something unforeseen.");
}

function ledgerRefusal(error: LedgerError): GatewayError {
  if (isConflict(error)) {
    return new GatewayError("LEDGER_CONFLICT", "Every attempt met a change that others made to the same record.");
  }
  if (error.outcome === "unknown") {
    return new GatewayError(
      "LEDGER_OUTCOME_UNKNOWN",
      "The transaction was sent and no word of its block has come yet.",
    );
  }
  if (isPassing(error)) {
    return new GatewayError("LEDGER_UNAVAILABLE", "A peer, orderer or chaincode that is needed does not answer now.");
  }
  if (error.code === "DEADLINE_EXCEEDED") {
    return new GatewayError("LEDGER_TIMEOUT", "A peer did not answer in time.");
  }
  return new GatewayError("LEDGER_REJECTED", `The ledger answered ${error.code} in its ${error.phase} phase.`);
}

/** What Express's body parsers call their errors. */
const BODY_CODES: Readonly<Record<string, GatewayErrorCode>> = {
  "entity.too.large": "BODY_TOO_LARGE",
  "entity.parse.failed": "MALFORMED_BODY",
  "entity.verify.failed": "MALFORMED_BODY",
  "request.size.invalid": "MALFORMED_BODY",
  "request.aborted": "MALFORMED_BODY",
  "encoding.unsupported": "UNSUPPORTED_MEDIA_TYPE",
  "charset.unsupported": "UNSUPPORTED_MEDIA_TYPE",
};

function bodyRefusal(error: unknown): GatewayError | undefined {
  const { type, limit } = (error ?? {}) as { type?: unknown; limit?: unknown };
  const code = typeof type === "string" ? BODY_CODES[type] : undefined;
  if (code === "BODY_TOO_LARGE") {
    const max = typeof limit === "number" ? limit : 0;
    return new GatewayError(code, `The body has more than ${max} bytes.`, { max });
  }
  if (error instanceof URIError) return new GatewayError("ROUTE_NOT_FOUND", "The address is not well-formed.");
  if (code === undefined && !isUnreadable(error)) return undefined;
  return new GatewayError(code ?? "MALFORMED_BODY", "The body is not what its headers announce.");
}

/** What the body parsers say of a stream that cannot be decoded, such as compression that is cut off: a status, and no type. */
function isUnreadable(error: unknown): boolean {
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  return type === undefined && status === 400;
}
