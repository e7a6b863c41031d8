// SPDX-License-Identifier: Apache-2.0
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { IDLE, registerWork, type WorkRead } from "./work-gauges.js";

const MS_PER_SECOND = 1_000;
const HTTP_BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A certificate that the gateway cannot do without. */
export interface WatchedCertificate {
  /** Of the organisation that it belongs to. */
  readonly mspId: string;
  /** See `fingerprintOf`: whose certificate it is, is not for metrics and logs. */
  readonly fingerprint: string;
  /** A user's, or one that a peer's TLS certificate is checked with. */
  readonly kind: "identity" | "tls-root";
  readonly notAfter: Date;
}

/** What the gateway counts, for Prometheus. No label holds the name of a user or a party, or a reference. */
export class Metrics {
  readonly registry = new Registry();
  readonly #http: Histogram<"method" | "route" | "status">;
  readonly #ledger: Histogram<"client" | "call" | "outcome">;
  readonly #conflicts: Counter<"code">;
  readonly #statusAsked: Counter;
  readonly #replays: Counter;
  readonly #certificates: Gauge<"msp_id" | "fingerprint" | "kind">;
  readonly #streams: Gauge;
  readonly #deliveries: Counter<"result">;
  readonly #checksNotKept: Counter;

  constructor(work: WorkRead = IDLE) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#http = new Histogram({
      name: "licet_http_request_duration_seconds",
      help: "Time from a request's arrival to the end of its answer",
      labelNames: ["method", "route", "status"],
      buckets: HTTP_BUCKETS_SECONDS,
      registers,
    });
    this.#ledger = new Histogram({
      name: "licet_ledger_call_duration_seconds",
      help: "Time of one call of the ledger client, by outcome (ok, or the phase that failed)",
      labelNames: ["client", "call", "outcome"],
      buckets: HTTP_BUCKETS_SECONDS,
      registers,
    });
    this.#conflicts = new Counter({
      name: "licet_ledger_conflicts_total",
      help: "Transactions that met a conflict and were made anew, or given up after the last attempt",
      labelNames: ["code"],
      registers,
    });
    this.#statusAsked = new Counter({
      name: "licet_ledger_status_asked_total",
      help: "Questions about the outcome of a transaction after a timeout",
      registers,
    });
    this.#replays = new Counter({
      name: "licet_http_idempotent_replays_total",
      help: "Answers given again from the idempotency store",
      registers,
    });
    this.#certificates = new Gauge({
      name: "licet_certificate_expiry_timestamp_seconds",
      help: "When a certificate that the gateway uses expires, in seconds since 1970",
      labelNames: ["msp_id", "fingerprint", "kind"],
      registers,
    });
    this.#streams = new Gauge({
      name: "licet_event_streams_open",
      help: "Streams of events that are open",
      registers,
    });
    this.#deliveries = new Counter({
      name: "licet_webhook_attempts_total",
      help: "Attempts to send a message to a webhook, by result (sent, retry, or dead: given up)",
      labelNames: ["result"],
      registers,
    });
    this.#checksNotKept = new Counter({
      name: "licet_checks_not_kept_total",
      help: "Checks that were answered and could not be kept: whoever asked is not told when they change",
      registers,
    });
    registerWork(this.registry, work);
  }

  /** @param route the route's path pattern, never the address itself */
  http(method: string, route: string, status: number, seconds: number): void {
    this.#http.observe({ method, route, status }, seconds);
  }

  ledger(client: string, call: string, outcome: string, seconds: number): void {
    this.#ledger.observe({ client, call, outcome }, seconds);
  }

  conflict(code: string): void {
    this.#conflicts.inc({ code });
  }

  statusAsked(): void {
    this.#statusAsked.inc();
  }

  replay(): void {
    this.#replays.inc();
  }

  streams(open: number): void {
    this.#streams.set(open);
  }

  webhookAttempt(result: string): void {
    this.#deliveries.inc({ result });
  }

  checksNotKept(count: number): void {
    this.#checksNotKept.inc(count);
  }

  certificate({ mspId, fingerprint, kind, notAfter }: WatchedCertificate): void {
    this.#certificates.set({ msp_id: mspId, fingerprint, kind }, notAfter.getTime() / MS_PER_SECOND);
  }
}
