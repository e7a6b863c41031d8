// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { type AnswerCode, ANSWERS } from "../errors/answers.js";
import { PROBLEM_MEDIA_TYPE } from "./problem.js";

/** Problem details, as every refusal is answered. */
const ProblemSchema = z
  .object({
    type: z.string().describe("address that explains the code, relative to the server's root"),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("what happened, one sentence"),
    instance: z.string().describe("the request, for the operator"),
    code: z.enum(Object.keys(ANSWERS)),
    retryable: z.boolean().describe("whether the same request may succeed when it is sent again unchanged"),
    next: z.string().describe("what to do next"),
    details: z.record(z.string(), z.json()).describe("the numbers or values behind it"),
    transactionId: z.string().optional(),
    ledger: z.object({ phase: z.enum(["evaluate", "endorse", "submit", "commit"]), code: z.string() }).optional(),
  })
  .meta({ id: "Problem" });

/** The transaction that holds a write. */
export const TransactionSchema = z
  .object({
    id: z.string().describe("transaction id, 64 hexadecimal characters"),
    block: z.int().describe("number of the block that holds it"),
    endorsers: z.array(z.string()).describe("MSP ids of the organisations that endorsed it"),
  })
  .meta({ id: "Transaction" });

/** A key: one that people would call unique, in visible ASCII; a structured-field string in quotes is taken too. */
export const IDEMPOTENCY_KEY_PATTERN = /^[!-~]{8,128}$/;

/** Header of every write. */
export const IdempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .regex(IDEMPOTENCY_KEY_PATTERN)
    .meta({ description: "a key of your own for this request, such as a UUID; repeat it when you repeat the request" }),
});

/** Errors of any request that has to say who sends it. */
export const CALLER_ERRORS: readonly AnswerCode[] = [
  "UNAUTHENTICATED",
  "SESSION_EXPIRED",
  "CROSS_SITE_REFUSED",
  "CLIENT_CERTIFICATE_REFUSED",
  "TOO_MANY_REQUESTS",
  "INTERNAL_ERROR",
];

/** Errors that any request for a transaction may be answered with, besides the transaction's own. */
export const EVERY_ERROR: readonly AnswerCode[] = [
  ...CALLER_ERRORS,
  "INVALID_INPUT",
  "ROLE_NOT_ALLOWED",
  "NOT_A_MEMBER",
  "IDENTITY_UNCLEAR",
  "CONSORTIUM_NOT_FOUNDED",
  "LIMIT_EXCEEDED",
  "TRANSACTION_TIME_REFUSED",
  "LEDGER_DATA_INVALID",
  "LEDGER_REJECTED",
  "LEDGER_UNAVAILABLE",
  "OVERLOADED",
  "LEDGER_CLIENT_UNSUITED",
  "LEDGER_TIMEOUT",
];

/** Further errors of every write. */
export const WRITE_ERRORS: readonly AnswerCode[] = [
  "MALFORMED_BODY",
  "UNSUPPORTED_MEDIA_TYPE",
  "BODY_TOO_LARGE",
  "INVALID_CONFIDENTIAL_INPUT",
  "IDEMPOTENCY_KEY_MISSING",
  "IDEMPOTENCY_KEY_IN_FLIGHT",
  "IDEMPOTENCY_KEY_REUSED",
  "ALREADY_RECORDED",
  "MEMBERS_DISAGREE",
  "LEDGER_CONFLICT",
  "LEDGER_OUTCOME_UNKNOWN",
  "LEDGER_QUEUE_FULL",
];

/** Responses for error codes, one a status, naming the codes. */
export function problemResponses(codes: readonly AnswerCode[]): Record<string, object> {
  const byStatus = new Map<number, AnswerCode[]>();
  for (const code of new Set(codes)) {
    const { status } = ANSWERS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status.toString(),
      { description: named.join(", "), content: { [PROBLEM_MEDIA_TYPE]: { schema: ProblemSchema } } },
    ]),
  );
}
