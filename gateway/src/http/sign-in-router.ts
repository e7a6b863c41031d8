// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import express, { type ErrorRequestHandler, type RequestHandler, Router } from "express";
import type { Logger } from "pino";
import { returnAddress } from "../application/sign-in/return-address.js";
import { ATTEMPT_MS_MAX } from "../application/sign-in/sign-in.js";
import { GatewayError } from "../errors/gateway-error.js";
import { contextOf } from "./context.js";
import { HTML } from "./page.js";
import { problemOf } from "./problem.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes, sendJson } from "./respond.js";
import type { Caller, Callers } from "./auth/callers.js";
import { demonstrationRouter } from "./demonstration-router.js";
import { problemPage } from "./sign-in-pages.js";
import { signInMeansHandler } from "./sign-in-means.js";
import { goTo, type SignInServices, takeOver } from "./sign-in-services.js";

const FORM_BYTES_MAX = 16_384;
const MAX_AGE_SECONDS_MAX = 86_400;

/** Everything below `/auth`: the way in and the way out for people. */
export function signInRouter(services: SignInServices, callers: Callers, log: Logger): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES_MAX });
  router.get("/means", noteRoute, signInMeansHandler(services));
  router.get("/sign-in", noteRoute, signInHandler(services));
  router.get("/callback", noteRoute, callbackHandler(services));
  router.post(
    "/sign-out",
    noteRoute,
    signOutHandler(services, callers, ({ secret }) => services.sessions.end(secret)),
  );
  router.post(
    "/sign-out-everywhere",
    noteRoute,
    signOutHandler(services, callers, ({ identity }) => services.sessions.endAllOf(identity)),
  );
  router.post("/back-channel-logout", noteRoute, form, backChannelHandler(services));
  if (services.demonstration !== undefined) {
    router.use("/demonstration", noteRoute, form, demonstrationRouter(services, services.demonstration));
  }
  router.all(["/means", "/sign-in", "/callback"], refuseMethod(["GET", "HEAD"]));
  router.all(["/sign-out", "/sign-out-everywhere", "/back-channel-logout"], refuseMethod(["POST"]));
  router.use(answerWithPage(log));
  return router;
}

function signInHandler({ provider, demonstration, cookies, origin }: SignInServices): RequestHandler {
  return async (request, response) => {
    const parameters = new URL(request.originalUrl, origin.own).searchParams;
    const wish = { returnTo: single(parameters, "return"), maxAgeSeconds: maxAgeIn(parameters) };
    if (provider === undefined) {
      if (demonstration === undefined) throw new GatewayError("SIGN_IN_NOT_SET_UP", "No provider is set.");
      const back = new URLSearchParams({ return: returnAddress(wish.returnTo) });
      goTo(response, `/auth/demonstration?${back.toString()}`);
      return;
    }
    // The provider sends people back to one name of this machine, and the cookie has to be there.
    if (origin.of(request) !== origin.own) {
      goTo(response, `${origin.own}${request.originalUrl}`);
      return;
    }
    const { url, browserSecret } = await provider.signIn.begin(wish, cookies.read(request, "licet-sign-in"));
    cookies.set(response, "licet-sign-in", browserSecret, ATTEMPT_MS_MAX / 1_000);
    goTo(response, url);
  };
}

function callbackHandler(services: SignInServices): RequestHandler {
  const { provider, cookies, origin } = services;
  return async (request, response) => {
    if (provider === undefined) throw new GatewayError("SIGN_IN_NOT_SET_UP", "No provider is set.");
    const { searchParams } = new URL(request.originalUrl, origin.own);
    const { identity, proven, returnTo } = await provider.signIn.complete(
      searchParams,
      cookies.read(request, "licet-sign-in"),
    );
    await takeOver(services, request, response, { identity, proven, returnTo });
  };
}

type SessionCaller = Extract<Caller, { readonly by: "session" }>;

function signOutHandler(
  services: SignInServices,
  callers: Callers,
  end: (caller: SessionCaller) => Promise<unknown>,
): RequestHandler {
  const { cookies, provider, origin } = services;
  return async (request, response) => {
    const caller = await callers.callerOf(request).catch((error: unknown) => {
      // A session that has ended already is what is asked for.
      if (error instanceof GatewayError && error.code === "SESSION_EXPIRED") return undefined;
      throw error;
    });
    if (caller !== undefined && caller.by !== "session") {
      throw new GatewayError(
        "UNAUTHENTICATED",
        "There is no session to end: tokens and certificates end by themselves.",
      );
    }
    if (caller !== undefined) await end(caller);
    cookies.clear(response, "licet-session");
    // Who cannot be asked has no address; the session here has ended all the same.
    const providerUrl = await provider?.itself.endSessionUrl(`${origin.own}/`).catch(() => undefined);
    sendJson(response, 200, { signedOut: true, providerSignOut: providerUrl ?? null });
  };
}

/** The provider tells of a sign-out without a browser (OpenID Connect Back-Channel Logout 1.0, section 2.8). */
function backChannelHandler({ provider, sessions }: SignInServices): RequestHandler {
  return async (request, response) => {
    if (provider === undefined) throw new GatewayError("SIGN_IN_NOT_SET_UP", "No provider is set.");
    const { logout_token: token } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const told = await provider.itself.signOutOf(typeof token === "string" ? token : "").catch((error: unknown) => {
      if (!(error instanceof GatewayError) || error.code !== "SIGN_IN_REFUSED") throw error;
      throw new GatewayError("LOGOUT_TOKEN_REFUSED", error.sentence);
    });
    await sessions.endAsTold(told);
    sendBytes(response, 200, "text/plain; charset=utf-8", "");
  };
}

/** A parameter's value; where it stands in the address twice, neither the first counts nor the last. */
function single(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length <= 1) return values[0];
  throw new LicetError("INVALID_INPUT", `${name} stands in the address twice.`, {
    issues: [{ path: name, message: "is given once" }],
  });
}

function maxAgeIn(parameters: URLSearchParams): number | undefined {
  const text = single(parameters, "max-age");
  if (text === undefined) return undefined;
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_AGE_SECONDS_MAX) return seconds;
  throw new LicetError("INVALID_INPUT", `max-age is 1 to ${MAX_AGE_SECONDS_MAX} seconds.`, {
    issues: [{ path: "max-age", message: "is a whole number of seconds" }],
  });
}

const noteRoute: RequestHandler = (request, response, next) => {
  contextOf(response).route = `${request.baseUrl}${request.path}`;
  next();
};

/** Tells people in a browser on a page what went wrong; everybody else as every other refusal is told. */
function answerWithPage(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { requestId } = contextOf(response);
    const problem = problemOf(error, requestId);
    const isForPeople = request.method === "GET" && request.accepts(["json", "html"]) === "html";
    if (!isForPeople || problem.code === "INTERNAL_ERROR" || response.headersSent) {
      next(error);
      return;
    }
    if (problem.status >= 500) log.error({ requestId, err: error }, problem.title);
    contextOf(response).code = problem.code;
    sendBytes(response, problem.status, HTML, problemPage(problem));
  };
}
