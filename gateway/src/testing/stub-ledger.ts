// SPDX-License-Identifier: Apache-2.0
import { LedgerError, type LedgerFailure } from "../ports/ledger-error.js";
import type {
  EvaluateRequest,
  Ledger,
  LedgerPosition,
  Receipt,
  SubmitRequest,
  TransactionOutcome,
} from "../ports/ledger.js";

/** Transaction id of the stub's n-th submit, from 1. */
export function transactionIdOf(submit: number): string {
  return submit.toString(16).padStart(64, "0");
}

/** A failure as a client reports it: a refusal by a rule unless it is said otherwise. */
export function failure(facts: Partial<LedgerFailure>): LedgerError {
  return new LedgerError({ phase: "endorse", code: "ABORTED", message: "said so", outcome: "not-recorded", ...facts });
}

/** A ledger that answers as a test says, and keeps what it was asked. */
export class StubLedger implements Ledger {
  readonly client = "fabric-gateway";
  readonly evaluated: EvaluateRequest[] = [];
  /** What reached the ordering service. */
  readonly submitted: SubmitRequest[] = [];
  /** What is recorded, by transaction id. */
  readonly outcomes = new Map<string, TransactionOutcome>();
  /** The result of a query. */
  onEvaluate: (request: EvaluateRequest) => unknown = () => ({ members: [{ mspId: "GBAuthorityMSP" }] });
  /** Called when a command would be endorsed, before it is ordered. */
  onEndorsed: () => void = () => undefined;
  /** The result of a command; called once its transaction's id is noted. */
  onSubmit: (request: SubmitRequest, transactionId: string) => unknown = () => ({});
  /** Where each peer stands. */
  standing: LedgerPosition = { height: 8n, newestAt: new Date(0), others: [{ mspId: "TRAuthorityMSP", height: 8n }] };
  /** The blocks that it can give, by number. */
  readonly held = new Map<bigint, Uint8Array>();
  #submits = 0;

  async evaluate(request: EvaluateRequest): Promise<Uint8Array> {
    this.evaluated.push(request);
    return bytesOf(await this.onEvaluate(request));
  }

  async submit(request: SubmitRequest): Promise<Receipt> {
    this.#submits += 1;
    const transactionId = transactionIdOf(this.#submits);
    this.onEndorsed();
    await request.beforeOrdering?.(transactionId);
    this.submitted.push(request);
    const result = bytesOf(await this.onSubmit(request, transactionId));
    return this.record(transactionId, result, "VALID");
  }

  /** Records a transaction as if it had been ordered. */
  record(transactionId: string, result: Uint8Array, validationCode: string): TransactionOutcome {
    const outcome = { result, transactionId, blockNumber: 7n, endorsers: ["GBAuthorityMSP"], validationCode };
    this.outcomes.set(transactionId, outcome);
    return outcome;
  }

  outcome(_who: unknown, transactionId: string): Promise<TransactionOutcome | undefined> {
    return Promise.resolve(this.outcomes.get(transactionId));
  }

  height(): Promise<bigint> {
    return Promise.resolve(this.standing.height);
  }

  block(_who: unknown, number: bigint): Promise<Uint8Array> {
    const bytes = this.held.get(number);
    return bytes === undefined ? Promise.reject(failure({ message: "no such block" })) : Promise.resolve(bytes);
  }

  position(): Promise<LedgerPosition> {
    return Promise.resolve(this.standing);
  }

  blocks(): never {
    throw new Error("not asked for");
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
