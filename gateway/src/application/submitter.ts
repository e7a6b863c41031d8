// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { isConflict, LedgerError } from "../ports/ledger-error.js";
import type { Ledger, Receipt, SubmitRequest, TransactionOutcome } from "../ports/ledger.js";

/** How often a transaction that met a conflict is made anew, the first time included. */
export const ATTEMPTS_MAX = 8;

/** First and longest pause between attempts, in milliseconds; each pause is drawn evenly from zero to its bound. */
const BACKOFF_MS = { first: 15, longest: 500 } as const;

/** Pauses before each question about a transaction whose outcome is unknown, in milliseconds. */
const STATUS_PAUSES_MS: readonly number[] = [0, 250, 500, 1_000, 2_000, 4_000];

/** What the submitter tells while it works, for metrics and logs. */
export interface SubmitterEvents {
  /** A conflict: a new transaction follows where attempts are left. */
  onConflict?(error: LedgerError, attempt: number): void;
  /** The same transaction's status is asked for again. */
  onStatusAsked?(transactionId: string): void;
}

/** What the submitter needs of the ledger. */
export type OrderingLedger = Pick<Ledger, "submit" | "outcome">;

/**
 * Submits with bounds. A conflict is retried as a new transaction, because the one before is known to be invalid or was never sent.
 * After a failure that leaves the outcome open, the same transaction's status is asked for, and nothing is sent twice.
 */
export class Submitter {
  readonly #ledger: OrderingLedger;
  readonly #events: SubmitterEvents;

  constructor(ledger: OrderingLedger, events: SubmitterEvents = {}) {
    this.#ledger = ledger;
    this.#events = events;
  }

  /**
   * @param prepare makes the request of each attempt, so that what it is made from is read anew
   * @throws {LedgerError} of the last attempt; with outcome `unknown` where no answer about a sent transaction came in time.
   */
  async submit(prepare: () => Promise<SubmitRequest>): Promise<Receipt> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(await prepare());
      } catch (error) {
        if (!(error instanceof LedgerError) || !isConflict(error)) throw error;
        this.#events.onConflict?.(error, attempt);
        if (attempt === ATTEMPTS_MAX) throw error;
        await wait(Math.random() * Math.min(BACKOFF_MS.longest, BACKOFF_MS.first * 2 ** attempt));
      }
    }
  }

  /**
   * Finds out what became of a transaction that was sent, asking several times.
   * @returns its receipt, or undefined where no block holds it so far
   * @throws {LedgerError} of the commit phase where it is recorded as invalid.
   */
  async settle(identity: SubmitRequest["identity"], transactionId: string): Promise<Receipt | undefined> {
    for (const pause of STATUS_PAUSES_MS) {
      await wait(pause);
      this.#events.onStatusAsked?.(transactionId);
      const outcome = await this.#outcome(identity, transactionId);
      if (outcome) return requireValid(outcome);
    }
    return undefined;
  }

  /**
   * What the ledger holds under a transaction id now, valid or not.
   * @throws {LedgerError}
   */
  outcome(identity: SubmitRequest["identity"], transactionId: string): Promise<TransactionOutcome | undefined> {
    return this.#ledger.outcome(identity, transactionId);
  }

  async #once(request: SubmitRequest): Promise<Receipt> {
    try {
      return await this.#ledger.submit(request);
    } catch (error) {
      if (!(error instanceof LedgerError) || error.outcome !== "unknown" || error.transactionId === undefined)
        throw error;
      const receipt = await this.settle(request.identity, error.transactionId);
      if (receipt) return receipt;
      throw error;
    }
  }

  async #outcome(identity: SubmitRequest["identity"], transactionId: string): Promise<TransactionOutcome | undefined> {
    try {
      return await this.outcome(identity, transactionId);
    } catch (error) {
      // A peer that does not answer leaves the question open; the next one may reach it.
      if (error instanceof LedgerError) return undefined;
      throw error;
    }
  }
}

function requireValid(outcome: TransactionOutcome): Receipt {
  if (outcome.validationCode === "VALID") return outcome;
  throw new LedgerError({
    phase: "commit",
    code: outcome.validationCode,
    message: `Transaction ${outcome.transactionId} is in block ${outcome.blockNumber} with code ${outcome.validationCode}.`,
    transactionId: outcome.transactionId,
    outcome: "not-recorded",
  });
}
