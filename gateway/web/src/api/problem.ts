// SPDX-License-Identifier: Apache-2.0
import type { components } from "./schema";

/** A refusal as the gateway answers it (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** Language of a problem's title, sentence and next step, whatever the page's is. */
export const PROBLEM_LANGUAGE = "en";

/** Why there is no answer of the gateway's: it could not be asked, or what came was none. */
export type NoAnswer = "offline" | "unreadable";

/** The gateway refused a request: the problem says why, what differs and what to do. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }

  /** Whether it is one of some codes. */
  is(...codes: readonly Problem["code"][]): boolean {
    return codes.includes(this.problem.code);
  }
}

/** The gateway did not answer. Of a change it is not known whether it was made: the same request with the same key asks. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";

  /** @param requestId under which the operator finds the request, where an answer came that nobody could read */
  constructor(
    readonly reason: NoAnswer,
    readonly requestId: string | undefined,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** Whether the same request may succeed later without anybody's doing. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problem.retryable;
  return error instanceof NoAnswerError;
}

/** What a problem says of the fields of a form, by their path in what was sent: `lines.0.quantity`. */
export function fieldsOf({ details }: Problem): readonly { readonly path: string; readonly message: string }[] {
  const issues = Array.isArray(details["issues"]) ? details["issues"] : [];
  return issues.flatMap((issue: unknown) => {
    const { path, message } = (issue ?? {}) as { path?: unknown; message?: unknown };
    return typeof path === "string" && typeof message === "string" ? [{ path, message }] : [];
  });
}

/** Refusals after which an act may yet turn out to be recorded: the same request with the same key asks. */
const UNKNOWN_CODES: readonly string[] = ["LEDGER_OUTCOME_UNKNOWN", "IDEMPOTENCY_KEY_IN_FLIGHT"];

/** Whether an act that failed so may be recorded all the same. */
export function isOutcomeUnknown(failure: unknown): boolean {
  if (failure instanceof ProblemError) return UNKNOWN_CODES.includes(failure.problem.code);
  return failure instanceof NoAnswerError;
}
