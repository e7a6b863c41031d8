// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { ROUTES, type TransactionDefinition, TRANSACTIONS } from "@licet/domain";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import type { Logger } from "pino";
import type { Callers } from "./auth/callers.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { MetricsAccess } from "./metrics-access.js";
import { contextOf, trackRequests } from "./context.js";
import { declarationHandler } from "./declaration-handler.js";
import { keepRawBody } from "./idempotent.js";
import { commitmentHandler, transactionOutcomeHandler, typedDataHandler } from "./ledger-handlers.js";
import { openApiDocument } from "./openapi.js";
import { operationsRouter, type Readiness } from "./operations.js";
import { PAGE_STYLE, pagesRouter } from "./pages.js";
import { problemOf } from "./problem.js";
import { refuseMethod } from "./refuse-method.js";
import { sendProblem } from "./respond.js";
import { expressPath } from "./express-path.js";
import { type HandlerServices, transactionHandler } from "./transaction-handler.js";

const MINUTE_MS = 60_000;
const JSON_TYPES = ["application/json", "application/*+json"];
const XML_TYPES = ["application/xml", "text/xml", "application/*+xml"];

/** What the HTTP interface is made of. */
export interface AppServices extends HandlerServices {
  readonly log: Logger;
  readonly callers: Callers;
  readonly readiness: Readiness;
  readonly metricsAccess: MetricsAccess;
  readonly requestsPerMinute: number;
  readonly bodyBytesMax: number;
  /** Channel that signatures are bound to. */
  readonly channelName: string;
}

/** The HTTP interface. */
export function createApp(services: AppServices): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.use(trackRequests(services.log, services.metrics));
  app.use(securityHeaders());
  app.use(operationsRouter(services.readiness, services.metrics, services.metricsAccess));
  app.use(limitRequests(services.requestsPerMinute));
  app.use(pagesRouter(lazy(() => JSON.stringify(openApiDocument()))));
  app.use("/v1", authenticate(services.callers), v1Router(services));
  app.use(() => {
    throw new GatewayError("ROUTE_NOT_FOUND", "Nothing is at this address.");
  });
  app.use(answerProblem(services.log));
  return app;
}

function v1Router(services: AppServices): Router {
  const router = Router();
  const json = express.json({ limit: services.bodyBytesMax, type: JSON_TYPES, verify: keepRawBody });
  const xml = express.raw({ limit: services.bodyBytesMax, type: XML_TYPES, verify: keepRawBody });
  const definitions: Readonly<Record<string, TransactionDefinition>> = TRANSACTIONS;
  const mounted = new Map<string, string[]>();
  const mount = (method: "get" | "post", path: string, ...handlers: RequestHandler[]): void => {
    const address = expressPath(path).slice("/v1".length);
    router[method](address, noteRoute(path), ...handlers);
    mounted.set(address, [...(mounted.get(address) ?? []), method.toUpperCase()]);
  };
  for (const route of ROUTES) {
    const definition = definitions[route.transaction];
    if (!definition) throw new Error(`${route.path} leads to ${route.transaction}, which does not exist.`);
    const body = route.method === "post" ? [requireType(JSON_TYPES), json] : [];
    mount(route.method, route.path, ...body, transactionHandler(route, definition, services));
  }
  mount("post", "/v1/declarations", requireType(XML_TYPES), xml, declarationHandler(services));
  mount("post", "/v1/commitments", requireType(JSON_TYPES), json, commitmentHandler);
  mount("post", "/v1/typed-data/{act}", requireType(JSON_TYPES), json, typedDataHandler(services.channelName));
  mount("get", "/v1/transactions/{id}", transactionOutcomeHandler(services));
  for (const [address, methods] of mounted) router.all(address, refuseMethod(methods));
  return router;
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

function limitRequests(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    // The draft after this one hashes the caller into each answer.
    standardHeaders: "draft-7",
    legacyHeaders: false,
    handler: () => {
      throw new GatewayError("TOO_MANY_REQUESTS", `More than ${perMinute} requests came within a minute.`, {
        perMinute,
      });
    },
  });
}

function authenticate(callers: Callers): RequestHandler {
  return async (request, response, next) => {
    contextOf(response).caller = await callers.callerOf(request.get("Authorization"));
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
