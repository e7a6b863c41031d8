// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { ERROR_CATALOGUE } from "./errors";
import { parseLicetError } from "./parse-licet-error";

describe("a refusal", () => {
  const refusal = new LicetError("NOT_FOUND", "Party GB-EX-1 is not on the ledger.", { id: "GB-EX-1", more: { n: 1 } });

  it("says code, sentence and facts in its message", () => {
    expect(refusal.message).toBe('NOT_FOUND: Party GB-EX-1 is not on the ledger. {"id":"GB-EX-1","more":{"n":1}}');
  });

  it.each([
    ["alone", refusal.message],
    ["behind Fabric's words", `chaincode response 500, ${refusal.message}`],
    ["behind gRPC's code", `10 ABORTED: failed to collect enough transaction endorsements | ${refusal.message}`],
    ["before other text", `${refusal.message} (peer0) {x}`],
  ])("is found %s", (_, message) => {
    const found = parseLicetError(message);
    expect([found?.code, found?.sentence, found?.details]).toEqual([refusal.code, refusal.sentence, refusal.details]);
  });

  it.each(["", "NOT_FOUND", "NOT_FOUND: no facts", "SOMETHING_ELSE: a sentence {}", "10 ABORTED: nothing {}"])(
    "is not made up from %j",
    (message) => {
      expect(parseLicetError(message)).toBeUndefined();
    },
  );
});

describe("the catalogue", () => {
  it.each(Object.entries(ERROR_CATALOGUE))(
    "%s has a title without full stop and a next step with one",
    (code, entry) => {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]{2,63}$/);
      expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
      expect(entry.next).toMatch(/^[A-Z].*\.$/);
    },
  );
});
