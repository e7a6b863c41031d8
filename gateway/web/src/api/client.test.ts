// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { NoAnswerError, ProblemError } from "./problem";
import { onSessionEvent, type SessionEvent, settleSignIn } from "./session-events";

vi.stubGlobal("location", { origin: "http://gateway.test" });
const { api, contentOf, newIdempotencyKey, takeCsrfToken } = await import("./client");

type Reply = Response | Error;

let replies: Reply[] = [];
let sent: Request[] = [];
vi.stubGlobal("fetch", (request: Request) => {
  sent.push(request);
  const reply = replies.shift() ?? new TypeError("nothing answers");
  return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
});

const json = (body: unknown): Response => Response.json(body);
const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ status, code, detail: "said", details: {}, retryable: false }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });

const read = (): Promise<unknown> => contentOf(api.GET("/v1/work/{queue}", { params: { path: { queue: "overdue" } } }));
const setting = { address: null, language: "en", omit: [] };
const write = (): Promise<unknown> =>
  contentOf(
    api.POST("/v1/mail-settings", { body: setting as never, headers: { "Idempotency-Key": "key-of-the-form" } }),
  );

beforeEach(() => {
  replies = [];
  sent = [];
  takeCsrfToken({ csrfToken: "first" });
});

afterAll(() => vi.unstubAllGlobals());

describe("a request", () => {
  it("brings what the gateway answers", async () => {
    replies = [json({ items: [] })];
    expect(await read()).toEqual({ items: [] });
    expect(sent[0]?.url).toBe("http://gateway.test/v1/work/overdue");
  });

  it("is refused as a problem", async () => {
    replies = [problem(403, "ROLE_NOT_ALLOWED")];
    const error = await read().catch((each: unknown) => each);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).is("ROLE_NOT_ALLOWED")).toBe(true);
  });

  it.each([
    ["nothing answers", new TypeError("fetch failed"), "offline", undefined],
    [
      "a proxy answers",
      new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "X-Request-Id": "r-1234567" } }),
      "unreadable",
      "r-1234567",
    ],
  ] as const)("says that there is no answer where %s", async (_, reply, reason, requestId) => {
    replies = [reply];
    const error = await read().catch((each: unknown) => each);
    expect(error).toBeInstanceOf(NoAnswerError);
    expect(error).toMatchObject({ reason, requestId });
  });

  it("carries the session's token where it changes something, and only there", async () => {
    replies = [json({}), json({})];
    await read();
    await write();
    expect(sent.map(({ headers }) => headers.get("X-CSRF-Token"))).toEqual([null, "first"]);
  });
});

describe("a request whose session has ended", () => {
  const asked: SessionEvent[] = [];
  let answer = true;
  onSessionEvent((event) => {
    asked.push(event);
    takeCsrfToken({ csrfToken: "second" });
    queueMicrotask(() => settleSignIn(answer));
  });

  beforeEach(() => {
    asked.length = 0;
    answer = true;
  });

  it.each([
    ["SESSION_EXPIRED", "ended"],
    ["UNAUTHENTICATED", "ended"],
    ["STEP_UP_NEEDED", "step-up"],
  ])("by %s waits and goes out again with its key and the new session's token", async (code, event) => {
    replies = [problem(401, code), json({ done: true })];
    expect(await write()).toEqual({ done: true });
    expect(asked).toEqual([event]);
    expect(sent.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["key-of-the-form", "key-of-the-form"]);
    expect(sent.map(({ headers }) => headers.get("X-CSRF-Token"))).toEqual(["first", "second"]);
    expect(await sent[1]?.json()).toEqual(setting);
  });

  it("is refused where nobody signs in", async () => {
    answer = false;
    replies = [problem(401, "SESSION_EXPIRED")];
    await expect(write()).rejects.toThrow(ProblemError);
    expect(sent).toHaveLength(1);
  });

  it("asks once for all that wait", async () => {
    replies = [problem(401, "SESSION_EXPIRED"), problem(401, "SESSION_EXPIRED"), json(1), json(2)];
    expect(await Promise.all([read(), read()])).toEqual([1, 2]);
    expect(asked).toEqual(["ended"]);
  });
});

describe("a key", () => {
  it("is another one for each form", () => {
    expect(newIdempotencyKey()).not.toBe(newIdempotencyKey());
  });
});
