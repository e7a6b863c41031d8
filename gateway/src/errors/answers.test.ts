// SPDX-License-Identifier: Apache-2.0
import { ERROR_CATALOGUE } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { ANSWERS, isAnswerCode } from "./answers.js";
import { GATEWAY_ERRORS } from "./gateway-errors.js";

describe("what the gateway answers with", () => {
  it("has the ledger's codes and its own, each in one catalogue only", () => {
    const ledger = Object.keys(ERROR_CATALOGUE);
    const own = Object.keys(GATEWAY_ERRORS);
    expect(own.filter((code) => ledger.includes(code))).toEqual([]);
    expect(Object.keys(ANSWERS).sort()).toEqual([...ledger, ...own].sort());
  });

  it.each(Object.entries(GATEWAY_ERRORS))(
    "%s has a title without full stop and a next step with one",
    (code, entry) => {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]{2,63}$/);
      expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
      expect(entry.next).toMatch(/^[A-Z].*\.$/);
    },
  );

  it.each(Object.entries(ANSWERS))("%s has a status of a refusal", (_code, { status }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it.each([
    ["LICENCE_SUSPENDED", true],
    ["LEDGER_TIMEOUT", true],
    ["toString", false],
    ["", false],
  ])("tells whether %j is a code", (text, known) => {
    expect(isAnswerCode(text)).toBe(known);
  });
});
