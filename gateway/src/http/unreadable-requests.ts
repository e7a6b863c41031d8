// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayError, type GatewayErrorCode } from "../errors/gateway-error.js";
import { PROBLEM_MEDIA_TYPE, problemOf } from "./problem.js";

/** What Node's HTTP parser calls its errors; any other is a request that is not HTTP. */
const CODES: Readonly<Record<string, GatewayErrorCode>> = {
  HPE_HEADER_OVERFLOW: "HEADERS_TOO_LARGE",
  ERR_HTTP_REQUEST_TIMEOUT: "REQUEST_TOO_SLOW",
};

/** Answers what never becomes a request, because it is not HTTP, too large or too slow, as every other refusal is answered. */
export function answerUnreadable(server: Server): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const code = CODES[error.code ?? ""] ?? "MALFORMED_REQUEST";
    socket.end(unreadableAnswer(new GatewayError(code, "The request could not be read.")));
  });
}

/** A refusal as it goes over the wire where no request is there that it could answer. */
export function unreadableAnswer(refusal: GatewayError): string {
  const problem = problemOf(refusal, randomUUID());
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
