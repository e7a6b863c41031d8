// SPDX-License-Identifier: Apache-2.0
import { type Request, type RequestHandler, type Response, Router } from "express";
import helmet from "helmet";
import { contextOf } from "./context.js";
import { HTML } from "./page.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes } from "./respond.js";
import { notBuiltPage } from "./not-built-page.js";
import type { Site, SiteFile } from "./site.js";

const YEAR_SECONDS = 31_536_000;
const HOUR_SECONDS = 3_600;

/** Addresses of the interface: what is not there is answered as a problem, whoever asks. */
const INTERFACE = /^\/(v1|auth|docs|problems|assets|openapi\.json|livez|readyz|metrics)(\/|$)/;

/** Nothing inline, nothing from elsewhere: a page of the application runs and shows what this gateway serves. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};

/** Codes are scanned and places of handovers noted; nothing else of the device is ever asked for. */
const PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), display-capture=()";

/**
 * The web application at `/` and at every address that is not the interface's: its pages have addresses that can be sent to others,
 * and all of them begin with the same file. Without a site, browsers are told how to build it.
 */
export function webRouter(site: Site | undefined): Router {
  const router = Router();
  const index = indexHandler(site);
  router.get("/", index);
  router.all("/", refuseMethod(["GET", "HEAD"]));
  for (const [address, file] of site?.files ?? []) {
    router.get(address, (request, response) => {
      contextOf(response).route = file.isHashed ? "/assets/{file}" : address;
      sendFile(request, response, file);
    });
    router.all(address, refuseMethod(["GET", "HEAD"]));
  }
  router.use((request, response, next) => {
    if (isNavigation(request)) void index(request, response, next);
    else next();
  });
  return router;
}

/** Whether a browser asks for a page to show, at an address that may be one of the application's. */
function isNavigation(request: Request): boolean {
  const isRead = request.method === "GET" || request.method === "HEAD";
  return isRead && request.accepts(["json", "html"]) === "html" && !INTERFACE.test(request.path);
}

function indexHandler(site: Site | undefined): RequestHandler {
  const protect = helmet.contentSecurityPolicy({ useDefaults: false, directives: POLICY });
  return (request, response, next) => {
    contextOf(response).route = "/";
    if (site === undefined) {
      sendBytes(response, 503, HTML, notBuiltPage());
      return;
    }
    protect(request, response, (error?: unknown) => {
      if (error !== undefined) {
        next(error);
        return;
      }
      response.setHeader("Permissions-Policy", PERMISSIONS);
      sendBytes(response, 200, site.index.mediaType, site.index.bytes);
    });
  };
}

function sendFile(request: Request, response: Response, file: SiteFile): void {
  const { compressed, isHashed, mediaType } = file;
  // Asked one by one: of codings that a browser likes equally, the smaller one is sent.
  const coding = [...compressed.keys()].find((each) => request.acceptsEncodings(each) === each);
  const bytes = compressed.get(coding ?? "") ?? file.bytes;
  response.setHeader("Content-Type", mediaType);
  if (compressed.size > 0) response.setHeader("Vary", "Accept-Encoding");
  if (coding !== undefined) response.setHeader("Content-Encoding", coding);
  const age = isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${HOUR_SECONDS}`;
  response.setHeader("Cache-Control", age);
  response.setHeader("Content-Length", bytes.length);
  response.end(bytes);
}
