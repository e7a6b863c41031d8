// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";

/** Where people sign in. */
export const SIGN_IN_PATH = "/auth/sign-in";

/**
 * The address at which the sender of a request signs in and comes back from: to the page that sent it, where the browser says which
 * and it is one of ours.
 */
export function signInAddress(request: IncomingMessage, origin: string, maxAgeSeconds?: number): string {
  const parameters = new URLSearchParams();
  const page = pageOf(request, origin);
  if (page !== undefined) parameters.set("return", page);
  if (maxAgeSeconds !== undefined) parameters.set("max-age", String(maxAgeSeconds));
  return parameters.size === 0 ? SIGN_IN_PATH : `${SIGN_IN_PATH}?${parameters.toString()}`;
}

function pageOf({ headers }: IncomingMessage, origin: string): string | undefined {
  const { referer } = headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const url = new URL(referer);
  return url.origin === origin ? `${url.pathname}${url.search}` : undefined;
}
