// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import type { Admitted } from "../application/admission/admission.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import type { Caller } from "./auth/callers.js";
import { fingerprintOf } from "../operations/fingerprint.js";
import type { Metrics } from "../operations/metrics.js";

/** Header that a request's id is taken from and answered in. */
const REQUEST_ID_HEADER = "X-Request-Id";
const REQUEST_ID_PATTERN = /^[A-Za-z0-9._-]{8,64}$/;

const MS_PER_SECOND = 1_000;

/** What is known of a request while it is worked on. */
interface RequestContext {
  readonly requestId: string;
  /** The place that its work was given among what runs; absent where it waits for none. */
  place?: Admitted;
  /** Path pattern of the route that took it. */
  route: string;
  caller?: Caller;
  /** Facts for the log line. */
  transactionId?: string;
  code?: string;
}

const contexts = new WeakMap<Response, RequestContext>();

/** The context of a request, by its response. */
export function contextOf(response: Response): RequestContext {
  const context = contexts.get(response);
  if (!context) throw new Error("The request has no context: trackRequests comes first.");
  return context;
}

/** The authenticated caller of a request. */
export function callerOf(response: Response): LedgerIdentity {
  return signedInAs(response).identity;
}

/** The authenticated caller of a request, with what they are known by. */
export function signedInAs(response: Response): Caller {
  const { caller } = contextOf(response);
  if (!caller) throw new Error("The route needs a caller: authentication comes before it.");
  return caller;
}

/** Gives every request an id and a context, and counts and logs it when its answer has gone. */
export function trackRequests(log: Logger, metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.get(REQUEST_ID_HEADER);
    const requestId = given !== undefined && REQUEST_ID_PATTERN.test(given) ? given : randomUUID();
    const context: RequestContext = { requestId, route: "unmatched" };
    contexts.set(response, context);
    response.setHeader(REQUEST_ID_HEADER, requestId);
    const started = performance.now();
    response.once("close", () => {
      const ms = performance.now() - started;
      metrics.http(request.method, context.route, response.statusCode, ms / MS_PER_SECOND);
      logRequest(log, request, response, context, ms);
    });
    next();
  };
}

const pseudonyms = new WeakMap<LedgerIdentity, string>();

/** Stands for a caller in the log: the fingerprint of the certificate that they act with. */
function pseudonymOf(caller: LedgerIdentity): string {
  let pseudonym = pseudonyms.get(caller);
  if (pseudonym === undefined) pseudonyms.set(caller, (pseudonym = fingerprintOf(caller.certificate)));
  return pseudonym;
}

function logRequest(log: Logger, request: Request, response: Response, context: RequestContext, ms: number): void {
  if (!log.isLevelEnabled("info")) return;
  const line = {
    requestId: context.requestId,
    method: request.method,
    route: context.route,
    status: response.statusCode,
    ms: Math.round(ms * 10) / 10,
    mspId: context.caller?.identity.mspId,
    caller: context.caller === undefined ? undefined : pseudonymOf(context.caller.identity),
    by: context.caller?.by,
    transactionId: context.transactionId,
    code: context.code,
  };
  log.info(line, response.writableFinished ? "answered" : "the client left");
}
