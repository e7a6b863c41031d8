// SPDX-License-Identifier: Apache-2.0
import { type SubmitDefinition, TRANSACTIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../ports/ledger.js";
import { StubLedger } from "../testing/stub-ledger.js";
import { AbandonedError, type Admitted } from "./admission/admission.js";
import { KeyQueue } from "./key-queue.js";
import { Submitter } from "./submitter.js";
import { type Command, Transactions } from "./transactions.js";

const definition: SubmitDefinition = TRANSACTIONS["party:Register"];
const identity = { label: "registrar1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;

/** A place that tells when it is given up and taken again. */
function placeOf(gone: AbortSignal): Admitted & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    gone,
    pause: () => void told.push("paused"),
    resume: () => Promise.resolve(void told.push("resumed")),
  };
}

function command(place: Admitted, noted: string[] = []): Command {
  const beforeOrdering = (id: string): Promise<void> => Promise.resolve(void noted.push(id));
  return { identity, definition, input: { id: "GB-EX-0001" }, parts: {}, place, beforeOrdering };
}

describe("a command of a client that has gone", () => {
  it("is not begun", async () => {
    const ledger = new StubLedger();
    const transactions = new Transactions(ledger, new Submitter(ledger), new KeyQueue(10));
    await expect(transactions.command(command(placeOf(AbortSignal.abort())))).rejects.toBeInstanceOf(AbandonedError);
    expect(ledger.submitted).toEqual([]);
  });

  it("is not sent to the ordering service after it was endorsed, and no attempt of it is noted", async () => {
    const leaving = new AbortController();
    const ledger = new StubLedger();
    ledger.onEndorsed = () => leaving.abort();
    const transactions = new Transactions(ledger, new Submitter(ledger), new KeyQueue(10));
    const noted: string[] = [];
    const sent = transactions.command(command(placeOf(leaving.signal), noted));
    await expect(sent).rejects.toBeInstanceOf(AbandonedError);
    expect([ledger.submitted, noted]).toEqual([[], []]);
  });
});

describe("a command that waits for others on the same record", () => {
  it("gives its place up meanwhile", async () => {
    const ledger = new StubLedger();
    let answer = (): void => undefined;
    ledger.onSubmit = () => new Promise<object>((resolve) => (answer = () => resolve({})));
    const transactions = new Transactions(ledger, new Submitter(ledger), new KeyQueue(10));
    const here = new AbortController().signal;
    const [first, second] = [placeOf(here), placeOf(here)];
    const running = transactions.command(command(first));
    const waiting = transactions.command(command(second));
    while (ledger.submitted.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([first.told, second.told]).toEqual([["resumed"], ["paused"]]);
    answer();
    await running;
    while (ledger.submitted.length === 1) await new Promise((resolve) => setImmediate(resolve));
    answer();
    await waiting;
    expect(second.told).toEqual(["paused", "resumed"]);
  });
});
