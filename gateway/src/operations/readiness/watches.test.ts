// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LedgerError, type LedgerFailure } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { ChaincodeWatch, oneOfEach } from "./chaincode-watch.js";
import { ClockWatch } from "./clock-watch.js";
import { ReadModelWatch } from "./read-model-watch.js";
import { WriteWatch } from "./write-watch.js";

const MINUTE = 60_000;

function failure(facts: Partial<LedgerFailure>): LedgerError {
  return new LedgerError({ phase: "submit", code: "UNAVAILABLE", message: "away", outcome: "not-recorded", ...facts });
}

const at = (mspId: string, name = "someone"): LedgerIdentity => ({ mspId, name }) as unknown as LedgerIdentity;

describe("the chaincode", () => {
  const members = oneOfEach([at("A"), at("A", "another"), at("B")]);
  const answers = (answer: (mspId: string) => Promise<Uint8Array>): ChaincodeWatch =>
    new ChaincodeWatch({ evaluate: ({ identity }) => answer(identity.mspId) }, members, { answerMsMax: 20 });

  it("is asked once for each organisation, and is there where it answers or refuses", async () => {
    const asked: string[] = [];
    const watch = answers((mspId) => {
      asked.push(mspId);
      const refusal = failure({
        phase: "evaluate",
        code: "UNKNOWN",
        message: "SHARING_NOT_ALLOWED: You have no role. {}",
      });
      return mspId === "A" ? Promise.resolve(new Uint8Array()) : Promise.reject(refusal);
    });
    expect(await watch.findings()).toEqual([]);
    expect(await watch.findings()).toEqual([]);
    expect(asked).toEqual(["A", "B"]);
  });

  it.each([
    ["is away", () => Promise.reject(failure({ phase: "evaluate" }))],
    ["does not answer in time", () => new Promise<never>(() => undefined)],
  ])("is named with its organisation where it %s", async (_case, answer) => {
    const watch = answers((mspId) => (mspId === "A" ? Promise.resolve(new Uint8Array()) : answer()));
    expect(await watch.findings()).toMatchObject([
      { check: "chaincode", says: expect.stringContaining(" B ") as string },
    ]);
  });
});

describe("writes", () => {
  let now = 0;
  const write = (watch: WriteWatch, error?: LedgerError): Promise<unknown> =>
    watch.watch(() => (error === undefined ? Promise.resolve() : Promise.reject(error))).catch(() => undefined);

  it.each([
    ["three that the ordering service did not take", [failure({}), failure({}), failure({})], 1],
    ["three of unknown outcome", Array.from({ length: 3 }, () => failure({ phase: "commit", outcome: "unknown" })), 1],
    ["two", [failure({}), failure({})], 0],
    ["three with one recorded between them", [failure({}), failure({}), undefined, failure({})], 0],
    ["three that nobody endorsed", Array.from({ length: 3 }, () => failure({ phase: "endorse" })), 0],
    ["three of which one was ordered and is invalid", [failure({}), failure({}), failure({ phase: "commit" })], 0],
  ] as const)("that fail: %s", async (_case, outcomes, findings) => {
    const watch = new WriteWatch(() => now);
    for (const outcome of outcomes) await write(watch, outcome);
    expect(watch.findings()).toHaveLength(findings);
  });

  it("are let through again after a while, and a single further failure tells again", async () => {
    const watch = new WriteWatch(() => now);
    for (let count = 0; count < 3; count += 1) await write(watch, failure({}));
    now += 10_000;
    expect(watch.findings()[0]?.says).toContain("3 writes were not recorded (UNAVAILABLE), the last of them 10 s ago");
    now += 10_000;
    expect(watch.findings()).toEqual([]);
    await write(watch, failure({}));
    expect(watch.findings()).toHaveLength(1);
    await write(watch);
    expect(watch.findings()).toEqual([]);
  });
});

describe("the clock", () => {
  const NOW = Date.UTC(2026, 10, 27, 12);
  const watched = (...events: readonly (readonly [creator: string, minutes: number])[]): number => {
    const watch = new ClockWatch(["OWN"], () => NOW);
    watch.take(events.map(([creator, minutes]) => ({ creator, timestamp: new Date(NOW + minutes * MINUTE) })));
    return watch.findings().length;
  };

  it.each([
    [
      "as others'",
      [
        ["A", 0],
        ["B", 0],
      ],
      0,
    ],
    [
      "behind those of two",
      [
        ["A", 20],
        ["B", 20],
      ],
      1,
    ],
    ["behind one other's only, who may be wrong", [["A", 20]], 0],
    [
      "behind two of four, which is no majority",
      [
        ["A", 20],
        ["B", 20],
        ["C", 0],
        ["D", 0],
      ],
      0,
    ],
    [
      "behind two of three",
      [
        ["A", 20],
        ["B", 20],
        ["C", 0],
      ],
      1,
    ],
    [
      "ahead of two, whose transactions came behind its own",
      [
        ["OWN", 0],
        ["A", -20],
        ["B", -20],
      ],
      1,
    ],
    [
      "as others', whose transactions of long ago came before its own",
      [
        ["A", -20],
        ["B", -20],
        ["OWN", 0],
      ],
      0,
    ],
    [
      "as others', where its own was made before this start",
      [
        ["OWN", -5],
        ["A", -20],
        ["B", -20],
      ],
      0,
    ],
    [
      "half a minute off",
      [
        ["OWN", 0],
        ["A", -0.5],
        ["B", -0.5],
      ],
      0,
    ],
  ] as const)("is %s", (_case, events, findings) => {
    expect(watched(...events)).toBe(findings);
  });
});

describe("the read model", () => {
  it.each([
    ["follows", { position: { block: 9 }, failed: undefined }, 10n, 0, []],
    ["is far behind", { position: { block: 9 }, failed: undefined }, 1_000n, 990, ["990 blocks behind"]],
    ["has taken up nothing yet", { position: undefined, failed: undefined }, 20n, 20, []],
    ["follows no more", { position: { block: 9 }, failed: new Error("x") }, 10n, 0, ["follows the ledger no more"]],
  ] as const)("%s", async (_case, following, height, behind, says) => {
    const watch = new ReadModelWatch(following, () => Promise.resolve(height));
    expect((await watch.state()).behind).toBe(behind);
    const found = await watch.findings();
    expect(found).toHaveLength(says.length);
    for (const [index, part] of says.entries()) expect(found[index]?.says).toContain(part);
  });
});
