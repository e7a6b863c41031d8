// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { CA_ERROR } from "./error-codes.js";
import { NetworkError } from "../../description/network-error.js";
import type { Authority } from "./authority.js";
import { ENDPOINTS, type Endpoint } from "./endpoints.js";
import { failure, HttpError } from "./http-error.js";
import { AnyBodySchema, parseBody, type CaRequest } from "./requests.js";

const BODY_BYTES_MAX = 1024 * 1024;
const REQUEST_MS_MAX = 30_000;
/** The interface lies at both, as Fabric CA's does. */
const PATH = /^\/(?:api\/v1\/)?(.+)$/;
const IDENTITY_PATH = /^identities\/([^/]+)$/;

/** Where an authority listens and with which certificate. */
export interface CaServerOptions {
  readonly host: string;
  readonly port: number;
  readonly tlsCertificate: string;
  readonly tlsKey: string;
  /** Opened by the first request, so that a network's start does not wait for it. */
  readonly open: () => Promise<Authority>;
}

/**
 * Serves Fabric CA's REST interface.
 *
 * @returns what stops it
 * @throws {NetworkError} NETWORK_PORT_TAKEN.
 */
export async function serveAuthority(options: CaServerOptions): Promise<() => Promise<void>> {
  let opened: Promise<Authority> | undefined;
  const authority = (): Promise<Authority> => (opened ??= options.open());
  const tls = { cert: readFileSync(options.tlsCertificate), key: readFileSync(options.tlsKey) };
  const server = createServer(
    { ...tls, requestTimeout: REQUEST_MS_MAX, headersTimeout: REQUEST_MS_MAX },
    (request, response) => {
      void serve(authority, request, response);
    },
  );
  await listen(server, options);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

function listen(server: Server, { host, port }: CaServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const message = `Cannot listen on ${host}:${port}: ${cause.message}. Stop what listens there, or choose other ports with --port-base.`;
      reject(new NetworkError("NETWORK_PORT_TAKEN", message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

async function serve(
  open: () => Promise<Authority>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const uri = message.url ?? "/";
  const { pathname, searchParams } = new URL(uri, "https://localhost");
  const { endpoint, id } = findEndpoint(pathname);
  if (endpoint === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("404 page not found\n");
    return;
  }
  try {
    const request = await readRequest(message, uri, endpoint);
    const authority = await open();
    // Fabric CA looks for a missing header before it looks for the authority.
    if (endpoint.anonymous === true || request.authorization !== undefined)
      checkName(authority, searchParams.get("ca") ?? "", request.body);
    answer(response, endpoint.status, await endpoint.handle(authority, request, id));
  } catch (error) {
    const refusal = asHttpError(error);
    answer(response, refusal.status, "", refusal);
  }
}

async function readRequest(message: IncomingMessage, uri: string, endpoint: Endpoint): Promise<CaRequest> {
  const { method = "", headers } = message;
  const body = await readBody(message);
  if (!endpoint.methods.includes(method))
    throw new HttpError(405, CA_ERROR.methodNotAllowed, `Method ${method} is not allowed`);
  return { method, uri, body, authorization: headers.authorization };
}

function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  return failure(error instanceof Error ? error.message : String(error));
}

function findEndpoint(pathname: string): { readonly endpoint: Endpoint | undefined; readonly id: string } {
  const path = PATH.exec(pathname)?.[1] ?? "";
  const id = IDENTITY_PATH.exec(path)?.[1];
  return { endpoint: ENDPOINTS.get(id === undefined ? path : "identities/{id}"), id: decoded(id ?? "") };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A request without a name, in its query or its body, is for the authority that there is. */
function checkName({ caName }: Authority, inQuery: string, body: string): void {
  const name = inQuery || (body === "" ? "" : parseBody(AnyBodySchema, body).caname);
  if (name !== "" && name !== caName) throw new HttpError(404, CA_ERROR.caNotFound, `CA '${name}' does not exist`);
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_BYTES_MAX) throw new HttpError(413, CA_ERROR.badBody, `The body exceeds ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function answer(response: ServerResponse, status: number, result: unknown, refusal?: HttpError): void {
  const errors = refusal === undefined ? [] : [{ code: refusal.code, message: refusal.message }];
  const envelope = { result, errors, messages: [], success: refusal === undefined };
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(envelope)}\n`);
}
