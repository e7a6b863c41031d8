// SPDX-License-Identifier: Apache-2.0
import {
  CHECKPOINT_HOLD,
  CHECKPOINT_RECORD_VERIFICATION,
  CHECKPOINT_VERIFY,
  type EvaluateDefinition,
  PARTY_READ,
  verdictOf,
} from "@licet/domain";
import { beforeEach, describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../ports/ledger.js";
import type { AnsweredCheck } from "./live/check-keeper.js";
import { Queries } from "./queries.js";

const officer = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;

function ask(definition: EvaluateDefinition, answer: unknown, behind: number): Promise<Uint8Array> {
  const query = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(JSON.stringify(answer)));
  const of = () => Promise.resolve({ block: 7, behind, peersHeard: 1 });
  const keepCheck = (_who: LedgerIdentity, check: AnsweredCheck): number => kept.push(check);
  return new Queries({ query }, { of }, { keepCheck }).ask(officer, definition, {});
}

let kept: AnsweredCheck[] = [];
beforeEach(() => (kept = []));

describe("Queries", () => {
  it("passes on what the ledger answers", async () => {
    expect(Buffer.from(await ask(PARTY_READ, { b: 1, a: 2 }, 0)).toString()).toBe('{"b":1,"a":2}');
    expect(kept).toEqual([]);
  });

  it("adds to a verification how recent it is, and lets nothing pass on records that are behind", async () => {
    const verdicts = [verdictOf("GOODS_AGREE", "They agree.")];
    const answer = { verdicts, licences: ["GB-SIEL-0001"], disposition: "may-pass", reasons: [] };
    const verified = JSON.parse(Buffer.from(await ask(CHECKPOINT_VERIFY, answer, 99)).toString()) as unknown;
    expect(verified).toMatchObject({
      verdicts: [{ code: "GOODS_AGREE" }, { code: "LEDGER_BEHIND" }],
      disposition: "refer",
      reasons: ["LEDGER_BEHIND"],
      freshness: { block: 7, behind: 99, peersHeard: 1 },
    });
    // What is kept is what the officer was answered.
    expect(kept).toMatchObject([
      { licences: ["GB-SIEL-0001"], disposition: "refer", reasons: ["LEDGER_BEHIND"], freshness: { block: 7 } },
    ]);
  });

  it("keeps a verification that is put on record as a check too, and no other command", () => {
    const queries = new Queries(
      { query: notAsked },
      { of: notAsked },
      { keepCheck: (_who, check) => kept.push(check) },
    );
    const verdicts = [
      { check: "holds-and-findings", verdict: "not-satisfactory", code: "HELD" },
      { check: "seals", verdict: "satisfactory", code: "SEALS_AGREE" },
    ];
    const result = Buffer.from(JSON.stringify({ consignment: "GB-CN-0001", disposition: "stop", verdicts }));
    const receipt = { result, transactionId: "f".repeat(64), blockNumber: 9n, endorsers: [] };
    queries.recorded(officer, CHECKPOINT_HOLD, receipt);
    expect(kept).toEqual([]);
    queries.recorded(officer, CHECKPOINT_RECORD_VERIFICATION, receipt);
    expect(kept).toEqual([
      { licences: [], consignment: "GB-CN-0001", disposition: "stop", reasons: ["HELD"], freshness: { block: 9 } },
    ]);
  });
});

const notAsked = (): Promise<never> => Promise.reject(new Error("not asked for"));
