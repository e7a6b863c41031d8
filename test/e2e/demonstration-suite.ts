// SPDX-License-Identifier: Apache-2.0
import { beforeAll, expect, it } from "vitest";
import { channelTransactions } from "@licet/scripts/demonstration/blocks";
import { confidentialIn } from "@licet/scripts/demonstration/confidential";
import { SILENT } from "@licet/scripts/demonstration/narrate";
import { asExpected, play, type PlayedStep } from "@licet/scripts/demonstration/play";
import type { Step } from "@licet/scripts/demonstration/step";
import { stageOn, type Setup } from "@licet/scripts/demonstration/setup";

/** A playing sends some 150 transactions, mostly one after another; a block of real Fabric takes a quarter of a second. */
const PLAY_MS_MAX = 240_000;

/** A network with a gateway, however it was started. */
type Place = Omit<Setup, "close" | "fresh" | "ledger">;

/** Plays steps of the case on a network with a gateway, and looks at what came of them and at what every member can read. */
export function describeDemonstration(steps: readonly Step[], setup: () => Place): void {
  let played: PlayedStep[] = [];

  beforeAll(async () => {
    played = await play(steps, await stageOn(setup()), SILENT);
  }, PLAY_MS_MAX);

  it("comes out as told, step by step", () => {
    const missed = played.filter((step) => !asExpected(step));
    expect(missed).toEqual([]);
    expect(played.length).toBeGreaterThan(20);
  });

  it("names block, transaction and endorsers of every accepted command", () => {
    const recorded = played.filter(({ txId, outcome }) => txId !== null && outcome === "accepted");
    expect(recorded.length).toBeGreaterThan(15);
    for (const { block, endorsers, txId } of recorded) {
      expect(block).toBeGreaterThan(0);
      expect(endorsers.length).toBeGreaterThan(0);
      expect(txId).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("leaves nothing confidential in any block of the channel", async () => {
    const transactions = await channelTransactions(setup().profilesFolder, "licet");
    const names = new Set(transactions.map(({ name }) => name));
    for (const name of [
      "party:Register",
      "licence:Issue",
      "certificate:Sign",
      "consignment:Register",
      "custody:Accept",
    ]) {
      expect(names).toContain(name);
    }
    // The control list itself is public law; nothing else may name a code of it.
    const found = transactions
      .filter(({ name }) => !name.startsWith("catalogue:"))
      .flatMap(({ block, name, bytes }) => confidentialIn(bytes).map((text) => ({ block, name, text })));
    expect(found).toEqual([]);
  });

  it("is told by the events of its blocks, none of which is unknown or unreadable", async () => {
    const transactions = await channelTransactions(setup().profilesFolder, "licet");
    const announced = transactions.flatMap(({ event }) =>
      event.kind === "transaction" && event.announced !== undefined ? [event.announced] : [],
    );
    expect(announced.filter(({ state }) => state !== "known")).toEqual([]);
    expect(announced.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["LicenceIssued", "CertificateBound", "CustodyTransferred", "ConsignmentReceived"]),
    );
  });
}
