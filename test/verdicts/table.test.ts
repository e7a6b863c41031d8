// SPDX-License-Identifier: Apache-2.0
import { VERDICT_TABLE } from "@licet/domain";
import { beforeAll, describe, expect, it } from "vitest";
import { MemoryPlayer } from "./memory-player.js";
import { difference, isRight, type Played, playRow, prepare } from "./play-row.js";
import { verdictRows } from "./row.js";

/** Verdicts on ledgers that honest acts do not come to; unit tests of the chaincode give them. */
const OF_HOSTILE_LEDGERS = [
  "COPY_ALTERED",
  "CUSTODY_BROKEN",
  "QUANTITY_NOT_COVERED",
  "QUANTITY_OVERDRAWN",
  "RECORD_NOT_AUTHENTIC",
  "SEALS_DOUBTED",
];

const rows = verdictRows();

describe("the table of verdicts, played on the rules", () => {
  let played: readonly Played[] = [];

  beforeAll(async () => {
    const base = await MemoryPlayer.start();
    await prepare(base);
    base.keep();
    const all: Played[] = [];
    for (const row of rows) all.push(await playRow(base.again(), row));
    played = all;
    const of = (wanted: string, got: string): number =>
      all.filter(({ row, disposition }) => row.lawful === (wanted === "lawful") && disposition === got).length;
    process.stdout.write(
      `${all.length.toString()} rows, ${all.filter(isRight).length.toString()} right; ` +
        `lawful: ${of("lawful", "may-pass").toString()} pass, ${of("lawful", "refer").toString()} false refers, ${of("lawful", "stop").toString()} false stops\n`,
    );
  });

  it("has at least 150 rows, 40 of them lawful journeys that must pass, and no number twice", () => {
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(rows.filter(({ lawful }) => lawful).length).toBeGreaterThanOrEqual(40);
    expect(rows.filter((row) => row.lawful && row.expect.disposition !== "may-pass")).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it.each(rows.map((row) => [row.id, row.story, row] as const))("%s: %s", (_id, _story, row) => {
    const outcome = played.find((each) => each.row === row)!;
    expect(isRight(outcome) ? "" : difference(outcome)).toBe("");
  });

  it("gives every verdict that the acts of honest people can lead to", () => {
    const given = new Set([...played.flatMap(({ codes }) => codes), ...OF_HOSTILE_LEDGERS]);
    // How recent a peer's records are is no act of anybody's; its rows stand beside the rule.
    const byActs = Object.entries(VERDICT_TABLE).filter(([, { check }]) => check !== "freshness");
    expect(byActs.filter(([code]) => !given.has(code))).toEqual([]);
  });
});
