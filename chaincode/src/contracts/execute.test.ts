// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { Context } from "fabric-contract-api";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  command,
  commitmentOf,
  event,
  pseudonymOf,
  query,
  type TransactionDefinition,
  TRANSIENT_FIELD,
} from "@licet/domain";
import { TIME_WINDOW_MS } from "../fabric/clock";
import type { Handler } from "../fabric/handler";
import { createRecord } from "../fabric/lists";
import { foundConsortium } from "../testing/fabric/founding";
import { clientIdentity, type SubjectAttribute } from "../testing/fabric/identities";
import { authority, CARRIERS, TEST_MEMBERS } from "@licet/domain/testing/members";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import { PARTY_RECORDS } from "../rules/party/parties";
import { codeOf } from "../testing/fabric/refusals";
import { execute, INPUT_CHARACTERS_MAX, TRANSIENT_BYTES_MAX } from "./execute";

const GB = "GBAuthorityMSP";
const DE = "DEAuthorityMSP";
const SALT = "a3c1f05e7b2d498860ffd1e2c3b4a5968778695a4b3c2d1e0f112233445566ee";
const PART = { salt: SALT, content: { text: "secret" } };
const INPUT = '{"id":"GB-EX-1"}';
const parts = { content: { ...PART, content: { text: " hello " } } };
const TIME = "2026-11-23T10:00:00.123Z";
const CLOCK = { now: () => Date.parse(TIME) };

const COMMAND = command({
  name: "test:Write",
  summary: "Write",
  input: z.strictObject({ id: z.string(), n: z.int().default(1), endorser: z.string().optional() }),
  output: z.strictObject({ b: z.unknown(), a: z.unknown() }),
  parts: { content: z.strictObject({ text: z.string().trim(), more: z.boolean().default(false) }), note: z.string() },
  optionalParts: ["note"],
  roles: ["registrar"],
  event: "Written",
  errors: [],
  evidence: ({ id }) => ({ party: { kind: "party", id, part: "content" } }),
  furtherEvidence: { query: "test:Read", of: () => ({}), parts: ["party.content"] },
  endorsedBy: ({ endorser }) => (endorser === undefined ? [] : [endorser]),
});

const QUERY = query({
  name: "test:Read",
  summary: "Read",
  input: z.strictObject({}),
  output: z.strictObject({}),
  roles: "any",
  errors: [],
});

/** What a test says of a call; everything else has a default. */
interface Call {
  readonly input?: string;
  /** Content of the field `confidential`, or whole transient maps. */
  readonly transient?: unknown;
  readonly fields?: ReadonlyMap<string, Uint8Array>;
  readonly mspId?: string;
  readonly peerMsp?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly subject?: readonly SubjectAttribute[];
  readonly ledger?: MemoryLedger;
  readonly time?: string;
}

/** A ledger with its consortium and one party. */
let genuine: MemoryLedger;
beforeAll(async () => {
  genuine = await withParty(new MemoryLedger());
  foundConsortium(genuine);
});

async function withParty(ledger: MemoryLedger): Promise<MemoryLedger> {
  await ledger.run({}, (tx) =>
    createRecord(tx, PARTY_RECORDS, "GB-EX-1", {
      id: "GB-EX-1",
      kinds: ["exporter"],
      jurisdiction: "GB",
      status: "active",
      validFrom: "2026-01-01",
      commitments: { content: commitmentOf(PART) },
      registeredAt: "2026-01-01T00:00:00.000Z",
    }),
  );
  return ledger;
}

/** What Fabric's stub and identity answer. */
function contextOf(call: Call): { ctx: Context; events: [string, string][] } {
  const events: [string, string][] = [];
  const { ledger = genuine, mspId = GB } = call;
  const held = (collection: string, key: string): string | undefined =>
    ledger.collections.get(collection.replace("_implicit_org_", ""))?.get(key);
  const stub = {
    getTxID: () => "ab".repeat(32),
    getChannelID: () => "licet",
    getDateTimestamp: () => new Date(call.time ?? TIME),
    getMspID: () => call.peerMsp ?? mspId,
    getTransient: () => call.fields ?? transientOf(call.transient),
    getState: (key: string) => Promise.resolve(Buffer.from(ledger.state.get(key) ?? "")),
    getPrivateData: (collection: string, key: string) => Promise.resolve(Buffer.from(held(collection, key) ?? "")),
    getPrivateDataHash: (collection: string, key: string) => {
      const value = held(collection, key);
      return Promise.resolve(value === undefined ? Buffer.alloc(0) : createHash("sha256").update(value).digest());
    },
    setEvent: (name: string, payload: Buffer) => events.push([name, payload.toString()]),
  };
  const identity = clientIdentity(mspId, { "licet.role": "registrar", ...call.attributes }, call.subject);
  return { ctx: { stub, clientIdentity: identity } as unknown as Context, events };
}

function transientOf(content: unknown): ReadonlyMap<string, Uint8Array> {
  if (content === undefined) return new Map();
  return new Map([[TRANSIENT_FIELD, Buffer.from(typeof content === "string" ? content : JSON.stringify(content))]]);
}

const echo: Handler<typeof COMMAND> = (tx, input) => {
  tx.announce({ id: input.id });
  return Promise.resolve({ b: input, a: { parts: tx.parts, evidence: tx.evidence, caller: tx.caller, time: tx.time } });
};

const CALL = { definition: COMMAND, handler: echo, event: event(z.strictObject({ id: z.string() })) };
const ASK = { definition: QUERY, handler: () => Promise.resolve({}) };

const run = (call: Call): Promise<string> =>
  execute(contextOf({ transient: { parts }, ...call }).ctx, CALL, call.input ?? INPUT, CLOCK);
const refused = (call: Call): Promise<string> => codeOf(run(call));
const asked = (call: Call): Promise<string> => codeOf(execute(contextOf(call).ctx, ASK, "{}", CLOCK));

describe("execute", () => {
  it("parses input and parts with their defaults, sets the event and answers with canonical JSON", async () => {
    const { ctx, events } = contextOf({ transient: { parts, evidence: { party: PART } } });
    const answer = await execute(ctx, CALL, INPUT, CLOCK);
    expect(answer.startsWith('{"a":{"caller":{')).toBe(true);
    expect(JSON.parse(answer)).toMatchObject({
      a: {
        parts: { content: { content: { text: "hello", more: false } } },
        evidence: { party: PART },
        time: TIME,
        caller: { mspId: GB, role: "registrar", jurisdiction: "GB" },
      },
      b: { id: "GB-EX-1", n: 1 },
    });
    expect(events).toEqual([["Written", '{"id":"GB-EX-1","version":1}']]);
  });

  it.each([
    ["no JSON", "{", { parts }, "INVALID_INPUT"],
    ["an unknown field", '{"id":"x","more":1}', { parts }, "INVALID_INPUT"],
    ["too long an input", `"${"x".repeat(INPUT_CHARACTERS_MAX)}"`, { parts }, "LIMIT_EXCEEDED"],
    [
      "evidence that is not what the channel's hash says",
      INPUT,
      { parts, evidence: { party: { ...PART, content: { text: "other" } } } },
      "COMMITMENT_MISMATCH",
    ],
    ["evidence of a record that is not there", '{"id":"GB-EX-2"}', { parts, evidence: { party: PART } }, "NOT_FOUND"],
  ])("refuses %s", async (_, input, transient, code) => {
    expect(await refused({ input, transient })).toBe(code);
  });

  it.each([
    ["what its name says it is", "party/GB-EX-1/content", PART, "OK"],
    ["another content", "party/GB-EX-1/content", { ...PART, content: { text: "other" } }, "COMMITMENT_MISMATCH"],
    ["of a record that is not there", "party/GB-EX-9/content", PART, "NOT_FOUND"],
    ["of another kind", "licence/GBSIE1/content", PART, "INVALID_CONFIDENTIAL_INPUT"],
    ["of another part", "party/GB-EX-1/goods", PART, "INVALID_CONFIDENTIAL_INPUT"],
    ["with more behind the name", "party/GB-EX-1/content/x", PART, "INVALID_CONFIDENTIAL_INPUT"],
  ])("takes evidence that follows from records: %s", async (_what, name, part, outcome) => {
    const run = execute(contextOf({ transient: { parts, evidence: { [name]: part } } }).ctx, CALL, INPUT, CLOCK);
    const code = outcome === "OK" ? "OK" : await codeOf(run);
    expect(code).toBe(outcome);
    if (code === "OK") expect(JSON.parse(await run)).toMatchObject({ a: { evidence: { [name]: part } } });
  });

  it.each<[string, Record<string, string>]>([
    ["a field that the event does not declare", { id: "GB-EX-1", secret: "gold" }],
    ["nothing of what it declares", {}],
    ["a field of another type", { id: 1 as unknown as string }],
  ])("refuses a rule that announces %s", async (_what, announced) => {
    const { ctx, events } = contextOf({ transient: { parts } });
    const handler: Handler<typeof COMMAND> = (tx) => {
      tx.announce(announced);
      return Promise.resolve({ a: 1, b: 1 });
    };
    expect(await codeOf(execute(ctx, { ...CALL, handler }, INPUT, CLOCK))).toBe("LEDGER_DATA_INVALID");
    expect(events).toEqual([]);
  });

  it("reads no transient map and sets no event where nothing is submitted", async () => {
    const { ctx, events } = contextOf({});
    expect(await execute(ctx, ASK, "{}", CLOCK)).toBe("{}");
    expect(events).toEqual([]);
  });
});

describe("a transaction's time", () => {
  it.each([
    [0, "no error"],
    [TIME_WINDOW_MS, "no error"],
    [-TIME_WINDOW_MS, "no error"],
    [TIME_WINDOW_MS + 1, "TRANSACTION_TIME_REFUSED"],
    [-TIME_WINDOW_MS - 1, "TRANSACTION_TIME_REFUSED"],
    [-150 * 86_400_000, "TRANSACTION_TIME_REFUSED"],
    [1_100 * 86_400_000, "TRANSACTION_TIME_REFUSED"],
  ])("is the client's word, %i ms off the endorser's clock, submitted and asked", async (offMs, code) => {
    const time = new Date(CLOCK.now() + offMs).toISOString();
    expect([await refused({ time }), await asked({ time })]).toEqual([code, code]);
  });

  it("is the one that rules see", async () => {
    const time = new Date(CLOCK.now() - 60_000).toISOString();
    expect(JSON.parse(await run({ time }))).toMatchObject({ a: { time } });
  });
});

describe("confidential input", () => {
  const fields = (...names: readonly string[]): ReadonlyMap<string, Uint8Array> =>
    new Map(names.map((name) => [name, Buffer.from(JSON.stringify({ parts }))]));

  it.each<[string, Call, string]>([
    ["is missing", { transient: undefined }, "INVALID_CONFIDENTIAL_INPUT"],
    ["is empty", { transient: "" }, "INVALID_CONFIDENTIAL_INPUT"],
    ["is no JSON", { transient: "{" }, "INVALID_CONFIDENTIAL_INPUT"],
    ["has a field that there is not", { transient: { parts, more: 1 } }, "INVALID_CONFIDENTIAL_INPUT"],
    [
      "has a part of another shape",
      { transient: { parts: { content: { ...PART, content: {} } } } },
      "INVALID_CONFIDENTIAL_INPUT",
    ],
    [
      "has a part that is not declared",
      { transient: { parts: { ...parts, other: PART } } },
      "INVALID_CONFIDENTIAL_INPUT",
    ],
    ...["__proto__", "constructor", "prototype"].map((name): [string, Call, string] => [
      `has a part that is called ${name}`,
      { transient: `{"parts":{"content":${JSON.stringify(parts.content)},"${name}":${JSON.stringify(PART)}}}` },
      "INVALID_CONFIDENTIAL_INPUT",
    ]),
    [
      "has evidence that is not declared",
      { transient: { parts, evidence: { other: PART } } },
      "INVALID_CONFIDENTIAL_INPUT",
    ],
    ["lies in another field of the map", { fields: fields("other") }, "INVALID_CONFIDENTIAL_INPUT"],
    ["has another field beside it", { fields: fields(TRANSIENT_FIELD, "other") }, "INVALID_CONFIDENTIAL_INPUT"],
    ["is longer than the limit", { transient: `{"parts":${" ".repeat(TRANSIENT_BYTES_MAX)}}` }, "LIMIT_EXCEEDED"],
    ["has a short salt", { transient: { parts: { content: { ...PART, salt: "ab" } } } }, "INVALID_CONFIDENTIAL_INPUT"],
    ["leaves out what may be left out", {}, "no error"],
    [
      "gives what may be left out",
      { transient: { parts: { ...parts, note: { salt: SALT, content: "n" } } } },
      "no error",
    ],
  ])("%s", async (_, call, code) => {
    expect(await refused(call)).toBe(code);
  });

  it.each(["00".repeat(32), "ab".repeat(32), "0123456789abcdef".repeat(4), "00".repeat(24) + SALT.slice(48)])(
    "is not salted with %s, in parts or in evidence",
    async (salt) => {
      const bent = { ...PART, salt };
      expect(await refused({ transient: { parts: { content: bent } } })).toBe("INVALID_CONFIDENTIAL_INPUT");
      expect(await refused({ transient: { parts, evidence: { party: bent } } })).toBe("INVALID_CONFIDENTIAL_INPUT");
    },
  );

  const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
  const inPart = (content: string): string => `{"parts":{"content":{"salt":"${SALT}","content":{"text":${content}}}}}`;

  it.each([
    ["nested without end", deep],
    ["with half a character", String.raw`"a\ud800"`],
    ["with NUL", String.raw`"a\u0000"`],
    ["with a direction mark", '"a\u202eb"'],
    ["with a zero-width character", '"a\u200bb"'],
  ])("is refused %s, and so is the input", async (_, json) => {
    expect(await refused({ transient: inPart(json) })).toBe("INVALID_CONFIDENTIAL_INPUT");
    expect(await refused({ input: `{"id":${json}}` })).toBe("INVALID_INPUT");
  });

  it.each([
    ["nested without end", deep, "INVALID_CONFIDENTIAL_INPUT"],
    ["with half a character", String.raw`"a\ud800"`, "INVALID_CONFIDENTIAL_INPUT"],
    ["with what was taken before it was refused", '"a\u200bb"', "COMMITMENT_MISMATCH"],
  ])("is read as evidence %s", async (_, json, code) => {
    const transient = `${JSON.stringify({ parts }).slice(0, -1)},"evidence":{"party":{"salt":"${SALT}","content":${json}}}}`;
    expect(await refused({ transient })).toBe(code);
  });

  it("is refused with a query", async () => {
    expect(await asked({ transient: { parts } })).toBe("INVALID_CONFIDENTIAL_INPUT");
    expect(await asked({ fields: fields("other") })).toBe("INVALID_CONFIDENTIAL_INPUT");
  });

  it("stands in no refusal", async () => {
    const transient = { parts: { content: { ...PART, content: { text: 7, name: "Acme" } } }, evidence: { Acme: PART } };
    for (const each of [transient, { ...transient, evidence: {} }, { parts: { Acme: PART } }]) {
      await expect(run({ transient: each })).rejects.not.toThrow(/Acme|secret/);
    }
  });
});

describe("who calls", () => {
  it("is a pseudonym that holds neither name nor certificate", async () => {
    const answer = await run({ subject: [["CN", "registrar1"]] });
    expect(JSON.parse(answer)).toMatchObject({ a: { caller: { officer: pseudonymOf(GB, "registrar1") } } });
    expect(answer).not.toContain("registrar1");
  });

  it.each<[string, Call, string]>([
    ["a role that the definition does not list", { attributes: { "licet.role": "carrier" } }, "ROLE_NOT_ALLOWED"],
    ["a role that there is not", { attributes: { "licet.role": "root" } }, "ROLE_NOT_ALLOWED"],
    ["an office of another state", { attributes: { "licet.office": "PK000001" } }, "OFFICE_OF_ANOTHER_STATE"],
    [
      "two common names",
      {
        subject: [
          ["CN", "one"],
          ["CN", "two"],
        ],
      },
      "IDENTITY_UNCLEAR",
    ],
    ["another enrolment id", { attributes: { "hf.EnrollmentID": "other" } }, "IDENTITY_UNCLEAR"],
    ["an identity of no member", { mspId: "ZZAuthorityMSP" }, "CONSORTIUM_NOT_FOUNDED"],
  ])("is refused with %s", async (_, call, code) => {
    expect(await refused(call)).toBe(code);
  });

  it("has no role that the members' record does not allow the organisation's people", async () => {
    const ledger = await withParty(new MemoryLedger());
    foundConsortium(ledger, [authority("GB", { roles: ["customs-officer"] }), CARRIERS]);
    expect(await refused({ ledger })).toBe("ROLE_NOT_ALLOWED");
    expect(await refused({ ledger, mspId: "CarriersMSP" })).toBe("no error");
  });
});

describe("the members' record", () => {
  const FAKE = "0d".repeat(32);
  const endorsed = (endorser: string): string => JSON.stringify({ id: "GB-EX-1", endorser });

  it("is needed by every transaction and query", async () => {
    const ledger = await withParty(new MemoryLedger());
    expect([await refused({ ledger }), await asked({ ledger })]).toEqual([
      "CONSORTIUM_NOT_FOUNDED",
      "CONSORTIUM_NOT_FOUNDED",
    ]);
  });

  it.each([
    [GB, GB, "no error"],
    [GB, "AEAuthorityMSP", "no error"],
    [GB, "ZZAuthorityMSP", "NOT_A_MEMBER"],
    [GB, DE, "MEMBERS_DISAGREE"],
    [DE, GB, "MEMBERS_DISAGREE"],
    [DE, DE, "no error"],
  ])("must be the same for the caller %s and the endorser %s", async (mspId, endorser, code) => {
    const ledger = await withParty(new MemoryLedger());
    foundConsortium(ledger);
    foundConsortium(ledger, TEST_MEMBERS, [DE], FAKE);
    expect(await refused({ ledger, mspId, input: endorsed(endorser) })).toBe(code);
  });

  it("is, for a query, the one that its peer's organisation relies on, whoever asks", async () => {
    const ledger = await withParty(new MemoryLedger());
    foundConsortium(ledger, TEST_MEMBERS, [GB]);
    foundConsortium(ledger, [authority("DE")], [DE], FAKE);
    expect(await asked({ ledger, mspId: DE, peerMsp: GB })).toBe("no error");
    expect(await asked({ ledger, mspId: GB, peerMsp: "AEAuthorityMSP" })).toBe("CONSORTIUM_NOT_FOUNDED");
  });

  it("is what its own transactions make, so that they run before there is one", async () => {
    const { ctx } = contextOf({ transient: { parts }, ledger: new MemoryLedger() });
    const definition = { ...COMMAND, name: "members:Write" };
    const answer = await execute<TransactionDefinition>(ctx, { ...CALL, definition, handler: echo }, INPUT, CLOCK);
    expect(JSON.parse(answer)).toMatchObject({ a: { caller: { role: "registrar" } } });
  });
});
