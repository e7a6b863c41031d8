// SPDX-License-Identifier: Apache-2.0
import { type RequestHandler, Router } from "express";
import type { MetricsAccess } from "./metrics-access.js";
import type { Metrics } from "../operations/metrics.js";
import type { Readiness } from "../operations/readiness/readiness.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes, sendJson } from "./respond.js";

/** Routes for operators and their probes. */
export function operationsRouter(readiness: Readiness, metrics: Metrics, metricsAccess: MetricsAccess): Router {
  const ready: RequestHandler = async (_request, response) => {
    sendJson(response, 200, { status: "ready", ...(await readiness.require()) });
  };
  const router = Router();
  router.get("/livez", (_request, response) => sendJson(response, 200, { status: "alive" }));
  router.get("/readyz", ready);
  router.get("/metrics", async (request, response) => {
    metricsAccess.require(request);
    sendBytes(response, 200, metrics.registry.contentType, await metrics.registry.metrics());
  });
  router.all(["/livez", "/readyz", "/metrics"], refuseMethod(["GET", "HEAD"]));
  return router;
}
