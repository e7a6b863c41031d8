// SPDX-License-Identifier: Apache-2.0
import { CHECKPOINT_VERIFY, type EvaluateDefinition, PARTY_READ, verdictOf } from "@licet/domain";
import { describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../ports/ledger.js";
import { Queries } from "./queries.js";

const officer = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;

function ask(definition: EvaluateDefinition, answer: unknown, behind: number): Promise<Uint8Array> {
  const query = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(JSON.stringify(answer)));
  const of = () => Promise.resolve({ block: 7, behind, peersHeard: 1 });
  return new Queries({ query }, { of }).ask(officer, definition, {});
}

describe("Queries", () => {
  it("passes on what the ledger answers", async () => {
    expect(Buffer.from(await ask(PARTY_READ, { b: 1, a: 2 }, 0)).toString()).toBe('{"b":1,"a":2}');
  });

  it("adds to a verification how recent it is, and lets nothing pass on records that are behind", async () => {
    const verdicts = [verdictOf("GOODS_AGREE", "They agree.")];
    const answer = { verdicts, disposition: "may-pass", reasons: [] };
    const verified = JSON.parse(Buffer.from(await ask(CHECKPOINT_VERIFY, answer, 99)).toString()) as unknown;
    expect(verified).toMatchObject({
      verdicts: [{ code: "GOODS_AGREE" }, { code: "LEDGER_BEHIND" }],
      disposition: "refer",
      reasons: ["LEDGER_BEHIND"],
      freshness: { block: 7, behind: 99, peersHeard: 1 },
    });
  });
});
