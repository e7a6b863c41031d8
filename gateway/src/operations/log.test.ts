// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { LedgerError } from "../ports/ledger-error.js";
import { createLog } from "./log.js";

const NAME = "Meridian Precision Optics FZE";

function logged(error: unknown): Readonly<Record<string, unknown>> {
  const lines: string[] = [];
  createLog("debug", { write: (line) => void lines.push(line) }).error(
    { requestId: "request-1", err: error },
    "A title",
  );
  expect(lines.join()).not.toMatch(/Meridian|Optics/);
  return JSON.parse(lines[0] ?? "{}") as Readonly<Record<string, unknown>>;
}

describe("errors in the log", () => {
  it("are told by the refusal's code and title, without sentence and details", () => {
    const refusal = new LicetError("PARTY_NOT_IN_FORCE", `${NAME} is not in force.`, { party: NAME });
    expect(logged(refusal)).toMatchObject({
      msg: "A title",
      err: { type: "LicetError", code: "PARTY_NOT_IN_FORCE", title: "The party's registration is not in force" },
    });
  });

  it("are told by what happened on the ledger, without what peers and chaincode said", () => {
    const message = `chaincode response 500, PARTY_NOT_IN_FORCE: ${NAME} is not in force. {"party":"${NAME}"}`;
    const error = new LedgerError({
      phase: "endorse",
      code: "ABORTED",
      message,
      transactionId: "0123",
      peers: [{ mspId: "AMSP", address: "peer0.a.example:7051", message }],
      outcome: "not-recorded",
      cause: new Error(message, { cause: Object.assign(new Error(NAME), { code: "ECONNREFUSED", port: 7051 }) }),
    });
    expect(logged(error)["err"]).toMatchObject({
      type: "LedgerError",
      phase: "endorse",
      code: "ABORTED",
      outcome: "not-recorded",
      transactionId: "0123",
      peers: [{ mspId: "AMSP", address: "peer0.a.example:7051" }],
      refusal: { code: "PARTY_NOT_IN_FORCE" },
      cause: { type: "Error", cause: { code: "ECONNREFUSED", port: 7051 } },
    });
  });

  it("are told by their kind and where they came from, where nobody foresaw them", () => {
    const { err } = logged(new SyntaxError(`Unexpected token, "${NAME}" is not valid JSON`)) as {
      err: { stack: string[] };
    };
    expect(err).toMatchObject({ type: "SyntaxError" });
    expect(err.stack[0]).toMatch(/^at .*log\.test\.ts/);
    expect(logged(NAME)["err"]).toEqual({ type: "string" });
  });

  it("end with their causes, also where these turn in a circle", () => {
    const error = new Error(NAME);
    error.cause = error;
    expect(logged(error)["err"]).toMatchObject({ type: "Error", cause: { type: "Error" } });
  });
});
