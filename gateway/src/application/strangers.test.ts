// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { QueueFullError } from "./key-queue.js";
import { LedgerError, type LedgerFailure } from "../ports/ledger-error.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { unlessStranger } from "./strangers.js";

const GB = "GBAuthorityMSP";
const OM = "OMAuthorityMSP";
const somebody = { label: "registrar1@GBAuthorityMSP", mspId: GB } as LedgerIdentity;
const absent = failure({ code: "UNAVAILABLE", message: `no peers available for ${OM}` });

function failure(facts: Partial<LedgerFailure>): LedgerError {
  return new LedgerError({ phase: "endorse", code: "ABORTED", message: "said so", outcome: "not-recorded", ...facts });
}

/** A ledger whose peer says who the members are, or fails, and counts how often it was asked. */
class AskedLedger {
  asked = 0;
  readonly #answer: () => Promise<unknown>;

  constructor(answer: () => Promise<unknown>) {
    this.#answer = answer;
  }

  async evaluate(): Promise<Uint8Array> {
    this.asked += 1;
    return Buffer.from(JSON.stringify(await this.#answer()), "utf8");
  }
}

function ledgerOf(...members: readonly string[]): AskedLedger {
  return new AskedLedger(() => Promise.resolve({ members: members.map((mspId) => ({ mspId })) }));
}

describe("a command that no peer was found for", () => {
  it("is refused where it names an organisation that is no member", async () => {
    expect(await unlessStranger(ledgerOf(GB), somebody, [GB, OM], absent)).toMatchObject({
      code: "NOT_A_MEMBER",
      details: { organisation: OM },
    });
  });

  it("stays the ledger's failure where all that it names are members", async () => {
    expect(await unlessStranger(ledgerOf(GB, OM), somebody, [GB, OM], absent)).toBe(absent);
  });

  it("stays the ledger's failure where nobody says who the members are", async () => {
    const ledger = new AskedLedger(() => Promise.reject(failure({ phase: "evaluate", code: "UNAVAILABLE" })));
    expect(await unlessStranger(ledger, somebody, [OM], absent)).toBe(absent);
  });

  it.each<[string, unknown]>([
    ["a refusal by a rule", failure({ message: "NOT_FOUND: It is not there. {}" })],
    ["an outcome that is not known", failure({ phase: "submit", code: "UNAVAILABLE", outcome: "unknown" })],
    [
      "a conflict",
      new LedgerError({ phase: "commit", code: "MVCC_READ_CONFLICT", message: "", outcome: "not-recorded" }),
    ],
    ["a full queue", new QueueFullError("GB-EX-0001", 10)],
  ])("asks nobody after %s", async (_, error) => {
    const ledger = ledgerOf(GB);
    expect(await unlessStranger(ledger, somebody, [OM], error)).toBe(error);
    expect(ledger.asked).toBe(0);
  });
});
