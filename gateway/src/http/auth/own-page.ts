// SPDX-License-Identifier: Apache-2.0
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { crossSiteToken, sameSecret } from "../../application/sign-in/secrets.js";
import { GatewayError } from "../../errors/gateway-error.js";

/** Header in which a page of ours sends the session's token along with each change. */
const TOKEN_HEADER = "x-csrf-token";
/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS: readonly (string | undefined)[] = ["GET", "HEAD", "OPTIONS"];

/** What speaks against a request's being sent by a page of ours; undefined where nothing does. */
type Doubt = (headers: IncomingHttpHeaders, origin: string) => string | undefined;

/** Browsers set both headers themselves, and no page can change them. */
const DOUBTS: readonly Doubt[] = [
  ({ "sec-fetch-site": site }) =>
    site === undefined || site === "same-origin" ? undefined : "The browser says that a page of elsewhere sent it.",
  ({ origin: sender }, own) =>
    sender === undefined || sender === own ? undefined : "The Origin header names another place than this gateway.",
];

/** Whether a request can change something. */
export function isUnsafe({ method }: IncomingMessage): boolean {
  return !SAFE_METHODS.includes(method);
}

/**
 * Makes sure that a change is sent by a page of ours and not by one that merely has the browser send it.
 * @param origin the gateway's own
 * @param sessionSecret of the cookie that the request came with
 * @throws {GatewayError} CROSS_SITE_REFUSED.
 */
export function requireOwnPage(request: IncomingMessage, origin: string, sessionSecret: string): void {
  refuseOtherPage(request, origin);
  const token = request.headers[TOKEN_HEADER];
  if (typeof token === "string" && sameSecret(token, crossSiteToken(sessionSecret))) return;
  throw refused(token === undefined ? "It carries no X-CSRF-Token header." : "Its X-CSRF-Token is not the session's.");
}

/**
 * The same for a form that is sent before there is a session: the browser itself has to say where it comes from.
 * @throws {GatewayError} CROSS_SITE_REFUSED.
 */
export function requireOwnForm(request: IncomingMessage, origin: string): void {
  refuseOtherPage(request, origin);
  const { headers } = request;
  if (headers.origin === undefined && headers["sec-fetch-site"] === undefined) {
    throw refused("Nothing says which page sent it.");
  }
}

/**
 * Makes sure that a change is not one that a page of elsewhere has a browser send: a browser shows a client's certificate whoever asks.
 * Systems, which are no browsers, send neither header.
 * @throws {GatewayError} CROSS_SITE_REFUSED.
 */
export function refuseOtherPage({ headers }: IncomingMessage, origin: string): void {
  for (const doubt of DOUBTS) {
    const sentence = doubt(headers, origin);
    if (sentence !== undefined) throw refused(sentence);
  }
}

function refused(sentence: string): GatewayError {
  return new GatewayError("CROSS_SITE_REFUSED", sentence);
}
