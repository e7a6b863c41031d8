// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from "../ports/ledger-error.js";
import type {
  EvaluateRequest,
  Ledger,
  LedgerBlock,
  LedgerIdentity,
  LedgerPosition,
  Receipt,
  SubmitRequest,
  TransactionOutcome,
} from "../ports/ledger.js";
import type { Metrics } from "./metrics.js";
import type { WriteWatch } from "./readiness/write-watch.js";

const MS_PER_SECOND = 1_000;

/** A ledger whose calls are timed, and whose writes are watched. */
export class MeasuredLedger implements Ledger {
  readonly client: Ledger["client"];
  readonly #ledger: Ledger;
  readonly #metrics: Metrics;
  readonly #writes: WriteWatch;

  constructor(ledger: Ledger, metrics: Metrics, writes: WriteWatch) {
    this.client = ledger.client;
    this.#ledger = ledger;
    this.#metrics = metrics;
    this.#writes = writes;
  }

  evaluate(request: EvaluateRequest): Promise<Uint8Array> {
    return this.#timed("evaluate", () => this.#ledger.evaluate(request));
  }

  submit(request: SubmitRequest): Promise<Receipt> {
    return this.#timed("submit", () => this.#writes.watch(() => this.#ledger.submit(request)));
  }

  outcome(identity: LedgerIdentity, transactionId: string): Promise<TransactionOutcome | undefined> {
    return this.#timed("evaluate", () => this.#ledger.outcome(identity, transactionId));
  }

  height(identity: LedgerIdentity): Promise<bigint> {
    return this.#timed("evaluate", () => this.#ledger.height(identity));
  }

  position(identity: LedgerIdentity): Promise<LedgerPosition> {
    return this.#timed("evaluate", () => this.#ledger.position(identity));
  }

  block(identity: LedgerIdentity, number: bigint): Promise<Uint8Array> {
    return this.#timed("evaluate", () => this.#ledger.block(identity, number));
  }

  blocks(identity: LedgerIdentity, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#ledger.blocks(identity, from, signal);
  }

  close(): Promise<void> {
    return this.#ledger.close();
  }

  async #timed<T>(call: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    let outcome = "ok";
    try {
      return await work();
    } catch (error) {
      outcome = error instanceof LedgerError ? error.phase : "other";
      throw error;
    } finally {
      this.#metrics.ledger(this.client, call, outcome, (performance.now() - started) / MS_PER_SECOND);
    }
  }
}
