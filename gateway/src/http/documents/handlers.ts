// SPDX-License-Identifier: Apache-2.0
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LicetError } from "@licet/domain";
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Documents } from "../../application/documents/documents.js";
import type { DocumentRequest } from "../../application/documents/documents.js";
import { tooLarge } from "../../application/documents/intake.js";
import { MEDIA_TYPES, mediaTypeOf } from "../../application/documents/media-types.js";
import type { DocumentSharing } from "../../application/documents/sharing.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { callerOf, contextOf } from "../context.js";
import { sendJson } from "../respond.js";
import { contentTypeOf, digestHeaderOf, dispositionOf, sha256In } from "./disposition.js";
import {
  checkedBody,
  checkedParameters,
  documentIdOf,
  ListParameters,
  LogParameters,
  NoParameters,
  PreservationBody,
  ShareBody,
  StoreParameters,
  WithdrawParameters,
} from "./parameters.js";
import { UploadPlaces } from "./upload-places.js";
import { detailsOf, partOf, viewOf } from "./views.js";

const CREATED = 201;
const OK = 200;

/** What documents are asked of. */
export interface DocumentServices {
  readonly documents: Documents;
  readonly documentSharing: DocumentSharing;
  readonly log: Logger;
}

/** Takes a file as it comes. */
export function storeHandler({ documents }: DocumentServices): RequestHandler {
  const places = new UploadPlaces();
  return async (request, response) => {
    const { record, id, part, kind, name } = checkedParameters(request, StoreParameters);
    const mediaType = requireMediaType(request);
    const sha256 = announcedHash(request);
    requireLength(request, documents.bytesMaxOf(mediaType));
    const leave = places.take(callerOf(response));
    try {
      const file = { ref: { kind: record, id, part }, kind, name, mediaType, sha256, source: bodyOf(request) };
      const stored = await documents.store(requestOf(request, response), file);
      response.setHeader("Location", `/v1/documents/${stored.document.id}`);
      sendJson(response, stored.isNew ? CREATED : OK, detailsOf(stored));
    } finally {
      leave();
    }
  };
}

/** Lists the documents that go with a part. */
export function listHandler({ documents }: DocumentServices): RequestHandler {
  return async (request, response) => {
    const { record, id, part, pageSize, bookmark } = checkedParameters(request, ListParameters);
    const ref = { kind: record, id, part };
    const { items, end } = await documents.list(requestOf(request, response), { ref, pageSize, after: bookmark });
    sendJson(response, OK, { items: items.map(viewOf), bookmark: end ?? "" });
  };
}

/** Tells what is known of a document. */
export function seeHandler({ documents }: DocumentServices): RequestHandler {
  return async (request, response) => {
    checkedParameters(request, NoParameters);
    const seen = await documents.see(requestOf(request, response), documentIdOf(request));
    sendJson(response, OK, detailsOf(seen, seen.recorded));
  };
}

/** Gives a document's content, as it comes out of the store. */
export function contentHandler({ documents, log }: DocumentServices): RequestHandler {
  return async (request, response) => {
    checkedParameters(request, NoParameters);
    const { document, content } = await documents.read(requestOf(request, response), documentIdOf(request));
    response.statusCode = OK;
    response.setHeader("Content-Type", contentTypeOf(document));
    response.setHeader("Content-Length", document.bytes);
    response.setHeader("Content-Disposition", dispositionOf(document));
    response.setHeader("Content-Digest", digestHeaderOf(document));
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cache-Control", "no-store");
    try {
      await pipeline(Readable.from(content, { objectMode: false }), response);
    } catch (error) {
      // The answer has begun: the client sees that it is cut off, by its length.
      if (!isClientGone(error)) log.error({ requestId: contextOf(response).requestId, err: error }, "file cut off");
      response.destroy();
    }
  };
}

/** Deletes a document's content. */
export function withdrawHandler({ documents }: DocumentServices): RequestHandler {
  return async (request, response) => {
    const { reason } = checkedParameters(request, WithdrawParameters);
    const seen = await documents.withdraw(requestOf(request, response), documentIdOf(request), reason);
    sendJson(response, OK, detailsOf(seen));
  };
}

/** Hands a document to another organisation. */
export function shareHandler({ documentSharing }: DocumentServices): RequestHandler {
  return async (request, response) => {
    checkedParameters(request, NoParameters);
    const { to } = checkedBody(request, ShareBody);
    const { document, by } = await documentSharing.share(requestOf(request, response), documentIdOf(request), to);
    sendJson(response, CREATED, { document: document.id, to, by: partOf(by) });
  };
}

/** Preserves a document, or ends that. */
export function preservationHandler({ documents }: DocumentServices): RequestHandler {
  return async (request, response) => {
    checkedParameters(request, NoParameters);
    const { preserved, reason } = checkedBody(request, PreservationBody);
    const seen = await documents.preserve(requestOf(request, response), documentIdOf(request), preserved, reason);
    sendJson(response, OK, detailsOf(seen));
  };
}

/** Tells what was done with documents. */
export function documentLogHandler({ documents }: DocumentServices): RequestHandler {
  return async (request, response) => {
    const { document, pageSize, bookmark } = checkedParameters(request, LogParameters);
    const before = bookmark === "" ? Number.MAX_SAFE_INTEGER : Number(bookmark);
    const { items, end } = await documents.log(requestOf(request, response), { document, pageSize, before });
    const lines = items.map(({ organisation: _organisation, at, ...line }) => ({ ...line, at: at.toISOString() }));
    sendJson(response, OK, { items: lines, bookmark: end ?? "" });
  };
}

function requestOf(request: Request, response: Response): DocumentRequest {
  return { caller: callerOf(response), route: `${request.method} ${contextOf(response).route}` };
}

/** @throws {GatewayError} UNSUPPORTED_MEDIA_TYPE. */
function requireMediaType(request: Request): string {
  const encoding = request.get("Content-Encoding") ?? "identity";
  const mediaType = mediaTypeOf(request.get("Content-Type"));
  if (mediaType !== undefined && encoding.toLowerCase() === "identity") return mediaType;
  throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Files of this type, or compressed ones, are not taken.", {
    accepted: Object.keys(MEDIA_TYPES),
  });
}

/** @throws {LicetError} INVALID_INPUT. */
function announcedHash(request: Request): string | undefined {
  const sha256 = sha256In(request.get("Content-Digest"));
  if (sha256 !== null) return sha256;
  throw new LicetError("INVALID_INPUT", "The Content-Digest header is not valid.", {
    issues: [{ path: "Content-Digest", message: "is sha-256=: and the hash in base64 and a colon (RFC 9530)" }],
  });
}

/** @throws {GatewayError} BODY_TOO_LARGE, before a byte is read. */
function requireLength(request: Request, bytesMax: number): void {
  if (Number(request.get("Content-Length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
}

/** The body's bytes as they come. What is left where they are given up is read and thrown away, so that the client hears why. */
async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
  } catch (error) {
    if (isClientGone(error)) throw new GatewayError("MALFORMED_BODY", "The file did not come to its end.");
    throw error;
  } finally {
    request.resume();
  }
}

function isClientGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "EPIPE";
}
