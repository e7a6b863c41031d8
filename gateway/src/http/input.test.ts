// SPDX-License-Identifier: Apache-2.0
import type { Request } from "express";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { command, LicetError, query, type Route } from "@licet/domain";
import { GatewayError } from "../errors/gateway-error.js";
import { InputReader } from "./input.js";

const LISTING = query({
  name: "things:List",
  summary: "List things",
  input: z.strictObject({
    register: z.string(),
    pageSize: z.int().min(1).default(25),
    open: z.boolean().optional(),
    kinds: z.array(z.string()).optional(),
    count: z.int().nullable().optional(),
    scope: z.literal("all").optional(),
  }),
  output: z.json(),
  roles: "any",
  errors: [],
});

const MAKING = command({
  name: "things:Make",
  summary: "Make a thing",
  input: z.strictObject({ id: z.string().regex(/^T-\d+$/), line: z.int(), note: z.string().optional() }),
  output: z.json(),
  roles: "any",
  errors: [],
  event: "ThingMade",
  parts: { content: z.strictObject({ name: z.string() }), remarks: z.string() },
  optionalParts: ["remarks"],
  endorsedBy: () => ["GBAuthorityMSP"],
});

const GET: Route = {
  method: "get",
  path: "/v1/registers/{register}/things",
  transaction: "things:List",
  tag: "Things",
};
const POST: Route = { method: "post", path: "/v1/things/{id}/lines/{line}", transaction: "things:Make", tag: "Things" };
const SALT = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

const listed = (search: string, fixed?: Route["fixed"]): unknown =>
  new InputReader({ ...GET, ...(fixed && { fixed }) }, LISTING).query({
    originalUrl: `/v1/registers/GB/things${search}`,
    params: { register: "GB" },
  } as unknown as Request);

const made = (body: unknown, params: object = { id: "T-1", line: "2" }): unknown =>
  new InputReader(POST, MAKING).body({ body, params } as unknown as Request);

function refusalOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LicetError) && !(error instanceof GatewayError)) throw error;
    return { code: error.code, ...error.details };
  }
}

describe("a query's address", () => {
  it.each([
    ["nothing but the path", "", { pageSize: 25 }],
    ["a whole number", "?pageSize=7", { pageSize: 7 }],
    ["a negative one", "?count=-3", { pageSize: 25, count: -3 }],
    ["yes", "?open=true", { pageSize: 25, open: true }],
    ["no", "?open=false", { pageSize: 25, open: false }],
    ["a list in one parameter", "?kinds=a,b", { pageSize: 25, kinds: ["a", "b"] }],
    ["a list in several", "?kinds=a&kinds=b", { pageSize: 25, kinds: ["a", "b"] }],
    ["text with special characters", "?scope=all&register=FR", { pageSize: 25, scope: "all" }],
  ])("is read: %s", (_, search, expected) => {
    expect(listed(search)).toEqual({ register: "GB", ...expected });
  });

  it("gives way to what the route sets only where it names nothing", () => {
    expect(listed("", { scope: "all" })).toEqual({ register: "GB", pageSize: 25, scope: "all" });
  });

  it.each([
    ["a number that is none", "?pageSize=many", "pageSize"],
    ["a fraction", "?pageSize=2.5", "pageSize"],
    ["a number too long to be exact", "?pageSize=9999999999999999999", "pageSize"],
    ["a yes that is none", "?open=yes", "open"],
    ["one number too many", "?count=", "count"],
    ["a number given twice", "?pageSize=7&pageSize=8", "pageSize"],
    ["a yes given twice", "?open=true&open=true", "open"],
    ["a text given twice", "?scope=all&scope=own", "scope"],
  ])("is refused: %s", (_, search, field) => {
    expect(refusalOf(() => listed(search))).toMatchObject({ code: "INVALID_INPUT", issues: [{ path: field }] });
  });

  it("is refused with a parameter that nobody knows", () => {
    expect(refusalOf(() => listed("?colour=red"))).toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("a command's body", () => {
  const confidential = { content: { name: "Somebody" } };

  it("gives input and parts, with a salt where one was chosen", () => {
    expect(made({ note: "n", confidential, salts: { content: SALT } })).toEqual({
      input: { id: "T-1", line: 2, note: "n" },
      parts: { content: { content: { name: "Somebody" }, salt: SALT } },
    });
    expect(made({ confidential: { ...confidential, remarks: "r" } })).toMatchObject({
      parts: { content: { content: { name: "Somebody" } }, remarks: { content: "r" } },
    });
  });

  it.each<[string, unknown, object]>([
    ["no object", [], { code: "MALFORMED_BODY" }],
    ["text", "hello", { code: "MALFORMED_BODY" }],
    [
      "a field that the address gives",
      { id: "T-2", confidential },
      { code: "INVALID_INPUT", issues: [{ path: "id" }] },
    ],
    ["a field that nobody knows", { colour: "red", confidential }, { code: "INVALID_INPUT" }],
    ["a field of another type", { note: 1, confidential }, { code: "INVALID_INPUT", issues: [{ path: "note" }] }],
    ["no body at all", undefined, { code: "INVALID_CONFIDENTIAL_INPUT", part: "content" }],
    ["no confidential part", {}, { code: "INVALID_CONFIDENTIAL_INPUT", part: "content" }],
    [
      "a part that does not exist",
      { confidential: { ...confidential, extra: 1 } },
      { code: "INVALID_CONFIDENTIAL_INPUT", part: "extra" },
    ],
    [
      "a salt for a part that does not exist",
      { confidential, salts: { extra: SALT } },
      { code: "INVALID_CONFIDENTIAL_INPUT", part: "extra" },
    ],
    [
      "a part of another shape",
      { confidential: { content: { name: 1 } } },
      { code: "INVALID_CONFIDENTIAL_INPUT", part: "content", issues: [{ path: "name" }] },
    ],
    ["parts that are a list", { confidential: [] }, { code: "INVALID_CONFIDENTIAL_INPUT" }],
    [
      "a salt that can be guessed",
      { confidential, salts: { content: "00".repeat(32) } },
      { code: "INVALID_CONFIDENTIAL_INPUT" },
    ],
    [
      "a part named like what every object has",
      { confidential: { ...confidential, toString: 1 } },
      { part: "toString" },
    ],
  ])("is refused: %s", (_, body, expected) => {
    expect(refusalOf(() => made(body))).toMatchObject(expected);
  });

  it("is refused where the address does not fit", () => {
    const refused = refusalOf(() => made({ confidential }, { id: "X", line: "two" }));
    expect(refused).toMatchObject({ code: "INVALID_INPUT", issues: [{ path: "id" }, { path: "line" }] });
  });
});
