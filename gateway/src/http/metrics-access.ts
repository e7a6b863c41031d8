// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "../config/loopback.js";
import { GatewayError } from "../errors/gateway-error.js";

const BEARER = /^Bearer +(\S+) *$/i;
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
/** What proxies add to requests that they pass on; with it, a request from this machine comes from elsewhere. */
const FORWARDING_HEADERS = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"] as const;

/**
 * Who may read the metrics: whoever has the token, and without one whoever asks from this machine. A proxy on this machine that tells
 * nothing of itself cannot be seen, so a gateway behind one is given a token, or the proxy does not pass the address on.
 */
export class MetricsAccess {
  readonly #token: Buffer | undefined;

  /** @param token what Prometheus sends as a bearer token */
  constructor(token: string | undefined) {
    this.#token = token === undefined ? undefined : digest(token);
  }

  /** @throws {GatewayError} UNAUTHENTICATED. */
  require(request: IncomingMessage): void {
    if (this.#token === undefined ? isLocal(request) : hasToken(request, this.#token)) return;
    throw new GatewayError(
      "UNAUTHENTICATED",
      "Metrics are shown to who sends the token for them, and without one on this machine only.",
    );
  }
}

function hasToken({ headers }: IncomingMessage, wanted: Buffer): boolean {
  const given = BEARER.exec(headers.authorization ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), wanted);
}

function isLocal({ socket, headers }: IncomingMessage): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? "") &&
    // A page of elsewhere may have its own name lead to this machine (DNS rebinding).
    isLoopback((headers.host ?? "").replace(/:\d+$/, "")) &&
    FORWARDING_HEADERS.every((header) => headers[header] === undefined)
  );
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
