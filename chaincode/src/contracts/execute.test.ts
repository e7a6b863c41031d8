// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { Context } from "fabric-contract-api";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { LicetError } from "../domain/errors/licet-error";
import { commitmentOf } from "../domain/shared/commitment";
import { command, query } from "../domain/shared/definition";
import type { Handler } from "../ledger/handler";
import { execute, INPUT_CHARACTERS_MAX, TRANSIENT_FIELD } from "./execute";

const PART = { salt: "ab".repeat(32), content: { text: "secret" } };
const PARTY_KEY = "\u0000party\u0000GB\u0000GB-EX-1\u0000";
const PARTY = {
  id: "GB-EX-1",
  kinds: ["exporter"],
  jurisdiction: "GB",
  status: "active",
  validFrom: "2026-01-01",
  commitments: { content: commitmentOf(PART) },
  registeredAt: "2026-01-01T00:00:00.000Z",
};
const SEAL = "seal/party/GB/GB-EX-1/";

const COMMAND = command({
  name: "test:Write",
  summary: "Write",
  input: z.strictObject({ id: z.string(), n: z.int().default(1) }),
  output: z.strictObject({ b: z.unknown(), a: z.unknown() }),
  parts: { content: z.strictObject({ text: z.string().trim(), more: z.boolean().default(false) }) },
  roles: ["registrar"],
  event: "Written",
  errors: [],
  evidence: ({ id }) => ({ party: { kind: "party", id, part: "content" } }),
  endorsedBy: () => [],
});

/** What Fabric's stub and identity answer here: a ledger with one sealed party. */
function contextOf(transient?: unknown, role = "registrar"): { ctx: Context; events: [string, string][] } {
  const events: [string, string][] = [];
  const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
  const stub = {
    getTxID: () => "ab".repeat(32),
    getChannelID: () => "licet",
    getDateTimestamp: () => new Date("2026-11-23T10:00:00.123Z"),
    getMspID: () => "GBAuthorityMSP",
    getTransient: () =>
      new Map(
        transient === undefined
          ? []
          : [[TRANSIENT_FIELD, Buffer.from(typeof transient === "string" ? transient : JSON.stringify(transient))]],
      ),
    getState: (key: string) => Promise.resolve(Buffer.from(key === PARTY_KEY ? JSON.stringify(PARTY) : "")),
    getPrivateDataHash: (collection: string, key: string) =>
      Promise.resolve(
        collection === "_implicit_org_GBAuthorityMSP" && key === SEAL
          ? sha256(JSON.stringify({ seal: SEAL }))
          : Buffer.alloc(0),
      ),
    setEvent: (name: string, payload: Buffer) => events.push([name, payload.toString()]),
  };
  const clientIdentity = {
    getMSPID: () => "GBAuthorityMSP",
    getID: () => "x509::/CN=registrar1::/CN=ca",
    getAttributeValue: (name: string) => (name === "licet.role" ? role : null),
  };
  return { ctx: { stub, clientIdentity } as unknown as Context, events };
}

const echo: Handler<typeof COMMAND> = (tx, input) => {
  tx.announce({ id: input.id });
  return Promise.resolve({ b: input, a: { parts: tx.parts, evidence: tx.evidence, caller: tx.caller, time: tx.time } });
};

async function codeOf(running: Promise<string>): Promise<string> {
  try {
    await running;
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
  return "no error";
}

const run = (input: string, transient?: unknown, role?: string): Promise<string> =>
  execute(contextOf(transient, role).ctx, COMMAND, echo, input);
const INPUT = '{"id":"GB-EX-1"}';
const parts = { content: { ...PART, content: { text: " hello " } } };

describe("execute", () => {
  it("parses input and parts with their defaults, sets the event and answers with canonical JSON", async () => {
    const { ctx, events } = contextOf({ parts, evidence: { party: PART } });
    const answer = await execute(ctx, COMMAND, echo, INPUT);
    expect(answer.startsWith('{"a":{"caller":{')).toBe(true);
    expect(JSON.parse(answer)).toMatchObject({
      a: {
        parts: { content: { content: { text: "hello", more: false } } },
        evidence: { party: PART },
        time: "2026-11-23T10:00:00.123Z",
        caller: { mspId: "GBAuthorityMSP", role: "registrar" },
      },
      b: { id: "GB-EX-1", n: 1 },
    });
    expect(events).toEqual([["Written", '{"id":"GB-EX-1"}']]);
  });

  it("names the caller by a pseudonym that holds neither name nor certificate", async () => {
    const answer = JSON.parse(await run(INPUT, { parts })) as { a: { caller: { officer: string } } };
    expect(answer.a.caller.officer).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(answer)).not.toContain("registrar1");
  });

  it.each([
    ["no JSON", "{", { parts }, "INVALID_INPUT"],
    ["an unknown field", '{"id":"x","more":1}', { parts }, "INVALID_INPUT"],
    ["too long an input", `"${"x".repeat(INPUT_CHARACTERS_MAX)}"`, { parts }, "LIMIT_EXCEEDED"],
    ["a missing part", INPUT, undefined, "INVALID_CONFIDENTIAL_INPUT"],
    ["a part of another shape", INPUT, { parts: { content: { ...PART, content: {} } } }, "INVALID_CONFIDENTIAL_INPUT"],
    ["a part with a short salt", INPUT, { parts: { content: { ...PART, salt: "ab" } } }, "INVALID_CONFIDENTIAL_INPUT"],
    ["a transient field that is no JSON", INPUT, "{", "INVALID_CONFIDENTIAL_INPUT"],
    [
      "evidence that is not what the channel's hash says",
      INPUT,
      { parts, evidence: { party: { ...PART, content: { text: "other" } } } },
      "COMMITMENT_MISMATCH",
    ],
    ["evidence of a record that is not there", '{"id":"GB-EX-2"}', { parts, evidence: { party: PART } }, "NOT_FOUND"],
  ])("refuses %s", async (_, input, transient, code) => {
    expect(await codeOf(run(input, transient))).toBe(code);
  });

  it("refuses roles that the definition does not list, and roles that there are not", async () => {
    expect(await codeOf(run(INPUT, { parts }, "carrier"))).toBe("ROLE_NOT_ALLOWED");
    expect(await codeOf(run(INPUT, { parts }, "root"))).toBe("ROLE_NOT_ALLOWED");
  });

  it("reads no transient map and sets no event where nothing is submitted", async () => {
    const definition = query({
      name: "test:Read",
      summary: "Read",
      input: z.strictObject({}),
      output: z.strictObject({}),
      roles: "any",
      errors: [],
    });
    const { ctx, events } = contextOf("{", "none");
    expect(await execute(ctx, definition, () => Promise.resolve({}), "{}")).toBe("{}");
    expect(events).toEqual([]);
  });
});
