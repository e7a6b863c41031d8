// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LedgerFailure } from "../ports/ledger-error.js";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { failure, transactionIdOf } from "../testing/stub-ledger.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";
const SUSPENSION = "/v1/parties/GB-EX-0001/suspension";
const BODY = { reason: "investigation" };
const FIRST = transactionIdOf(1);

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
  app.ledger.onSubmit = () => ({ id: "GB-EX-0001", status: "suspended" });
});
afterEach(() => app.stop());

const post = (body: unknown = BODY, key = "the-first-key", address = SUSPENSION) =>
  app.post(REGISTRAR, address, body, key);

function failOnce(facts: Partial<LedgerFailure>, before: () => void = () => undefined): void {
  const { onSubmit } = app.ledger;
  app.ledger.onSubmit = () => {
    app.ledger.onSubmit = onSubmit;
    before();
    throw failure(facts);
  };
}

describe("an idempotency key", () => {
  it.each([
    ["is missing", {}],
    ["is empty", { "Idempotency-Key": "" }],
    ["is too short", { "Idempotency-Key": "1234567" }],
    ["is too long", { "Idempotency-Key": "x".repeat(129) }],
    ["holds a space", { "Idempotency-Key": "two words here" }],
  ])("that %s stops a write", async (_, headers) => {
    const sending = {
      method: "POST",
      body: JSON.stringify(BODY),
      headers: { "Content-Type": "application/json", ...headers },
    };
    const answer = await app.send(REGISTRAR, SUSPENSION, sending);
    expect(answer.body).toMatchObject({ code: "IDEMPOTENCY_KEY_MISSING", status: 400 });
    expect(app.ledger.submitted).toEqual([]);
  });

  it("may stand in quotes, and is the same without them", async () => {
    await post(BODY, '"the-first-key"');
    expect((await post(BODY, "the-first-key")).headers.get("idempotent-replayed")).toBe("true");
    expect(app.ledger.submitted).toHaveLength(1);
  });
});

describe("the same request again", () => {
  it("gets the same answer, also after a restart, and sends nothing", async () => {
    const first = await post();
    expect(first.body).toMatchObject({ result: { status: "suspended" }, transaction: { id: FIRST, block: 7 } });
    const second = await post();
    await app.restart();
    const third = await post();
    for (const again of [second, third]) {
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers.get("idempotent-replayed")).toBe("true");
    }
    expect(app.ledger.submitted).toHaveLength(1);
  });

  it("gets the ledger's refusal again where that was its last word", async () => {
    failOnce({ message: 'PARTY_NOT_IN_FORCE: It is suspended already. {"status":"suspended"}' });
    const first = await post();
    expect(first.body).toMatchObject({ code: "PARTY_NOT_IN_FORCE" });
    expect((await post()).text).toBe(first.text);
    expect(app.ledger.submitted).toHaveLength(1);
  });

  it.each<[string, Partial<LedgerFailure>, string]>([
    ["a peer that was away", { code: "UNAVAILABLE" }, "LEDGER_UNAVAILABLE"],
    ["a peer that was slow", { code: "DEADLINE_EXCEEDED" }, "LEDGER_TIMEOUT"],
  ])("is carried out after %s", async (_, facts, code) => {
    failOnce(facts);
    expect((await post()).body).toMatchObject({ code, retryable: true });
    const again = await post();
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, null]);
    expect(app.ledger.submitted).toHaveLength(2);
  });

  it("is refused while the first is worked on", async () => {
    let end = (): void => undefined;
    let reached = (): void => undefined;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    app.ledger.onSubmit = () => {
      reached();
      return new Promise((resolve) => (end = () => resolve({ id: "GB-EX-0001" })));
    };
    const first = post();
    await isReached;
    expect((await post()).body).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_FLIGHT", status: 409, retryable: true });
    end();
    expect((await first).status).toBe(200);
    expect(app.ledger.submitted).toHaveLength(1);
  });
});

describe("a key that was used", () => {
  it.each<[string, unknown, string]>([
    ["another body", { reason: "breach-of-conditions" }, SUSPENSION],
    ["the same body written otherwise", { ...BODY, confidential: {} }, SUSPENSION],
    ["another address", BODY, "/v1/parties/GB-EX-0002/suspension"],
  ])("is refused for %s", async (_, body, address) => {
    await post();
    const refused = await post(body, "the-first-key", address);
    expect(refused.body).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED", status: 422 });
    expect(app.ledger.submitted).toHaveLength(1);
  });

  it("is another caller's own for another caller", async () => {
    await post();
    expect((await app.post("customs1@GBAuthorityMSP", SUSPENSION, BODY, "the-first-key")).status).toBe(200);
    expect(app.ledger.submitted).toHaveLength(2);
  });

  it("is free again where the request never reached the ledger", async () => {
    expect((await post({ reason: "because" })).body).toMatchObject({ code: "INVALID_INPUT" });
    expect((await post()).status).toBe(200);
  });
});

describe("an act that is recorded, under a new key", () => {
  const REFUSED = 'TRANSITION_NOT_ALLOWED: It is suspended, so it cannot suspend. {"status":"suspended"}';
  const NEW_KEY = "another-key-of-mine";

  it("is answered with the transaction that holds it, and what the ledger says now", async () => {
    await post();
    failOnce({ message: REFUSED, transactionId: transactionIdOf(2) });
    const again = await post({ reason: BODY.reason }, NEW_KEY);
    expect(again.body).toMatchObject({
      code: "ALREADY_RECORDED",
      status: 409,
      retryable: false,
      transactionId: FIRST,
      details: { transaction: FIRST, refusal: "TRANSITION_NOT_ALLOWED", refusalDetails: { status: "suspended" } },
    });
    expect((await post(BODY, NEW_KEY)).text).toBe(again.text);
  });

  it("is carried out where the ledger takes it again", async () => {
    await post();
    expect((await post(BODY, NEW_KEY)).body).toMatchObject({ transaction: { id: transactionIdOf(2) } });
  });

  it.each<[string, unknown, string, string]>([
    ["another content", { reason: "breach-of-conditions" }, SUSPENSION, REFUSED],
    ["another record", BODY, "/v1/parties/GB-EX-0002/suspension", REFUSED],
    ["a refusal that speaks of the caller", BODY, SUSPENSION, "ROLE_NOT_ALLOWED: Not you. {}"],
  ])("is refused in the ledger's words with %s", async (_, body, address, message) => {
    await post();
    failOnce({ message });
    const refused = await post(body, NEW_KEY, address);
    expect(refused.body).toMatchObject({ code: message.split(":")[0] });
  });

  it("is refused in the ledger's words to anybody else", async () => {
    await post();
    failOnce({ message: REFUSED });
    const other = await app.post("customs1@GBAuthorityMSP", SUSPENSION, BODY, NEW_KEY);
    expect(other.body).toMatchObject({ code: "TRANSITION_NOT_ALLOWED" });
  });
});

describe("a transaction of which no word came", () => {
  const recorded = (code: string) => () => {
    app.ledger.record(FIRST, Buffer.from('{"id":"GB-EX-0001"}'), code);
  };

  it("is asked for, and its answer given, where the gateway died after sending it", async () => {
    let reached = (): void => undefined;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    app.ledger.onSubmit = () => {
      recorded("VALID")();
      reached();
      return new Promise(() => undefined);
    };
    const lost = post().catch(() => undefined);
    await isReached;
    await app.restart();
    await lost;
    const again = await post();
    expect(again.body).toMatchObject({ result: { id: "GB-EX-0001" }, transaction: { id: FIRST } });
    expect(app.ledger.submitted).toHaveLength(1);
    expect((await post()).text).toBe(again.text);
  });

  it("is sent anew where it turns out to be recorded as invalid", async () => {
    failOnce({ phase: "evaluate", code: "UNAVAILABLE", outcome: "unknown" });
    expect((await post()).body).toMatchObject({ code: "LEDGER_OUTCOME_UNKNOWN", status: 504, retryable: true });
    recorded("MVCC_READ_CONFLICT")();
    expect((await post()).body).toMatchObject({ transaction: { id: transactionIdOf(2) } });
    expect(app.ledger.submitted).toHaveLength(2);
  });

  it("is found within the first request where its block came meanwhile", async () => {
    failOnce({ phase: "commit", outcome: "unknown", transactionId: FIRST }, recorded("VALID"));
    expect((await post()).body).toMatchObject({ transaction: { id: FIRST } });
    expect(app.ledger.submitted).toHaveLength(1);
  });
});
