// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { ROUTES, type TransactionDefinition, TRANSACTIONS } from "@licet/domain";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import type { Admission } from "../application/admission/admission.js";
import type { Lane } from "../application/admission/lane.js";
import type { Callers } from "./auth/callers.js";
import type { Origin } from "./auth/origin.js";
import { signInAddress } from "./auth/sign-in-address.js";
import { signInRouter } from "./sign-in-router.js";
import type { SignInServices } from "./sign-in-services.js";
import { requireStepUp } from "./auth/step-up.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { MetricsAccess } from "./metrics-access.js";
import { admitted } from "./admitted.js";
import { contextOf, signedInAs, trackRequests } from "./context.js";
import type { DocumentServices } from "./documents/handlers.js";
import { mountDocuments, type Mount } from "./documents/routes.js";
import { declarationHandler } from "./declaration-handler.js";
import { keepRawBody } from "./idempotent.js";
import { KEPT_ROUTES, type KeptServices } from "./kept-routes.js";
import { commitmentHandler, transactionOutcomeHandler, typedDataHandler } from "./ledger-handlers.js";
import { noticeHandlers, type NoticeServices } from "./notice-handlers.js";
import { openApiDocument } from "./openapi.js";
import { operationsRouter } from "./operations.js";
import type { Readiness } from "../operations/readiness/readiness.js";
import { PAGE_STYLE } from "./page.js";
import { pagesRouter } from "./pages.js";
import { problemOf } from "./problem.js";
import { type RequestLimits, requestLimits } from "./request-limits.js";
import { PLACE_ROUTES, type PlaceServices } from "./place-routes.js";
import { READ_MODEL_ROUTES, type ReadModelServices } from "./read-model-routes.js";
import { refuseMethod } from "./refuse-method.js";
import { refuseRepeatedHeaders } from "./repeated-headers.js";
import { sendProblem } from "./respond.js";
import { sessionHandler } from "./session-handler.js";
import { EXPLORER_ROUTES, type ExplorerServices } from "./explorer-routes.js";
import { expressPath } from "./express-path.js";
import { liveRoutes, type LiveServices } from "./live-routes.js";
import type { Site } from "./site.js";
import { webRouter } from "./web-router.js";
import { type HandlerServices, transactionHandler } from "./transaction-handler.js";

const JSON_TYPES = ["application/json", "application/*+json"];
const XML_TYPES = ["application/xml", "text/xml", "application/*+xml"];

/** What the HTTP interface is made of. */
export interface AppServices
  extends HandlerServices, DocumentServices, ReadModelServices, KeptServices, ExplorerServices, PlaceServices {
  readonly log: Logger;
  readonly callers: Callers;
  readonly signIn: SignInServices;
  readonly notices: NoticeServices;
  readonly readiness: Readiness;
  readonly admission: Admission;
  readonly metricsAccess: MetricsAccess;
  readonly requestsPerMinute: number;
  readonly bodyBytesMax: number;
  readonly declarationBytesMax: number;
  /** Channel that signatures are bound to. */
  readonly channelName: string;
  readonly live: LiveServices;
  /** The web application; undefined where it has not been built. */
  readonly site: Site | undefined;
}

/** The HTTP interface. */
export function createApp(services: AppServices): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.use(trackRequests(services.log, services.metrics));
  app.use(securityHeaders());
  app.use(refuseRepeatedHeaders);
  app.use(operationsRouter(services.readiness, services.metrics, services.metricsAccess));
  const limits = requestLimits(services.requestsPerMinute);
  app.use("/v1", authenticate(services.callers, limits), limits.known, v1Router(services));
  app.use(limits.strangers);
  app.use(pagesRouter(lazy(() => JSON.stringify(openApiDocument()))));
  app.use("/auth", signInRouter(services.signIn, services.callers, services.log));
  app.use(webRouter(services.site));
  app.use(() => {
    throw new GatewayError("ROUTE_NOT_FOUND", "Nothing is at this address.");
  });
  app.use(answerProblem(services.log));
  return app;
}

function v1Router(services: AppServices): Router {
  const router = Router();
  const json = express.json({ limit: services.bodyBytesMax, type: JSON_TYPES, verify: keepRawBody });
  const xml = express.raw({ limit: services.declarationBytesMax, type: XML_TYPES, verify: keepRawBody });
  const definitions: Readonly<Record<string, TransactionDefinition>> = TRANSACTIONS;
  const mounted = new Map<string, string[]>();
  const mount: Mount = (method, path, ...handlers) => {
    const address = expressPath(path).slice("/v1".length);
    router[method](address, noteRoute(path), ...handlers);
    mounted.set(address, [...(mounted.get(address) ?? []), method.toUpperCase()]);
  };
  const { admission } = services;
  for (const route of ROUTES) {
    const definition = definitions[route.transaction];
    if (!definition) throw new Error(`${route.path} leads to ${route.transaction}, which does not exist.`);
    const body = route.method === "post" ? [requireType(JSON_TYPES), json] : [];
    mount(
      route.method,
      route.path,
      stepUp(route.transaction, services.signIn.origin),
      ...body,
      admitted(admission, laneOf(definition), transactionHandler(route, definition, services)),
    );
  }
  mount(
    "post",
    "/v1/declarations",
    requireType(XML_TYPES),
    xml,
    admitted(admission, "write", declarationHandler(services)),
  );
  mount("post", "/v1/commitments", requireType(JSON_TYPES), json, commitmentHandler);
  mount("post", "/v1/typed-data/{act}", requireType(JSON_TYPES), json, typedDataHandler(services.channelName));
  mount("get", "/v1/session", sessionHandler);
  const notices = noticeHandlers(services.notices);
  mount("get", "/v1/mail-settings", notices.read);
  mount("post", "/v1/mail-settings", requireType(JSON_TYPES), json, notices.set);
  mount("get", "/v1/mails", notices.list);
  mount("post", "/v1/mails/{id}/resend", ...bodiless("post"), notices.resend);
  mount("get", "/v1/transactions/{id}", transactionOutcomeHandler(services));
  mountDocuments(mount, services, [requireType(JSON_TYPES), json]);
  for (const { method, path, body, handler } of liveRoutes({ ...services.live, callers: services.callers })) {
    mount(method, path, ...(body === true ? [requireType(JSON_TYPES), json] : bodiless(method)), handler);
  }
  for (const { method, path, lane, handler } of [
    ...READ_MODEL_ROUTES,
    ...KEPT_ROUTES,
    ...EXPLORER_ROUTES,
    ...PLACE_ROUTES,
  ]) {
    const answer = lane === undefined ? handler(services) : admitted(admission, lane, handler(services));
    mount(method, path, ...(method === "put" ? [requireType(JSON_TYPES), json] : []), answer);
  }
  for (const [address, methods] of mounted) router.all(address, refuseMethod(methods));
  return router;
}

/** What officers ask at a barrier comes before everything else. */
function laneOf({ name, kind }: TransactionDefinition): Lane {
  if (kind === "submit") return "write";
  return name.startsWith("checkpoint:") ? "check" : "read";
}

function securityHeaders(): RequestHandler {
  const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${styleHash}'`],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // TLS is ended by whatever stands in front; it knows its own name and sets this.
    strictTransportSecurity: false,
  });
}

/**
 * Finds out who sends a request. Once an address has failed as often as it may, tokens from it that were not seen before are refused
 * before their signatures cost anything; who was known before is not kept out.
 */
function authenticate(callers: Callers, { strangers, areSpent }: RequestLimits): RequestHandler {
  return async (request, response, next) => {
    try {
      if (callers.wouldVerify(request) && (await areSpent(request)))
        throw new GatewayError("UNAUTHENTICATED", "Too many requests without a good token came from this address.");
      contextOf(response).caller = await callers.callerOf(request);
    } catch (error) {
      await strangers(request, response, (limited) => next(limited ?? error));
      return;
    }
    next();
  };
}

function stepUp(transaction: string, origin: Origin): RequestHandler {
  return (request, response, next) => {
    requireStepUp(transaction, signedInAs(response), (maxAge) => signInAddress(request, origin.of(request), maxAge));
    next();
  };
}

function noteRoute(path: string): RequestHandler {
  return (_request, response, next) => {
    contextOf(response).route = path;
    next();
  };
}

function requireType(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const empty = request.get("Content-Length") === "0" || !hasBody(request.headers);
    if (!empty && request.is([...types]) === false) {
      throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body's media type is not accepted here.", {
        accepted: types,
      });
    }
    next();
  };
}

/** What a client sends to a command that takes nothing is meant for another one. */
function bodiless(method: string): readonly RequestHandler[] {
  return method === "post" ? [refuseBody] : [];
}

/** @throws {GatewayError} MALFORMED_BODY. */
const refuseBody: RequestHandler = (request, _response, next) => {
  const empty = request.get("Content-Length") === "0" || !hasBody(request.headers);
  if (!empty) throw new GatewayError("MALFORMED_BODY", "This request takes no body.", {});
  next();
};

function hasBody(headers: Readonly<Record<string, unknown>>): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** Answers every error as problem details; what was not foreseen is logged in full and told in general. */
function answerProblem(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { requestId } = contextOf(response);
    const problem = problemOf(error, requestId);
    if (problem.status >= 500) log.error({ requestId, err: error }, problem.title);
    sendProblem(response, problem);
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
