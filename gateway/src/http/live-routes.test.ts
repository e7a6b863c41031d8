// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { type Answer, AppUnderTest, type Person } from "../testing-http/app-under-test.js";
import { addRecord, project } from "../testing/live-ledger.js";
import { openApiDocument } from "./openapi.js";
import { liveRoutes } from "./live-routes.js";

const CUSTOMS: Person = "customs1@GBAuthorityMSP";
const EXPORTER: Person = "exporter1@GBAuthorityMSP";
const NOBODYS = "00000000-0000-4000-8000-000000000000";

describe("routes of notices and webhooks", () => {
  let database: SqlDatabase;
  let app: AppUnderTest;
  beforeAll(async () => {
    database = await openPglite();
    await project(database, { block: 1, name: "PartShared" });
    app = await AppUnderTest.start({ database });
    await app.live.tail.advance();
  });
  afterAll(async () => {
    await app.stop();
    await database.close();
  });

  const json = { "Content-Type": "application/json" };
  const post = (person: Person, path: string, body?: unknown): Promise<Answer> =>
    app.send(person, path, {
      method: "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: json }),
    });

  it("stand in the interface's description, each with its method", () => {
    const { paths } = openApiDocument() as { paths?: Record<string, object> };
    for (const { method, path } of liveRoutes({ ...app.live.services, callers: undefined as never }))
      expect(Object.keys(paths?.[path] ?? {})).toContain(method);
  });

  it("make, change and delete a webhook", async () => {
    const made = await post(CUSTOMS, "/v1/webhooks", { url: "http://127.0.0.1:9/hook", filter: { states: ["GB"] } });
    expect(made).toMatchObject({ status: 201, body: { position: "1:0", filter: { states: ["GB"] } } });
    const { id, secret } = made.body as { id: string; secret: string };
    const rotated = await post(CUSTOMS, `/v1/webhooks/${id}/rotate-key`);
    expect((rotated.body as { secret: string }).secret).not.toBe(secret);
    expect(await post(CUSTOMS, `/v1/webhooks/${id}/pause`)).toMatchObject({ body: { paused: "by-owner" } });
    expect((await post(CUSTOMS, `/v1/webhooks/${id}/resume`)).body).not.toHaveProperty("paused");
    expect((await app.send(CUSTOMS, "/v1/webhooks")).body).toMatchObject({ webhooks: [{ id }] });
    expect((await app.send(CUSTOMS, `/v1/webhooks/${id}/deliveries?state=dead`)).body).toEqual({ deliveries: [] });
    expect((await post(CUSTOMS, `/v1/webhooks/${id}/deliveries/send-again`)).body).toEqual({ messages: 0 });
    expect((await post(CUSTOMS, `/v1/webhooks/${id}/deliveries/msg_1/send-again`)).status).toBe(404);
    expect((await app.send(CUSTOMS, `/v1/webhooks/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await app.send(CUSTOMS, `/v1/webhooks/${id}`)).status).toBe(404);
  });

  it.each([
    [CUSTOMS, { url: "http://10.0.0.1/" }, 422, "WEBHOOK_ADDRESS_REFUSED"],
    [CUSTOMS, { url: "http://127.0.0.1/", filter: { names: ["Nothing"] } }, 400, "INVALID_INPUT"],
    [CUSTOMS, { url: "http://127.0.0.1/", after: "x" }, 400, "INVALID_INPUT"],
    [CUSTOMS, { url: "http://127.0.0.1/", organisation: "TRAuthorityMSP" }, 400, "INVALID_INPUT"],
    [CUSTOMS, [], 400, "INVALID_INPUT"],
    [CUSTOMS, {}, 400, "INVALID_INPUT"],
    [EXPORTER, { url: "http://127.0.0.1/" }, 403, "ROLE_NOT_ALLOWED"],
    ["carrier1@CarriersMSP", { url: "http://127.0.0.1/" }, 403, "ROLE_NOT_ALLOWED"],
  ] as const)("refuse %s a webhook of %j", async (person, body, status, code) => {
    expect(await post(person, "/v1/webhooks", body)).toMatchObject({ status, body: { code } });
  });

  it.each(
    liveRoutes({ callers: undefined } as never)
      .filter(({ method, body }) => method === "post" && body !== true)
      .map(({ path }) => path),
  )("refuse a body that %s does not take", async (path) => {
    const address = path.replaceAll(/\{\w+\}/g, NOBODYS);
    for (const body of [{}, { paused: "by-owner" }])
      expect(await post(CUSTOMS, address, body)).toMatchObject({ status: 400, body: { code: "MALFORMED_BODY" } });
    const { body } = await post(CUSTOMS, address);
    expect(body).not.toMatchObject({ code: "MALFORMED_BODY" });
  });

  it.each(["/v1/events?after=2:0", "/v1/events?after=999999999999:0"])(
    "refuse to wait without a word behind what is not there: %s",
    async (address) => {
      expect(await app.send(CUSTOMS, address)).toMatchObject({
        status: 409,
        body: { code: "READ_MODEL_BEHIND", detail: expect.stringContaining("the newest stands at 1:0") as string },
      });
    },
  );

  it("refuse it of a client that connects again, too", async () => {
    const answer = await app.send(CUSTOMS, "/v1/events", { headers: { "Last-Event-ID": "1:1" } });
    expect(answer).toMatchObject({ status: 409, body: { code: "READ_MODEL_BEHIND" } });
  });

  it.each([
    ["/v1/webhooks/x", 400],
    [`/v1/webhooks/${NOBODYS}`, 404],
    [`/v1/webhooks/${NOBODYS}/deliveries?state=lost`, 400],
    [`/v1/webhooks/${NOBODYS}/deliveries?before=-1`, 400],
    ["/v1/notices?unread=maybe", 400],
    ["/v1/notices?before=x", 400],
  ])("answer %s with %i", async (path, status) => {
    expect((await app.send(CUSTOMS, path)).status).toBe(status);
  });

  it("tell whoever asked for verdicts what changed since, until it is read", async () => {
    await addRecord(database, "licence/GBSIEL0001", "GBAuthorityMSP");
    app.ledger.standing = { ...app.ledger.standing, height: 2n };
    app.ledger.onEvaluate = () => ({ licences: ["GBSIEL0001"], verdicts: [], disposition: "may-pass", reasons: [] });
    expect((await app.send(CUSTOMS, "/v1/checkpoint/verdicts?licence=GBSIEL0001")).status).toBe(200);
    await app.live.checks.settled();
    await project(database, { block: 2, name: "LicenceSuspended", subjects: ["licence/GBSIEL0001"] });
    await app.live.tail.advance();
    const { body } = await app.send(CUSTOMS, "/v1/notices?unread=true");
    expect(body).toMatchObject({ notices: [{ change: "LicenceSuspended", position: "2:0" }] });
    const [notice] = (body as { notices: { id: string }[] }).notices;
    expect((await app.send(EXPORTER, "/v1/notices")).body).toEqual({ notices: [] });
    expect((await post(EXPORTER, `/v1/notices/${notice?.id ?? ""}/read`)).status).toBe(404);
    expect((await post(CUSTOMS, `/v1/notices/${notice?.id ?? ""}/read`)).status).toBe(204);
    expect((await app.send(CUSTOMS, "/v1/notices?unread=true")).body).toEqual({ notices: [] });
    expect((await app.send(CUSTOMS, "/v1/notices")).body).toMatchObject({ notices: [{ id: notice?.id }] });
  });
});
