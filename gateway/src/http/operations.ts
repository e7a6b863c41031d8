// SPDX-License-Identifier: Apache-2.0
import { type RequestHandler, Router } from "express";
import { GatewayError } from "../errors/gateway-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import type { MetricsAccess } from "./metrics-access.js";
import type { Metrics } from "../operations/metrics.js";
import { refuseMethod } from "./refuse-method.js";
import { sendBytes, sendJson } from "./respond.js";

/** How long an answer about the ledger is given again, in milliseconds, so that probes cost it little. */
const READINESS_AGE_MS_MAX = 1_000;

/** How far the read model has come, and why it goes no further where it does not. */
export interface Following {
  readonly position: { readonly block: number } | undefined;
  readonly failed: Error | undefined;
}

/** Asks whether the ledger can be reached. */
export class Readiness {
  readonly #ledger: Ledger;
  readonly #identity: LedgerIdentity;
  readonly #following: Following;
  #asked: { readonly at: number; readonly height: Promise<bigint> } | undefined;
  #stopping = false;

  constructor(ledger: Ledger, identity: LedgerIdentity, following: Following) {
    this.#ledger = ledger;
    this.#identity = identity;
    this.#following = following;
  }

  /** The read model's last block, and whether it still follows: it may have failed while the ledger answers. */
  get readModel(): { readonly state: "following" | "failed"; readonly block: number | null } {
    const { position, failed } = this.#following;
    return { state: failed === undefined ? "following" : "failed", block: position?.block ?? null };
  }

  /** From now on the answer is no, so that no new requests are sent here. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * The channel's height.
   * @throws {LedgerError}
   * @throws {GatewayError} LEDGER_UNAVAILABLE while the gateway stops.
   */
  height(): Promise<bigint> {
    if (this.#stopping) return Promise.reject(new GatewayError("LEDGER_UNAVAILABLE", "The gateway is stopping."));
    const now = Date.now();
    if (!this.#asked || now - this.#asked.at > READINESS_AGE_MS_MAX) {
      const height = this.#ledger.height(this.#identity);
      height.catch(() => undefined);
      this.#asked = { at: now, height };
    }
    return this.#asked.height;
  }
}

/** Routes for operators and their probes. */
export function operationsRouter(readiness: Readiness, metrics: Metrics, metricsAccess: MetricsAccess): Router {
  const ready: RequestHandler = async (_request, response) => {
    const height = await readiness.height();
    sendJson(response, 200, { status: "ready", height: Number(height), readModel: readiness.readModel });
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
