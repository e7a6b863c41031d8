// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import { LicetError } from "@licet/domain";
import { type RequestHandler, Router } from "express";
import { returnAddress } from "../application/sign-in/return-address.js";
import { isLoopback } from "../config/loopback.js";
import { GatewayError } from "../errors/gateway-error.js";
import { HTML } from "./page.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes } from "./respond.js";
import { requireOwnForm } from "./auth/own-page.js";
import { demonstrationPage } from "./sign-in-pages.js";
import { type Demonstration, type SignInServices, takeOver } from "./sign-in-services.js";

/** Signing in as anybody of the demonstration: a page with a button for each, and what the buttons send. */
export function demonstrationRouter(services: SignInServices, { groups, people }: Demonstration): Router {
  const { origin } = services;
  const router = Router();
  router.use(onThisMachine);
  router.get("/", (request, response) => {
    const { searchParams } = new URL(request.originalUrl, origin.own);
    const returnTo = returnAddress(searchParams.get("return") ?? undefined);
    allowForms(response);
    sendBytes(response, 200, HTML, demonstrationPage(groups, returnTo));
  });
  router.post("/", async (request, response) => {
    requireOwnForm(request, origin.of(request));
    const { person, return: wished } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const identity = typeof person === "string" ? people.get(person) : undefined;
    if (identity === undefined) {
      throw new LicetError("INVALID_INPUT", "The demonstration has nobody of this name.", {
        issues: [{ path: "person", message: "is one of the page's" }],
      });
    }
    const returnTo = returnAddress(typeof wished === "string" ? wished : undefined);
    await takeOver(services, request, response, { identity, proven: undefined, returnTo });
  });
  router.all("/", refuseMethod(["GET", "HEAD", "POST"]));
  return router;
}

/** Another site's name may be made to lead to this machine; its pages would then pass for ours (DNS rebinding). */
const onThisMachine: RequestHandler = (request, _response, next) => {
  if (!namesThisMachine(request)) {
    throw new GatewayError("CROSS_SITE_REFUSED", "The demonstration is open under this machine's own names only.");
  }
  next();
};

/** Whether a request is made under one of this machine's own names. */
export function namesThisMachine({ headers }: IncomingMessage): boolean {
  return isLoopback((headers.host ?? "").replace(/:\d+$/, ""));
}

/** The pages' own policy lets no form be sent; this page has them. */
function allowForms(response: Parameters<RequestHandler>[1]): void {
  const policy = String(response.getHeader("Content-Security-Policy") ?? "");
  response.setHeader("Content-Security-Policy", policy.replace("form-action 'none'", "form-action 'self'"));
}
