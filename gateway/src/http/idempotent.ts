// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { Request } from "express";
import { GatewayError } from "../errors/gateway-error.js";
import type { IdempotencyStore, StoredResponse } from "../ports/idempotency.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { LedgerIdentity, Receipt } from "../ports/ledger.js";
import { IDEMPOTENCY_KEY_PATTERN } from "./openapi-schemas.js";
import { problemOf, refusalOf } from "./problem.js";
import { actOf, problemOfAct } from "./recorded-acts.js";
import { storedProblem } from "./respond.js";

/** Header of draft-ietf-httpapi-idempotency-key-header. */
const KEY_HEADER = "Idempotency-Key";

/** Bodies as they arrived, for the fingerprint. */
const rawBodies = new WeakMap<object, Buffer>();

/** Keeps a request's body as it arrived; given to the body parsers as their `verify`. */
export function keepRawBody(request: object, _response: unknown, body: Buffer): void {
  rawBodies.set(request, body);
}

/** One write under an idempotency key. */
export interface IdempotentWork {
  readonly caller: LedgerIdentity;
  readonly requestId: string;
  /** Carries the request out. */
  run(beforeOrdering: (transactionId: string) => Promise<void>): Promise<Receipt>;
  /** What became of an earlier attempt's transaction; undefined where that is not known yet. */
  settle(transactionId: string): Promise<Receipt | undefined>;
  /** The answer to a request that was recorded. */
  answer(receipt: Receipt): StoredResponse | Promise<StoredResponse>;
}

/** What is to be answered. */
export interface IdempotentAnswer {
  readonly response: StoredResponse;
  /** Whether it was given before. */
  readonly replayed: boolean;
}

/** A write with what it is known by. */
interface Claimed extends IdempotentWork {
  readonly key: string;
  readonly fingerprint: string;
  /** What it asks for, whatever the key. */
  readonly act: string;
}

/**
 * Carries a write out once for its key. The same request with the same key gets the same answer, refusals of the ledger included;
 * where nothing was recorded and a repetition may succeed, the key is given up; where the outcome is not known, a repetition asks for
 * the transaction that was sent and sends no other. A refused act that was recorded under another key is answered with that.
 * @throws {GatewayError} IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_IN_FLIGHT, IDEMPOTENCY_KEY_REUSED, and what the work throws and
 * is not kept.
 */
export async function answerOnce(
  store: IdempotencyStore,
  request: Request,
  work: IdempotentWork,
): Promise<IdempotentAnswer> {
  const key = `${work.caller.label}!${keyOf(request)}`;
  const fingerprint = fingerprintOf(request);
  const claimed = { ...work, key, fingerprint, act: actOf(work.caller, request, rawBodies.get(request)) };
  const claim = await store.claim(key, fingerprint);
  switch (claim.state) {
    case "in-flight":
      throw new GatewayError("IDEMPOTENCY_KEY_IN_FLIGHT", "A request with this key has not been answered yet.");
    case "different":
      throw new GatewayError("IDEMPOTENCY_KEY_REUSED", "The key stands for a request with another address or body.");
    case "done":
      return { response: claim.response, replayed: true };
    case "interrupted":
      return settled(store, claimed, claim.transactionId);
    case "new":
      return performed(store, claimed);
  }
}

async function performed(store: IdempotencyStore, work: Claimed): Promise<IdempotentAnswer> {
  const { key, fingerprint } = work;
  let receipt: Receipt;
  try {
    receipt = await work.run((transactionId) => store.noteSent(key, fingerprint, transactionId));
  } catch (error) {
    if (error instanceof LedgerError && error.outcome === "unknown") {
      store.leave(key);
      throw error;
    }
    if (!isFinal(error)) {
      await store.release(key);
      throw error;
    }
    return kept(store, work, storedProblem(await problemOfAct(store, work.act, error, work.requestId)));
  }
  return answered(store, work, receipt);
}

/** Keeps the answer to what is recorded. Where it cannot be made, a repetition finds the transaction and makes it then. */
async function answered(store: IdempotencyStore, work: Claimed, receipt: Receipt): Promise<IdempotentAnswer> {
  try {
    await store.noteRecorded(work.act, receipt.transactionId);
    return await kept(store, work, await work.answer(receipt));
  } catch (error) {
    store.leave(work.key);
    throw error;
  }
}

async function settled(store: IdempotencyStore, work: Claimed, transactionId: string): Promise<IdempotentAnswer> {
  let receipt: Receipt | undefined;
  try {
    receipt = await work.settle(transactionId);
  } catch (error) {
    // The earlier transaction is recorded as invalid, so a new one may be made.
    if (error instanceof LedgerError && error.phase === "commit") return performed(store, work);
    store.leave(work.key);
    throw error;
  }
  if (receipt) return answered(store, work, receipt);
  store.leave(work.key);
  throw new LedgerError({
    phase: "commit",
    code: "NOT_VALIDATED",
    message: `No block holds transaction ${transactionId} so far.`,
    transactionId,
    outcome: "unknown",
  });
}

async function kept(
  store: IdempotencyStore,
  { key, fingerprint }: Claimed,
  response: StoredResponse,
): Promise<IdempotentAnswer> {
  await store.complete(key, fingerprint, response);
  return { response, replayed: false };
}

/** Whether a refusal is the ledger's last word on the request. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof LedgerError)) return false;
  return !problemOf(error, "").retryable && refusalOf(error).code !== "INTERNAL_ERROR";
}

function keyOf(request: Request): string {
  const header = request
    .get(KEY_HEADER)
    ?.trim()
    .replace(/^"(.*)"$/, "$1");
  if (header === undefined || header === "") {
    throw new GatewayError("IDEMPOTENCY_KEY_MISSING", `The request carries no ${KEY_HEADER} header.`);
  }
  if (IDEMPOTENCY_KEY_PATTERN.test(header)) return header;
  throw new GatewayError("IDEMPOTENCY_KEY_MISSING", `The ${KEY_HEADER} header is not 8 to 128 visible characters.`);
}

function fingerprintOf(request: Request): string {
  const hash = createHash("sha256").update(`${request.method} ${request.originalUrl}\n`);
  return hash.update(rawBodies.get(request) ?? "").digest("hex");
}
