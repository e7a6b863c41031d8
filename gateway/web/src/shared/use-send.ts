// SPDX-License-Identifier: Apache-2.0
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { newIdempotencyKey } from "../api/client";
import { fieldsOf, isOutcomeUnknown, PROBLEM_LANGUAGE, ProblemError } from "../api/problem";
import type { FieldError } from "../components/form-context";

/** What became of an act that was sent. */
export interface Outcome {
  /** From the moment of sending until there is an answer. */
  readonly isSending: boolean;
  /** Whether what was sent may be recorded although no answer came. The form is read-only, and its button asks again. */
  readonly isUnknown: boolean;
  /** Sends what was sent before once more, under its key, while its outcome is unknown; else nothing. */
  readonly askAgain: () => void;
  /** What is wrong with which field, for `Form`. */
  readonly errors: readonly FieldError[];
  /** What came back and concerns no field. */
  readonly problem: Error | null;
}

/** An act that a form sends once. */
export interface Sending<Body> extends Outcome {
  /** Sends; nothing while it is sending, or while the outcome of what was sent before is unknown. */
  readonly send: (body: Body) => void;
}

interface SendOptions<Body, Result> {
  /** Sends the act with a key, by the API client. */
  readonly act: (body: Body, idempotencyKey: string) => Promise<Result>;
  readonly onSent: (result: Result) => void;
}

/**
 * Sends a form's act once. Its key is made when the form is opened, and a new one after a refusal: what is mended is another request,
 * and a refusal of the ledger may not hold any more when it is sent again.
 */
export function useSend<Body, Result>({ act, onSent }: SendOptions<Body, Result>): Sending<Body> {
  const [key, setKey] = useState(newIdempotencyKey);
  const [open, setOpen] = useState<{ readonly body: Body }>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Body) => act(body, key),
    onSuccess: (result) => {
      setKey(newIdempotencyKey());
      setOpen(undefined);
      onSent(result);
    },
    onError: (failure, body) => {
      const isUnknown = isOutcomeUnknown(failure);
      if (!isUnknown) setKey(newIdempotencyKey());
      setOpen(isUnknown ? { body } : undefined);
    },
  });
  const errors = errorsOf(error);
  return {
    send: (body) => {
      if (!isPending && open === undefined) mutate(body);
    },
    askAgain: () => {
      if (!isPending && open !== undefined) mutate(open.body);
    },
    isSending: isPending,
    isUnknown: open !== undefined,
    errors,
    problem: errors.length > 0 ? null : error,
  };
}

function errorsOf(error: Error | null): readonly FieldError[] {
  if (!(error instanceof ProblemError)) return [];
  return fieldsOf(error.problem).map(({ path, message }) => ({ field: path, message, language: PROBLEM_LANGUAGE }));
}
