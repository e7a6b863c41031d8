// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { LedgerError, type LedgerFailure } from "../ports/ledger-error.js";
import type { EvaluateRequest, LedgerIdentity, Receipt, SubmitRequest, TransactionOutcome } from "../ports/ledger.js";
import { transactionOutcome } from "../adapters/fabric/ledger-queries.js";
import { ATTEMPTS_MAX, type OrderingLedger, Submitter } from "./submitter.js";

const identity: LedgerIdentity = {
  label: "customs1@GBAuthorityMSP",
  name: "customs1",
  enrolmentId: "customs1",
  mspId: "GBAuthorityMSP",
  certificate: "",
  privateKey: "",
  attributes: {},
};
const request: SubmitRequest = {
  identity,
  transaction: "licence:Reserve",
  arguments: ["{}"],
  endorsers: ["GBAuthorityMSP"],
};
const receipt: Receipt = {
  result: new Uint8Array(),
  transactionId: "t",
  blockNumber: 7n,
  endorsers: ["GBAuthorityMSP"],
};

function failure(facts: Partial<LedgerFailure>): LedgerError {
  return new LedgerError({ phase: "commit", code: "UNKNOWN", message: "said so", outcome: "not-recorded", ...facts });
}

/** A ledger that answers from scripts, and keeps what it was asked. */
class ScriptedLedger implements OrderingLedger {
  readonly evaluated: string[] = [];
  submitted = 0;
  readonly #submits: (LedgerError | Receipt)[];
  readonly #evaluates: (LedgerError | Uint8Array)[];

  constructor(submits: (LedgerError | Receipt)[], evaluates: (LedgerError | Uint8Array)[] = []) {
    this.#submits = submits;
    this.#evaluates = evaluates;
  }

  evaluate(asked: EvaluateRequest): Promise<Uint8Array> {
    this.evaluated.push(`${asked.transaction} ${asked.arguments.join(" ")}`);
    const next = this.#evaluates.shift() ?? failure({ phase: "evaluate", message: "no such transaction ID" });
    return next instanceof LedgerError ? Promise.reject(next) : Promise.resolve(next);
  }

  outcome(who: LedgerIdentity, transactionId: string): Promise<TransactionOutcome | undefined> {
    return transactionOutcome(this, who, "licet", transactionId);
  }

  submit(): Promise<Receipt> {
    this.submitted += 1;
    const next = this.#submits.shift();
    if (next === undefined) throw new Error("submitted once too often");
    return next instanceof LedgerError ? Promise.reject(next) : Promise.resolve(next);
  }
}

function processed(code: number): Uint8Array {
  const transaction = new peer.ProcessedTransaction();
  transaction.setValidationcode(code);
  return transaction.serializeBinary();
}

function block(number: number): Uint8Array {
  const header = new common.BlockHeader();
  header.setNumber(number);
  const one = new common.Block();
  one.setHeader(header);
  return one.serializeBinary();
}

function submit(ledger: OrderingLedger): Promise<Receipt> {
  return new Submitter(ledger).submit(() => Promise.resolve(request));
}

describe("Submitter", () => {
  it.each([
    ["a read conflict", failure({ code: "MVCC_READ_CONFLICT" })],
    ["a phantom", failure({ code: "PHANTOM_READ_CONFLICT" })],
    [
      "endorsers a block apart",
      failure({ phase: "endorse", code: "ABORTED", message: "ProposalResponsePayloads do not match" }),
    ],
  ])("makes a new transaction after %s", async (_, conflict) => {
    const ledger = new ScriptedLedger([conflict, conflict, receipt]);
    expect(await submit(ledger)).toEqual(receipt);
    expect(ledger.submitted).toBe(3);
  });

  it("gives up after its attempts", async () => {
    const ledger = new ScriptedLedger(
      Array.from({ length: ATTEMPTS_MAX }, () => failure({ code: "MVCC_READ_CONFLICT" })),
    );
    await expect(submit(ledger)).rejects.toMatchObject({ code: "MVCC_READ_CONFLICT" });
    expect(ledger.submitted).toBe(ATTEMPTS_MAX);
  });

  it.each([
    ["a policy failure", failure({ code: "ENDORSEMENT_POLICY_FAILURE" })],
    [
      "a refusal by a rule",
      failure({ phase: "endorse", code: "ABORTED", message: "ALREADY_EXISTS: Items do not match. {}" }),
    ],
    ["a peer that is away", failure({ phase: "endorse", code: "UNAVAILABLE" })],
  ])("does not retry %s", async (_, error) => {
    const ledger = new ScriptedLedger([error]);
    await expect(submit(ledger)).rejects.toBe(error);
    expect(ledger.submitted).toBe(1);
  });

  it("asks for the same transaction after a timeout and sends nothing twice", async () => {
    const timeout = failure({ code: "DEADLINE_EXCEEDED", outcome: "unknown", transactionId: "abc" });
    const notYet = failure({ phase: "evaluate", message: "no such transaction ID [abc] in index" });
    const ledger = new ScriptedLedger([timeout], [notYet, processed(peer.TxValidationCode.VALID), block(9)]);
    expect(await submit(ledger)).toMatchObject({ transactionId: "abc", blockNumber: 9n });
    expect(ledger.submitted).toBe(1);
    expect(ledger.evaluated).toEqual([
      "GetTransactionByID licet abc",
      "GetTransactionByID licet abc",
      "GetBlockByTxID licet abc",
    ]);
  });

  it("retries a transaction that turns out to have met a conflict after a timeout", async () => {
    const timeout = failure({ code: "DEADLINE_EXCEEDED", outcome: "unknown", transactionId: "abc" });
    const ledger = new ScriptedLedger(
      [timeout, receipt],
      [processed(peer.TxValidationCode.MVCC_READ_CONFLICT), block(9)],
    );
    expect(await submit(ledger)).toEqual(receipt);
    expect(ledger.submitted).toBe(2);
  });
});
