// SPDX-License-Identifier: Apache-2.0
import { get, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { Browser } from "../testing/browser.js";
import { AppUnderTest, type Person } from "../testing-http/app-under-test.js";
import { addFacets, addLicencePart, addRecord, project } from "../testing/live-ledger.js";

/** Lifetime of the tokens that readers have. */
const TOKEN_SECONDS = 900;
const PATIENCE = { timeout: 60_000, interval: 10 };
const CUSTOMS: Person = "customs1@GBAuthorityMSP";

/** A block of a stream: its fields. */
interface Block {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** Somebody who listens. */
class Listener {
  readonly #response: IncomingMessage;
  text = "";
  ended = false;

  static async open(
    app: AppUnderTest,
    person: Person,
    query = "",
    headers: Record<string, string> = {},
  ): Promise<Listener> {
    const authorization = `Bearer ${await app.token(person, TOKEN_SECONDS)}`;
    return Listener.openWith(app, { Authorization: authorization, ...headers }, query);
  }

  static async openWith(app: AppUnderTest, headers: Record<string, string>, query = ""): Promise<Listener> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const address = `http://127.0.0.1:${app.port}/v1/events${query}`;
      get(address, { headers, agent: false }, resolve).on("error", reject);
    });
    return new Listener(response);
  }

  private constructor(response: IncomingMessage) {
    this.#response = response;
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => (this.text += chunk));
    response.on("error", () => undefined);
    response.on("close", () => (this.ended = true));
  }

  get status(): number | undefined {
    return this.#response.statusCode;
  }

  get blocks(): Block[] {
    return this.text.split("\n\n").map((block) => {
      const fields = block.split("\n").map((line) => line.split(/: ?(.*)/, 2) as [string, string]);
      return Object.fromEntries(fields);
    });
  }

  /** Names of the events that came. */
  get names(): string[] {
    return this.blocks.flatMap(({ event }) => event ?? []);
  }

  get lastId(): string {
    return this.blocks.flatMap(({ id }) => id ?? []).at(-1) ?? "";
  }

  pause(): void {
    this.#response.pause();
  }

  resume(): void {
    this.#response.resume();
  }

  close(): void {
    this.#response.destroy();
  }
}

describe("streams of events", () => {
  let database: SqlDatabase;
  let app: AppUnderTest;
  const open: Listener[] = [];

  beforeAll(async () => {
    database = await openPglite();
    await project(
      database,
      { block: 1, name: "LicenceIssued", subjects: ["licence/GB-SIEL-0001"] },
      { block: 2, name: "ConsignmentHeld", subjects: ["hold/TR-CN-0001#TR-HD-1"], creator: "TRAuthorityMSP" },
      { block: 2, transaction: 1, name: "PartySuspended", subjects: ["party/GB-EX-0001"] },
      { block: 3, name: "CustodyProposed", subjects: ["custody-head/GB-CN-0001"] },
    );
    await addFacets(
      database,
      { record: "licence/GB-SIEL-0001", name: "party", value: "GB-EX-0001", of: ["GBAuthorityMSP", "terms"] },
      { record: "consignment/TR-CN-0001", name: "party", value: "GB-EX-0001", of: ["TRAuthorityMSP", "goods"] },
    );
    await addRecord(database, "licence/GB-SIEL-0001", "GBAuthorityMSP", ["licence", "GB-SIEL-0001"]);
    await addRecord(database, "consignment/TR-CN-0001", "TRAuthorityMSP", ["consignment", "TR-CN-0001"]);
    await addLicencePart(database, "GBAuthorityMSP", "GB-SIEL-0001", ["customs-officer", "exporter"], ["GB-EX-0001"]);
    app = await AppUnderTest.start({ database });
    await app.live.tail.advance();
  });
  afterEach(async () => {
    for (const listener of open.splice(0)) listener.close();
    await vi.waitFor(() => expect(app.live.services.streams.count).toBe(0), PATIENCE);
  });
  afterAll(async () => {
    await app.stop();
    await database.close();
  });

  const listen = async (person: Person, query = "", headers: Record<string, string> = {}): Promise<Listener> => {
    const listener = await Listener.open(app, person, query, headers);
    open.push(listener);
    return listener;
  };
  const ALL = ["LicenceIssued", "ConsignmentHeld", "PartySuspended", "CustodyProposed"];
  const came = (listener: Listener, names: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(listener.names).toEqual(names), PATIENCE);
  /** Waits until everything there is has been looked through. */
  const caughtUp = (listener: Listener): Promise<void> =>
    vi.waitFor(() => expect(listener.text).toContain(": open"), PATIENCE);

  it("replay everything, and go on with what happens", async () => {
    const listener = await listen(CUSTOMS, "?after=0");
    await came(listener, ALL);
    expect(listener.status).toBe(200);
    expect(listener.blocks.flatMap(({ id, event }) => (event === undefined ? [] : [id]))).toEqual([
      "1:0",
      "2:0",
      "2:1",
      "3:0",
    ]);
    await project(database, { block: 4, name: "LicenceExpired", subjects: ["licence-action/GB-SIEL-0001#a"] });
    await app.live.tail.advance();
    await came(listener, [...ALL, "LicenceExpired"]);
    await database.asGateway((db) => db.deleteFrom("ledger.event").where("block", "=", 4).execute());
  });

  it.each([
    ["?after=2:0", {}, ["PartySuspended", "CustodyProposed"]],
    ["?after=0", { "Last-Event-ID": "2:1" }, ["CustodyProposed"]],
    ["?after=0&name=ConsignmentHeld,PartySuspended", {}, ["ConsignmentHeld", "PartySuspended"]],
    ["?after=0&name=ConsignmentHeld&name=PartySuspended", {}, ["ConsignmentHeld", "PartySuspended"]],
    ["?after=0&subject=licence/GB-SIEL-0001", {}, ["LicenceIssued"]],
    ["?after=0&state=TR", {}, ["ConsignmentHeld"]],
    ["?after=0&party=gb-ex-0001", {}, ["LicenceIssued", "PartySuspended"]],
    ["?after=0&mine=true", {}, ["LicenceIssued", "PartySuspended", "CustodyProposed"]],
    ["?after=0&mine=false&name=PartySuspended&state=GB", {}, ["PartySuspended"]],
    ["?after=0&name=LicenceIssued&state=TR", {}, []],
    ["", {}, []],
  ])("give what is asked for: %s %j", async (query, headers, names) => {
    const listener = await listen(CUSTOMS, query, headers);
    await caughtUp(listener);
    expect(listener.names).toEqual(names);
  });

  it.each([
    ["registrar1@GBAuthorityMSP", ALL],
    ["customs1@GBAuthorityMSP", ALL],
    // A part that they may read names their party, and so does an event; what another organisation holds tells them nothing.
    ["exporter1@GBAuthorityMSP", ["LicenceIssued", "PartySuspended"]],
    // Acts for no party.
    ["carrier1@CarriersMSP", []],
  ] as const)("give %s what they may know", async (person, names) => {
    const listener = await listen(person, "?after=0");
    await caughtUp(listener);
    expect(listener.names).toEqual(names);
  });

  it.each([
    "?after=x",
    "?after=-1:0",
    "?after=1",
    "?name=Nothing",
    "?party=x",
    "?mine=yes",
    "?what=1",
    "?after=1:0&after=2:0",
  ])("refuse %s", async (query) => {
    expect(await app.send(CUSTOMS, `/v1/events${query}`)).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT" },
    });
  });

  it("are for whoever is signed in", async () => {
    expect((await app.send(undefined, "/v1/events")).status).toBe(401);
  });

  it("are so many for a person, and so many in all", async () => {
    const first = await listen(CUSTOMS);
    await listen(CUSTOMS);
    expect(await app.send(CUSTOMS, "/v1/events")).toMatchObject({ status: 429, body: { code: "TOO_MANY_STREAMS" } });
    await listen("registrar1@GBAuthorityMSP");
    expect((await app.send("exporter1@GBAuthorityMSP", "/v1/events")).status).toBe(429);
    first.close();
    await vi.waitFor(() => expect(app.live.services.streams.count).toBe(2), PATIENCE);
    await listen(CUSTOMS);
  });

  it("end when the token does", async () => {
    const listener = await listen(CUSTOMS);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (TOKEN_SECONDS + 1) * 1_000 });
    try {
      await vi.waitFor(() => expect(listener.ended).toBe(true), PATIENCE);
    } finally {
      vi.useRealTimers();
    }
    expect(listener.blocks.at(-2)).toEqual({ event: "end", data: '{"reason":"signed-out"}' });
  });

  it("end when the session does that they were opened with, from another browser, and tell nothing after it", async () => {
    const signingIn = await AppUnderTest.start({ database, demonstration: true });
    const sessionOf = async (): Promise<string> => {
      const browser = new Browser();
      const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: signingIn.url };
      const address = `${signingIn.url}/auth/demonstration`;
      await browser.send(address, { method: "POST", body: `person=${CUSTOMS}`, headers: form });
      return `licet-session=${browser.cookie("127.0.0.1", "licet-session") ?? ""}`;
    };
    const [listening, elsewhere] = [await sessionOf(), await sessionOf()];
    const listener = await Listener.openWith(signingIn, { Cookie: listening });
    open.push(listener);
    await vi.waitFor(() => expect(signingIn.live.services.streams.count).toBe(1), PATIENCE);

    const { body } = await signingIn.send(undefined, "/v1/session", { headers: { Cookie: elsewhere } });
    const { csrfToken } = (body as { readonly session: { readonly csrfToken: string } }).session;
    const headers = { Cookie: elsewhere, Origin: signingIn.url, "X-CSRF-Token": csrfToken };
    const ended = await signingIn.send(undefined, "/auth/sign-out-everywhere", { method: "POST", body: "", headers });
    expect(ended.status).toBe(200);
    await project(database, { block: 800, name: "ConsignmentHeld" });
    await signingIn.live.tail.advance();

    await vi.waitFor(() => expect(listener.ended).toBe(true), PATIENCE);
    expect(listener.names).toEqual(["end"]);
    expect(listener.text).toContain('{"reason":"signed-out"}');
    await database.asGateway((db) => db.deleteFrom("ledger.event").where("block", "=", 800).execute());
    await signingIn.stop();
  });

  it("let a reader go who does not read, and go on where they were", async () => {
    const text = "x".repeat(40_000);
    const payload = { consignment: "GB-CN-0009", text };
    await project(
      database,
      ...Array.from({ length: 600 }, (_, at) => ({ block: 100 + at, name: "ConsignmentHeld", payload })),
    );
    await app.live.tail.advance();
    const slow = await listen(CUSTOMS, "?after=99:0");
    slow.pause();
    await vi.waitFor(() => expect(app.live.services.streams.count).toBe(0), PATIENCE);
    slow.resume();
    await vi.waitFor(() => expect(slow.ended).toBe(true), PATIENCE);
    const had = slow.names.filter((name) => name === "ConsignmentHeld").length;
    expect(had).toBeLessThan(600);
    const again = await listen(CUSTOMS, "", { "Last-Event-ID": slow.lastId });
    await vi.waitFor(() => expect(again.lastId).toBe("699:0"), PATIENCE);
    const ids = [...slow.blocks, ...again.blocks].flatMap(({ id, data }) =>
      id === undefined || data === undefined ? [] : [id],
    );
    expect(new Set(ids).size).toBe(600);
  });

  it("end when the gateway does, and say so", async () => {
    const other = await AppUnderTest.start({ database });
    const listener = await Listener.open(other, CUSTOMS);
    await vi.waitFor(() => expect(other.live.services.streams.count).toBe(1), PATIENCE);
    other.live.services.streams.close();
    await vi.waitFor(() => expect(listener.ended).toBe(true), PATIENCE);
    expect(listener.names).toEqual(["end"]);
    await other.stop();
  });
});
