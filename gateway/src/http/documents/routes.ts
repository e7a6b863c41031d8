// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from "express";
import {
  contentHandler,
  documentLogHandler,
  type DocumentServices,
  listHandler,
  preservationHandler,
  seeHandler,
  shareHandler,
  storeHandler,
  withdrawHandler,
} from "./handlers.js";

/** Enters a route of the interface. */
export type Mount = (method: "get" | "post" | "put" | "delete", path: string, ...handlers: RequestHandler[]) => void;

/** Enters the routes of documents. @param json what a body of JSON goes through before its handler */
export function mountDocuments(mount: Mount, services: DocumentServices, json: readonly RequestHandler[]): void {
  mount("post", "/v1/documents", storeHandler(services));
  mount("get", "/v1/documents", listHandler(services));
  mount("get", "/v1/document-log", documentLogHandler(services));
  mount("get", "/v1/documents/{document}", seeHandler(services));
  mount("delete", "/v1/documents/{document}", withdrawHandler(services));
  mount("get", "/v1/documents/{document}/content", contentHandler(services));
  mount("post", "/v1/documents/{document}/shares", ...json, shareHandler(services));
  mount("post", "/v1/documents/{document}/preservation", ...json, preservationHandler(services));
}
