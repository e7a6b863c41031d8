// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { playOn } from "./command.js";
import { compareOutcomes, summarise, type Outcome } from "./outcome.js";
import { makeProgram } from "./program.js";
import { differencesFrom, readRecordedOutcomes } from "./recorded.js";

const PLAY_MS_MAX = 600_000;

const outcome: Outcome = {
  seed: 1,
  transactions: 2,
  endorsements: [{ result: "" }, { error: { code: "ABORTED" } }],
  submissions: [{ transaction: 0, code: "VALID", rwset: [{ namespace: "kv" }], event: null }],
  replays: [{ transaction: 0, outcome: "DUPLICATE_TXID" }],
  withheld: [],
  left: { "kv a": { result: "1" } },
  peersAgree: true,
  resubmissions: {},
  timing: { playMs: 1, readMs: 1, blocks: 1 },
};

describe("a program", () => {
  it("is determined by its seed and length", () => {
    expect(makeProgram(3, 300)).toEqual(makeProgram(3, 300));
    expect(makeProgram(3, 300)).not.toEqual(makeProgram(4, 300));
  });

  it("lets one transaction of a round write a key whose policy may change", () => {
    const { rounds, transactions } = makeProgram(5, 1_000);
    for (const { submitted } of rounds) {
      const locks = [...new Set(submitted)].flatMap((index) => transactions[index]?.locks ?? []);
      expect(locks.length).toBe(new Set(locks).size);
    }
  });

  it("submits every transaction once before it is repeated", () => {
    const { rounds, transactions } = makeProgram(6, 500);
    const first = new Set(rounds.flatMap(({ submitted }) => submitted));
    expect(first.size).toBe(transactions.length);
  });
});

describe("comparing outcomes", () => {
  it("finds a code, a write and a value that differ", () => {
    const other: Outcome = {
      ...outcome,
      submissions: [{ transaction: 0, code: "MVCC_READ_CONFLICT", rwset: [{ namespace: "kv2" }], event: null }],
      left: { "kv a": { result: "2" } },
    };
    expect(compareOutcomes(outcome, other).map((line) => line.split(":")[0])).toEqual([
      "codes 0.1",
      "writes 0.1.0.namespace",
      "left kv a.result",
    ]);
    const recorded = { fabric: "2.5", ...summarise(outcome) };
    expect(differencesFrom(recorded, summarise(other))).toEqual(["codes", "writes", "left", "count of codes"]);
  });

  it("takes a repeated transaction that is refused and one that is marked as one outcome", () => {
    const refused = [{ transaction: 0, outcome: "SERVICE_UNAVAILABLE" }];
    expect(compareOutcomes(outcome, { ...outcome, replays: refused })).toEqual([]);
    const valid = [{ transaction: 0, outcome: "VALID" }];
    expect(compareOutcomes(outcome, { ...outcome, replays: valid })).toHaveLength(1);
  });
});

describe("the embedded network ends a random program as real Fabric did", () => {
  const recorded = readRecordedOutcomes();
  const programs = new Set(recorded.map(({ seed, transactions }) => `${seed} ${transactions}`));

  it.each([...programs])(
    "seed and transactions %s",
    async (name) => {
      const [seed = 0, transactions = 0] = name.split(" ").map(Number);
      const summary = summarise(await playOn("embedded", { seed, transactions }));
      const same = recorded.filter((one) => one.seed === seed && one.transactions === transactions);
      expect(same.map((one) => [one.fabric, differencesFrom(one, summary)])).toEqual(
        same.map(({ fabric }) => [fabric, []]),
      );
      expect(summary.peersAgree).toBe(true);
    },
    PLAY_MS_MAX,
  );
});
