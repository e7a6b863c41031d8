// SPDX-License-Identifier: Apache-2.0
import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { GatewayError } from "@hyperledger/fabric-gateway";
import { describe, expect, it } from "vitest";
import { gatewayFailure } from "./fabric-gateway/errors.js";
import { networkFailure } from "./fabric-network/errors.js";
import { isConflict } from "../ports/ledger-error.js";

const REFUSAL = 'chaincode response 500, NOT_FOUND: Licence GB1 is not on the ledger. {"id":"GB1"}';

function gatewayError(code: status, messages: readonly string[] = []): GatewayError {
  const cause: ServiceError = Object.assign(new Error("failed"), { code, details: "failed", metadata: new Metadata() });
  const details = messages.map((message) => ({ address: "peer0:7051", mspId: "GBAuthorityMSP", message }));
  return new GatewayError({ code, details, cause, message: "failed" });
}

describe("gatewayFailure", () => {
  it("finds the catalogue's refusal among what the peers say", () => {
    const failure = gatewayFailure("endorse", gatewayError(status.ABORTED, ["other", REFUSAL]), "t");
    expect(failure).toMatchObject({ phase: "endorse", code: "ABORTED", transactionId: "t", outcome: "not-recorded" });
    expect(failure.refusal).toMatchObject({ code: "NOT_FOUND", details: { id: "GB1" } });
  });

  it.each([
    ["evaluate", status.UNAVAILABLE, "not-recorded"],
    ["endorse", status.DEADLINE_EXCEEDED, "not-recorded"],
    ["submit", status.INVALID_ARGUMENT, "not-recorded"],
    ["submit", status.UNAVAILABLE, "unknown"],
    ["submit", status.DEADLINE_EXCEEDED, "unknown"],
    ["commit", status.UNAVAILABLE, "unknown"],
  ] as const)("in the %s phase with code %i the outcome is %s", (phase, code, outcome) => {
    expect(gatewayFailure(phase, gatewayError(code), "t").outcome).toBe(outcome);
  });
});

describe("networkFailure", () => {
  it("finds the catalogue's refusal in endorsements within errors", () => {
    const inner = { response: { status: 500, message: REFUSAL }, connection: { name: "peer0:7051" } };
    const error = Object.assign(new Error("No valid responses from any peers."), {
      errors: [Object.assign(new Error("Endorsement has failed"), { endorsements: [inner] })],
      responses: [],
    });
    const failure = networkFailure("endorse", error, "t");
    expect(failure.refusal).toMatchObject({ code: "NOT_FOUND" });
    expect(failure.peers).toContainEqual({ address: "peer0:7051", message: REFUSAL });
  });

  it.each([
    ["Peer endorsements do not match", "ABORTED", true],
    ["REQUEST TIMEOUT", "DEADLINE_EXCEEDED", false],
    ["Failed to connect before the deadline on Endorser", "UNAVAILABLE", false],
  ])("reads %s as %s", (message, code, conflict) => {
    const error = Object.assign(new Error("No valid responses"), { errors: [new Error(message)], responses: [] });
    const failure = networkFailure("endorse", error, "t");
    expect(failure.code).toBe(code);
    expect(isConflict(failure)).toBe(conflict);
  });

  it("leaves the outcome open once something was sent", () => {
    expect(networkFailure("submit", new Error("lost"), "t").outcome).toBe("unknown");
    expect(networkFailure("endorse", new Error("lost"), "t").outcome).toBe("not-recorded");
  });
});
