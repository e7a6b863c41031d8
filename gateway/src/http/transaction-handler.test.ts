// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commitmentOf } from "@licet/domain";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { failure, transactionIdOf } from "../testing/stub-ledger.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";
const CONTENT = { name: "Example Exports Ltd", address: "1 Quay Street", country: "GB" };
const PARTY = { id: "GB-EX-0001", kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01" };

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
});
afterEach(() => app.stop());

describe("a query", () => {
  it("is one evaluation as its caller, whose result is passed on as it is", async () => {
    app.ledger.onEvaluate = () => ({ items: [], bookmark: "b" });
    const answer = await app.send(REGISTRAR, "/v1/parties?register=GB&pageSize=7");
    expect([answer.status, answer.text]).toEqual([200, '{"items":[],"bookmark":"b"}']);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(app.ledger.evaluated).toMatchObject([{ transaction: "party:List", identity: { label: REGISTRAR } }]);
    expect(JSON.parse(app.ledger.evaluated[0]?.arguments[0] ?? "")).toMatchObject({ register: "GB", pageSize: 7 });
  });

  it.each([
    ["/v1/parties?register=GB&pageSize=0"],
    ["/v1/parties?register=GB&pageSize=101"],
    ["/v1/parties?register=GB&colour=red"],
    ["/v1/parties/nobody"],
  ])("that is not well put is not sent: %s", async (address) => {
    expect((await app.send(REGISTRAR, address)).body).toMatchObject({ code: "INVALID_INPUT", status: 400 });
    expect(app.ledger.evaluated).toEqual([]);
  });

  it("tells what the ledger refuses", async () => {
    app.ledger.onEvaluate = () => {
      throw failure({ phase: "evaluate", message: 'NOT_FOUND: There is no such party. {"id":"GB-EX-0001"}' });
    };
    const { body } = await app.send(REGISTRAR, "/v1/parties/GB-EX-0001");
    expect(body).toMatchObject({ code: "NOT_FOUND", status: 404, details: { id: "GB-EX-0001" } });
  });
});

describe("a command", () => {
  it("is one transaction with its confidential parts apart, answered with what holds it", async () => {
    app.ledger.onSubmit = () => ({ ...PARTY, status: "active" });
    const answer = await app.post(REGISTRAR, "/v1/parties", { ...PARTY, confidential: { content: CONTENT } });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      result: { ...PARTY, status: "active" },
      transaction: { id: transactionIdOf(1), block: 7, endorsers: ["GBAuthorityMSP"] },
    });
    const [sent] = app.ledger.submitted;
    expect(sent).toMatchObject({ transaction: "party:Register", endorsers: ["GBAuthorityMSP"] });
    expect(sent?.arguments.join()).not.toContain("Example Exports Ltd");
    expect(Buffer.from(sent?.transient?.["confidential"] ?? "").toString()).toContain("Example Exports Ltd");
  });

  it("that creates nothing is answered with 200", async () => {
    const answer = await app.post(REGISTRAR, "/v1/parties/GB-EX-0001/suspension", { reason: "investigation" });
    expect(answer.status).toBe(200);
  });

  it.each<[string, object, string]>([
    ["a field that is wrong", { ...PARTY, id: "somebody", confidential: { content: CONTENT } }, "INVALID_INPUT"],
    ["a field too many", { ...PARTY, colour: "red", confidential: { content: CONTENT } }, "INVALID_INPUT"],
    ["no confidential part", PARTY, "INVALID_CONFIDENTIAL_INPUT"],
    ["a part that is wrong", { ...PARTY, confidential: { content: {} } }, "INVALID_CONFIDENTIAL_INPUT"],
    ["a part too many", { ...PARTY, confidential: { content: CONTENT, secret: 1 } }, "INVALID_CONFIDENTIAL_INPUT"],
  ])("with %s is not sent", async (_, body, code) => {
    expect((await app.post(REGISTRAR, "/v1/parties", body)).body).toMatchObject({ code, status: 400 });
    expect(app.ledger.submitted).toEqual([]);
  });

  it("that the ledger refuses is told with phase, transaction and what it said", async () => {
    app.ledger.onSubmit = () => {
      throw failure({
        message: 'ROLE_NOT_ALLOWED: You are no registrar. {"role":"customs-officer"}',
        transactionId: transactionIdOf(1),
      });
    };
    const { body } = await app.post(REGISTRAR, "/v1/parties", { ...PARTY, confidential: { content: CONTENT } });
    expect(body).toMatchObject({
      code: "ROLE_NOT_ALLOWED",
      status: 403,
      details: { role: "customs-officer" },
      transactionId: transactionIdOf(1),
      ledger: { phase: "endorse", code: "ABORTED" },
    });
  });
});

describe("a transaction id", () => {
  const known = transactionIdOf(9);

  it("leads to what the ledger holds, valid or not", async () => {
    app.ledger.record(known, new Uint8Array(), "MVCC_READ_CONFLICT");
    const { body } = await app.send(REGISTRAR, `/v1/transactions/${known}`);
    expect(body).toEqual({ id: known, block: 7, endorsers: ["GBAuthorityMSP"], validationCode: "MVCC_READ_CONFLICT" });
  });

  it.each([
    [transactionIdOf(8), "NOT_FOUND", 404],
    ["0A", "INVALID_INPUT", 400],
    [known.slice(1), "INVALID_INPUT", 400],
  ])("%s is refused with %s", async (id, code, status) => {
    expect((await app.send(REGISTRAR, `/v1/transactions/${id}`)).body).toMatchObject({ code, status });
  });
});

describe("a commitment", () => {
  const salt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  const content = { seals: [{ number: "ML-4711" }] };

  it("is what the ledger will have for the content, under a salt given or made", async () => {
    const given = await app.post(REGISTRAR, "/v1/commitments", { content, salt });
    expect(given.body).toEqual({ salt, commitment: commitmentOf({ content, salt }) });
    const made = (await app.post(REGISTRAR, "/v1/commitments", { content })).body as { salt: string };
    expect(made).toEqual({ salt: made.salt, commitment: commitmentOf({ content, salt: made.salt }) });
    expect([app.ledger.evaluated, app.ledger.submitted]).toEqual([[], []]);
  });

  it.each([
    ["no content", {}],
    ["a salt that can be guessed", { content, salt: "00".repeat(32) }],
    ["a field too many", { content, colour: "red" }],
  ])("is refused for %s", async (_, body) => {
    expect((await app.post(REGISTRAR, "/v1/commitments", body)).body).toMatchObject({ code: "INVALID_INPUT" });
  });
});
