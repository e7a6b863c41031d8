// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { canonicalJson, ERROR_CATALOGUE, type ErrorClass, type JsonValue } from "@licet/domain";
import type { Request } from "express";
import { GatewayError } from "../errors/gateway-error.js";
import type { IdempotencyStore } from "../ports/idempotency.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { type Problem, problemOf, refusalOf } from "./problem.js";

/** Refusals that the ledger may give an act because it has it already; the others speak of whoever acts, or of what is sent. */
const REFUSED_AGAIN: readonly ErrorClass[] = ["not-found", "failed-precondition", "rule-violated"];

/**
 * What somebody asks for, whatever the idempotency key: the same caller, address and content. Two texts of the same JSON are the same
 * act.
 */
export function actOf(caller: LedgerIdentity, request: Request, rawBody: Uint8Array | undefined): string {
  const body: unknown = request.body;
  const isJson = typeof body === "object" && body !== null && !Buffer.isBuffer(body);
  const hash = createHash("sha256").update(`${request.method} ${request.originalUrl}\n`);
  hash.update(isJson ? canonicalJson(body as JsonValue) : (rawBody ?? ""));
  return `${caller.label}!${hash.digest("hex")}`;
}

/**
 * The problem that a refused act is answered with: that it is recorded already, where an earlier request with the same content was, or
 * the refusal itself.
 */
export async function problemOfAct(
  store: IdempotencyStore,
  act: string,
  error: unknown,
  requestId: string,
): Promise<Problem> {
  const problem = problemOf(error, requestId);
  const refusal = refusalOf(error);
  const entry = Object.hasOwn(ERROR_CATALOGUE, refusal.code)
    ? ERROR_CATALOGUE[refusal.code as keyof typeof ERROR_CATALOGUE]
    : undefined;
  if (entry === undefined || !REFUSED_AGAIN.includes(entry.class)) return problem;
  const transactionId = await store.recordedAct(act);
  if (transactionId === undefined) return problem;
  const recorded = new GatewayError(
    "ALREADY_RECORDED",
    `Transaction ${transactionId} holds it; sent again, it is refused: ${refusal.sentence}`,
    { transaction: transactionId, refusal: refusal.code, refusalDetails: refusal.details },
  );
  return { ...problemOf(recorded, requestId), transactionId };
}
