// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SqlDatabase } from "../../database/sql-database.js";
import type { SessionRecord, SessionStore, SignInAttempt, SignInAttemptStore } from "../../ports/sessions.js";
import { describeDatabases } from "../../testing/databases.js";
import { MemoryAttempts, MemorySessions } from "../../testing/memory-sessions.js";
import { AttemptTable } from "./attempt-table.js";
import { SessionTable } from "./session-table.js";

const NOON = new Date("2026-11-27T12:00:00Z");
const minutes = (count: number): Date => new Date(NOON.getTime() + count * 60_000);

function session(secretHash: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    secretHash,
    person: "a@AMSP",
    organisation: "AMSP",
    means: "provider",
    issuer: "https://provider.example",
    subject: "one",
    providerSession: "s1",
    startedAt: NOON,
    authenticatedAt: undefined,
    seenAt: NOON,
    endsAt: minutes(60),
    ...changes,
  };
}

function attempt(key: string, expiresAt: Date): SignInAttempt {
  return { key, state: "s", nonce: "n", codeVerifier: "v", maxAgeSeconds: undefined, returnTo: "/", expiresAt };
}

interface Stores {
  readonly sessions: SessionStore;
  readonly attempts: SignInAttemptStore;
}

/** What every store of sessions does. */
function suite(open: () => Stores): void {
  let sessions: SessionStore;
  let attempts: SignInAttemptStore;
  beforeEach(async () => {
    ({ sessions, attempts } = open());
    await sessions.sweep(minutes(10_000), minutes(10_000));
    await attempts.sweep(minutes(10_000));
  });

  it("gives sessions back as they were kept", async () => {
    const demonstration = {
      means: "demonstration",
      issuer: undefined,
      subject: undefined,
      providerSession: undefined,
    } as const;
    const kept = [session("h1", { authenticatedAt: minutes(-1) }), session("h2", demonstration)];
    for (const one of kept) await sessions.add(one);
    expect([await sessions.find("h1"), await sessions.find("h2")]).toEqual(kept);
    expect(await sessions.find("h3")).toBeUndefined();
    await sessions.touch("h1", minutes(5));
    expect(await sessions.find("h1")).toEqual({ ...kept[0], seenAt: minutes(5) });
    await sessions.end("h1");
    expect(await sessions.find("h1")).toBeUndefined();
  });

  it("ends those of a person, of a subject, of a provider's session, and no others", async () => {
    await sessions.add(session("h1"));
    await sessions.add(session("h2", { providerSession: "s2" }));
    await sessions.add(session("h3", { person: "b@AMSP", subject: "two", providerSession: "s3" }));
    await sessions.add(session("h4", { issuer: "https://other.example" }));
    const issuer = "https://provider.example";
    expect(await sessions.endAll({ issuer, providerSession: "s2" })).toBe(1);
    expect(await sessions.endAll({ issuer, subject: "one" })).toBe(1);
    expect(await sessions.endAll({ person: "a@AMSP" })).toBe(1);
    expect(await sessions.find("h3")).toBeDefined();
    expect(await sessions.endAll({ person: "nobody@AMSP" })).toBe(0);
  });

  it("keeps a person's newest, and forgets what is over", async () => {
    for (const [hash, seen] of [
      ["h1", 3],
      ["h2", 1],
      ["h3", 2],
    ] as const)
      await sessions.add(session(hash, { seenAt: minutes(seen) }));
    await sessions.add(session("h4", { person: "b@AMSP" }));
    await sessions.keepNewest("a@AMSP", 2);
    const left = async (): Promise<boolean[]> =>
      Promise.all(["h1", "h2", "h3", "h4"].map(async (hash) => (await sessions.find(hash)) !== undefined));
    expect(await left()).toEqual([true, false, true, true]);
    await sessions.sweep(minutes(10), minutes(3));
    expect(await left()).toEqual([true, false, false, false]);
    await sessions.sweep(minutes(60), minutes(0));
    expect(await left()).toEqual([false, false, false, false]);
  });

  it("gives an attempt out once, in its time, and to one of many", async () => {
    await attempts.add(attempt("k1", minutes(10)));
    await attempts.add(attempt("k2", minutes(1)));
    await attempts.add({ ...attempt("k3", minutes(10)), maxAgeSeconds: 600 });
    const taken = await Promise.all(Array.from({ length: 5 }, () => attempts.take("k1", minutes(0))));
    expect(taken.filter((one) => one !== undefined)).toEqual([attempt("k1", minutes(10))]);
    expect(await attempts.take("k2", minutes(1))).toBeUndefined();
    expect(await attempts.sweep(minutes(9))).toBe(1);
    expect(await attempts.take("k3", minutes(9))).toMatchObject({ maxAgeSeconds: 600 });
  });
}

describe("sessions and attempts, in memory", () =>
  suite(() => ({ sessions: new MemorySessions(), attempts: new MemoryAttempts() })));

describeDatabases("sessions and attempts", (open) => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  suite(() => ({ sessions: new SessionTable(database), attempts: new AttemptTable(database) }));

  it("are the gateway's own: no caller reads one", async () => {
    const caller = { organisation: "AMSP", person: "a@AMSP" };
    for (const table of ["kept.session", "kept.sign_in"] as const) {
      const read = database.asCaller(caller, (db) => db.selectFrom(table).selectAll().execute());
      await expect(read).rejects.toThrow(/permission denied/);
    }
  });
});
