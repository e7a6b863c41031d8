// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { LicetError } from "@licet/domain";
import { type Request, type Response, Router } from "express";
import helmet from "helmet";
import { ANSWERS, isAnswerCode } from "../errors/answers.js";
import { escaped, HTML, page } from "./page.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes, sendJson } from "./respond.js";

const require = createRequire(import.meta.url);

const SWAGGER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];
const YEAR_SECONDS = 31_536_000;

const SWAGGER_START = `window.addEventListener("load", () => {
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, tryItOutEnabled: false });
});
`;

/** Pages for people beside the web application: the interface's page, and an explanation of every error code. */
export function pagesRouter(openApiJson: () => string): Router {
  const router = Router();
  router.get("/openapi.json", (_request, response) => {
    sendBytes(response, 200, "application/json; charset=utf-8", openApiJson());
  });
  router.get("/problems", (_request, response) => sendBytes(response, 200, HTML, problemsPage()));
  router.get("/problems/:code", problemPage);
  router.all(["/openapi.json", "/problems", "/problems/:code"], refuseMethod(["GET", "HEAD"]));
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
