// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { LicetError, ROUTES } from "@licet/domain";
import { type Request, type Response, Router } from "express";
import helmet from "helmet";
import { ANSWERS, isAnswerCode } from "../errors/answers.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes, sendJson } from "./respond.js";

const require = createRequire(import.meta.url);

const HTML = "text/html; charset=utf-8";
const SWAGGER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];
const YEAR_SECONDS = 31_536_000;

/** Style of the pages, small enough to stand in each; the content security policy allows it by its hash. */
export const PAGE_STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}" +
  "code{background:#f3f2f1;padding:0 .2em}a{color:#1d70b8}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}";

const SWAGGER_START = `window.addEventListener("load", () => {
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, tryItOutEnabled: false });
});
`;

/** Pages for people: the front page, the API's page, and an explanation of every error code. */
export function pagesRouter(openApiJson: () => string): Router {
  const router = Router();
  router.get("/", (_request, response) => sendBytes(response, 200, HTML, homePage()));
  router.get("/openapi.json", (_request, response) => {
    sendBytes(response, 200, "application/json; charset=utf-8", openApiJson());
  });
  router.get("/problems", (_request, response) => sendBytes(response, 200, HTML, problemsPage()));
  router.get("/problems/:code", problemPage);
  router.all(["/", "/openapi.json", "/problems", "/problems/:code"], refuseMethod(["GET", "HEAD"]));
  router.use("/docs", docsRouter());
  return router;
}

function docsRouter(): Router {
  const folder = path.dirname(require.resolve("swagger-ui-dist/package.json"));
  const router = Router();
  // Swagger UI sets styles of its own and shows pictures it carries along; nothing comes from elsewhere.
  const directives = { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", "data:"] };
  router.use(helmet.contentSecurityPolicy({ useDefaults: false, directives }));
  router.get("/", (_request, response) => sendBytes(response, 200, HTML, docsPage()));
  router.get("/start.js", (_request, response) => {
    sendBytes(response, 200, "text/javascript; charset=utf-8", SWAGGER_START);
  });
  for (const file of SWAGGER_FILES) {
    const bytes = readFileSync(path.join(folder, file));
    router.get(`/${file}`, (_request, response) => {
      response.type(path.extname(file)).setHeader("Cache-Control", `public, max-age=${YEAR_SECONDS}`);
      response.end(bytes);
    });
  }
  return router;
}

function problemPage(request: Request, response: Response): void {
  const code = String(request.params["code"]);
  if (!isAnswerCode(code)) throw new LicetError("NOT_FOUND", "There is no error of this code.", {});
  const entry = ANSWERS[code];
  if (request.accepts(["html", "json"]) === "json") {
    sendJson(response, 200, { code, ...entry });
    return;
  }
  const retry = entry.retryable ? "The same request may succeed later." : "The same request will be refused again.";
  const body =
    `<h1>${escaped(entry.title)}</h1><p><code>${code}</code>, HTTP status ${entry.status}.</p>` +
    `<p>${escaped(entry.next)}</p><p>${retry}</p><p><a href="/problems">All codes</a></p>`;
  sendBytes(response, 200, HTML, page(entry.title, body));
}

function homePage(): string {
  const tags = [...new Set(ROUTES.map((route) => route.tag))];
  const rows = tags.map((tag) => `<tr><th>${escaped(tag)}</th><td>${paths(tag)}</td></tr>`);
  return page(
    "Licet",
    "<h1>Licet</h1><p>Export licences, end-use certificates and the custody of controlled goods on a permissioned ledger. " +
      "This is a gateway of it.</p><ul>" +
      '<li><a href="/docs">The interface, to read and try</a> (<a href="/openapi.json">OpenAPI 3.1</a>)</li>' +
      '<li><a href="/problems">Error codes</a> and what to do about each</li>' +
      '<li><a href="/readyz">Whether the ledger can be reached</a>, <a href="/metrics">counters</a></li></ul>' +
      `<h2>What is here</h2><table>${rows.join("")}<tr><th>Declarations</th><td><code>/v1/declarations</code></td></tr></table>`,
  );
}

function paths(tag: string): string {
  const roots = ROUTES.filter((route) => route.tag === tag).map((route) => route.path.split("/").slice(0, 3).join("/"));
  return [...new Set(roots)].map((root) => `<code>${root}</code>`).join(" ");
}

function problemsPage(): string {
  const rows = Object.entries(ANSWERS)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([code, entry]) =>
        `<tr><td><a href="/problems/${code}"><code>${code}</code></a></td><td>${entry.status}</td><td>${escaped(entry.title)}</td></tr>`,
    );
  return page("Error codes", `<h1>Error codes</h1><table>${rows.join("")}</table>`);
}

function docsPage(): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Licet: interface</title>' +
    '<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head><body>' +
    '<div id="docs"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>'
  );
}

function page(title: string, body: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${escaped(title)}</title><style>${PAGE_STYLE}</style></head><body>${body}</body></html>`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
