// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { NoAnswerError, ProblemError } from "../../api/problem";
import { type EntryState, isOpen, stateAfter } from "./outbox";

function problem(code: string): ProblemError {
  return new ProblemError({ code, detail: "" } as ProblemError["problem"]);
}

describe("an act that was signed off", () => {
  it.each([
    ["no answer came", new NoAnswerError("offline", undefined), "unknown"],
    ["an answer that nobody can read", new NoAnswerError("unreadable", "r1"), "unknown"],
    ["the ledger does not know", problem("LEDGER_OUTCOME_UNKNOWN"), "unknown"],
    ["the same key is under way", problem("IDEMPOTENCY_KEY_IN_FLIGHT"), "unknown"],
    ["the ledger refuses", problem("NOT_NAMED_PARTY"), "refused"],
    ["the page itself fails", new TypeError("of ours"), "refused"],
  ])("where %s: %s", (_name, failure, state) => {
    expect(stateAfter(failure)).toBe(state);
  });

  it.each([
    ["waiting", true],
    ["sending", true],
    ["unknown", true],
    ["recorded", false],
    ["refused", false],
  ] as const)("locks its form while it is %s: %s", (state: EntryState, locked) => {
    const act = { act: "refuse", consignment: "GB-CN-1", body: {} as never } as const;
    expect(isOpen([{ key: "k", act, state, failure: undefined }])).toBe(locked);
  });
});
