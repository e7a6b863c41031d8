// SPDX-License-Identifier: Apache-2.0
import type { Request, RequestHandler, Response } from "express";
import { noticeBody } from "../application/live/live-body.js";
import type { Reader } from "../application/live/feed.js";
import type { Notices } from "../application/live/notices.js";
import type { Deliveries } from "../application/webhooks/deliveries.js";
import { NewWebhook, type Webhooks } from "../application/webhooks/webhooks.js";
import { callerOf } from "./context.js";
import { sendJson } from "./respond.js";
import { checkedBody, deliveriesQuery, idIn, noticesQuery } from "./live-parameters.js";
import { readerOf } from "./reader.js";
import { streamHandler, type StreamServices } from "./stream-handler.js";

/** What is told live, and kept of it. */
export interface LiveServices extends Omit<StreamServices, "callers"> {
  readonly notices: Notices;
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
}

/** A route that stands for no transaction. */
export interface LiveRoute {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  /** Whether it takes a JSON body. */
  readonly body?: boolean;
  readonly handler: RequestHandler;
}

/** Answers a request for a caller. */
type Answer = (caller: Reader, request: Request) => Promise<unknown>;

/** Answers with JSON. */
function json(answer: Answer, status = 200): RequestHandler {
  return async (request: Request, response: Response) => {
    sendJson(response, status, await answer(readerOf(callerOf(response)), request));
  };
}

/** Carries something out that there is nothing to say of. */
function silent(answer: Answer): RequestHandler {
  return async (request: Request, response: Response) => {
    await answer(readerOf(callerOf(response)), request);
    response.status(204).end();
  };
}

/** Routes of events, notices and webhooks. */
export function liveRoutes(services: LiveServices & StreamServices): LiveRoute[] {
  return [
    { method: "get", path: "/v1/events", handler: streamHandler(services) },
    ...noticeRoutes(services),
    ...webhookRoutes(services),
    ...deliveryRoutes(services),
  ];
}

function noticeRoutes({ notices }: LiveServices): LiveRoute[] {
  return [
    {
      method: "get",
      path: "/v1/notices",
      handler: json(async (caller, request) => {
        const page = await notices.list(caller, noticesQuery(request));
        return { ...page, notices: page.notices.map(noticeBody) };
      }),
    },
    {
      method: "post",
      path: "/v1/notices/{id}/read",
      handler: silent((caller, request) => notices.markRead(caller, idIn(request))),
    },
  ];
}

function webhookRoutes({ webhooks }: LiveServices): LiveRoute[] {
  const path = "/v1/webhooks";
  const one = `${path}/{id}`;
  return [
    { method: "get", path, handler: json(async (caller) => ({ webhooks: await webhooks.list(caller) })) },
    {
      method: "post",
      path,
      body: true,
      handler: json((caller, request) => webhooks.create(caller, checkedBody(NewWebhook, request)), 201),
    },
    { method: "get", path: one, handler: json((caller, request) => webhooks.read(caller, idIn(request))) },
    { method: "delete", path: one, handler: silent((caller, request) => webhooks.delete(caller, idIn(request))) },
    {
      method: "post",
      path: `${one}/pause`,
      handler: json((caller, request) => webhooks.pause(caller, idIn(request))),
    },
    {
      method: "post",
      path: `${one}/resume`,
      handler: json((caller, request) => webhooks.resume(caller, idIn(request))),
    },
    {
      method: "post",
      path: `${one}/rotate-key`,
      handler: json((caller, request) => webhooks.rotateKey(caller, idIn(request))),
    },
  ];
}

function deliveryRoutes({ deliveries }: LiveServices): LiveRoute[] {
  const path = "/v1/webhooks/{id}/deliveries";
  return [
    {
      method: "get",
      path,
      handler: json((caller, request) => deliveries.list(caller, idIn(request), deliveriesQuery(request))),
    },
    {
      method: "post",
      path: `${path}/send-again`,
      handler: json(async (caller, request) => ({ messages: await deliveries.sendAllAgain(caller, idIn(request)) })),
    },
    {
      method: "post",
      path: `${path}/{delivery}/send-again`,
      handler: silent((caller, request) =>
        deliveries.sendAgain(caller, idIn(request), String(request.params["delivery"])),
      ),
    },
  ];
}
