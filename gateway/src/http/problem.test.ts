// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { GatewayError } from "../errors/gateway-error.js";
import { OverloadedError } from "../application/admission/admission.js";
import { QueueFullError } from "../application/key-queue.js";
import { LedgerError, type LedgerFailure } from "../ports/ledger-error.js";
import { problemOf } from "./problem.js";

function failure(facts: Partial<LedgerFailure>): LedgerError {
  return new LedgerError({ phase: "endorse", code: "UNKNOWN", message: "said so", outcome: "not-recorded", ...facts });
}

describe("problemOf", () => {
  it("carries the arithmetic of a refusal, its transaction and its phase", () => {
    const message = 'LICENCE_QUANTITY_EXCEEDED: Short by 1 KGM. {"asked":"2","available":"1"}';
    expect(problemOf(failure({ message, transactionId: "t", code: "ABORTED" }), "r")).toMatchObject({
      type: "/problems/LICENCE_QUANTITY_EXCEEDED",
      detail: "Short by 1 KGM.",
      instance: "urn:licet:request:r",
      details: { asked: "2", available: "1" },
      transactionId: "t",
      ledger: { phase: "endorse", code: "ABORTED" },
    });
  });

  it.each([
    ["a conflict", failure({ phase: "commit", code: "MVCC_READ_CONFLICT" }), "LEDGER_CONFLICT", 409],
    ["a timeout after sending", failure({ phase: "commit", outcome: "unknown" }), "LEDGER_OUTCOME_UNKNOWN", 504],
    ["a peer that is away", failure({ code: "UNAVAILABLE" }), "LEDGER_UNAVAILABLE", 503],
    [
      "a chaincode that fails",
      failure({ code: "ABORTED", message: "chaincode response 500, boom" }),
      "LEDGER_REJECTED",
      502,
    ],
    [
      "a failure of the commit phase that is worded so",
      failure({ phase: "commit", message: "exceeding concurrency limit" }),
      "LEDGER_REJECTED",
      502,
    ],
    ["more work than is done in time", new OverloadedError("write", 7, 90), "OVERLOADED", 503],
    ["a slow peer", failure({ code: "DEADLINE_EXCEEDED" }), "LEDGER_TIMEOUT", 504],
    ["a policy failure", failure({ phase: "commit", code: "ENDORSEMENT_POLICY_FAILURE" }), "LEDGER_REJECTED", 502],
    ["a full queue", new QueueFullError("GB1", 5), "LEDGER_QUEUE_FULL", 503],
    ["a large body", Object.assign(new Error(), { type: "entity.too.large", limit: 5 }), "BODY_TOO_LARGE", 413],
    ["a broken body", Object.assign(new Error(), { type: "entity.parse.failed" }), "MALFORMED_BODY", 400],
    ["a refusal of its own", new GatewayError("UNAUTHENTICATED", "No token."), "UNAUTHENTICATED", 401],
  ])("tells %s", (_, error, code, status) => {
    expect(problemOf(error, "r")).toMatchObject({ code, status });
  });

  it.each([
    "too many requests for /protos.Endorser, exceeding concurrency limit (500)",
    "failed to execute transaction t: could not launch chaincode kv2: connection to kv2 failed",
    "failed to execute transaction t: error sending: chaincode stream terminated",
    "failed to execute transaction t: error sending: timeout expired while executing transaction",
    "no combination of peers can be derived which satisfy the endorsement policy",
  ])("tells that what passes may be tried again: %s", (message) => {
    const error = failure({ code: "ABORTED", message: "see attached details", peers: [{ message }] });
    expect(problemOf(error, "r")).toMatchObject({ code: "LEDGER_UNAVAILABLE", status: 503, retryable: true });
  });

  it("says nothing of what was not foreseen", () => {
    const problem = problemOf(new Error("the password is 1234"), "r");
    expect(problem).toMatchObject({ code: "INTERNAL_ERROR", status: 500 });
    expect(JSON.stringify(problem)).not.toContain("1234");
  });
});
