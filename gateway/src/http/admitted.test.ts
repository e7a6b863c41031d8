// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from "vitest";
import { type Answer, AppUnderTest } from "../testing-http/app-under-test.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";
const CUSTOMS = "customs1@GBAuthorityMSP";
const PATIENT_MS = 60_000;

let app: AppUnderTest;
afterEach(() => app.stop());

function party(number: number): object {
  const content = { name: `Example ${number} Ltd`, address: "1 Quay Street", country: "GB" };
  const id = `GB-EX-${String(number).padStart(4, "0")}`;
  return { id, kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01", confidential: { content } };
}

/** An app in which one change at a time runs, on a ledger that answers when it is told to. */
async function narrow(waitMs: number): Promise<{ answerAll: () => void; waiting: () => number }> {
  const lane = { running: 1, waitMs };
  app = await AppUnderTest.start({
    admissionBounds: { running: 2, lanes: { check: lane, read: lane, write: lane } },
  });
  const open: (() => void)[] = [];
  let answering = false;
  app.ledger.onSubmit = () =>
    new Promise<object>((resolve) => (answering ? resolve({}) : open.push(() => resolve({}))));
  const answerAll = (): void => {
    answering = true;
    for (const answer of open) answer();
  };
  return { answerAll, waiting: () => open.length };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("more work than can be done in time", () => {
  it("is refused with a true Retry-After, changes nothing and keeps nothing under its key", async () => {
    const { answerAll, waiting } = await narrow(1);
    const first = app.post(REGISTRAR, "/v1/parties", party(1), "the-first-key");
    await until(() => waiting() === 1);
    const refused: Answer = await app.post(REGISTRAR, "/v1/parties", party(2), "the-second-key");
    expect(refused.body).toMatchObject({ code: "OVERLOADED", status: 503, retryable: true, details: { waiting: 0 } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(app.ledger.submitted).toHaveLength(1);
    answerAll();
    expect((await first).status).toBe(201);
    expect((await app.post(REGISTRAR, "/v1/parties", party(2), "the-second-key")).status).toBe(201);
  });

  it("does not stop what is asked at a barrier", async () => {
    const { answerAll, waiting } = await narrow(PATIENT_MS);
    const changes = [1, 2, 3].map((number) => app.post(REGISTRAR, "/v1/parties", party(number), `a-key-no-${number}`));
    await until(() => waiting() === 1);
    app.ledger.onEvaluate = () => ({ items: [], bookmark: "" });
    expect((await app.send(CUSTOMS, "/v1/consignments/GB-CN-0001/holds")).status).toBe(200);
    answerAll();
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it("is not begun for a client that has gone", async () => {
    const { answerAll, waiting } = await narrow(PATIENT_MS);
    const first = app.post(REGISTRAR, "/v1/parties", party(1), "the-first-key");
    await until(() => waiting() === 1);
    const leaving = new AbortController();
    const left = app.send(REGISTRAR, "/v1/parties", {
      method: "POST",
      body: JSON.stringify(party(2)),
      headers: { "Content-Type": "application/json", "Idempotency-Key": "the-second-key" },
      signal: leaving.signal,
    });
    await until(() => app.admission.waiting("write") === 1);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await until(() => app.admission.waiting("write") === 0);
    answerAll();
    await first;
    expect(app.ledger.submitted).toHaveLength(1);
  });
});

describe("a flood of one person", () => {
  it("does not use up a neighbour's requests behind the same address", async () => {
    app = await AppUnderTest.start({ requestsPerMinute: 2 });
    const flood = [];
    for (let request = 0; request < 4; request += 1) flood.push((await app.send(REGISTRAR, "/v1/me")).status);
    expect(flood).toEqual([200, 200, 429, 429]);
    expect((await app.send(CUSTOMS, "/v1/me")).status).toBe(200);
  });

  it("without a valid token is limited by its address", async () => {
    app = await AppUnderTest.start({ requestsPerMinute: 2 });
    const flood = [];
    for (let request = 0; request < 3; request += 1) flood.push((await app.send(undefined, "/v1/me")).status);
    expect(flood).toEqual([401, 401, 429]);
    expect((await app.send(REGISTRAR, "/v1/me")).status).toBe(200);
  });
});
