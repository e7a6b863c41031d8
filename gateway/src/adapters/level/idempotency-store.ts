// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from "node:fs";
import { ClassicLevel } from "classic-level";
import { z } from "zod";
import { ConfigError } from "../../errors/config-error.js";
import type { Claim, IdempotencyStore, StoredResponse } from "../../ports/idempotency.js";

/** How long an idempotency key is remembered, in milliseconds: 24 hours. */
export const KEY_LIFETIME_MS = 24 * 3_600_000;

/** Keys remembered at the same time; beyond that the oldest are forgotten. */
const KEYS_MAX = 200_000;

/** Largest response body that is kept, in bytes. */
const RESPONSE_BYTES_MAX = 1_048_576;

/** How often expired keys are swept out, in milliseconds. */
const SWEEP_INTERVAL_MS = 10 * 60_000;

const OWNER_ONLY_FOLDER = 0o700;

const Response = z.object({
  status: z.int(),
  contentType: z.string(),
  location: z.string().optional(),
  body: z.string(),
});

const Entry = z.object({
  fingerprint: z.string(),
  expiresAt: z.number(),
  transactionId: z.string().optional(),
  response: Response.optional(),
});
type Entry = z.infer<typeof Entry>;

/**
 * Remembers idempotency keys and the responses they got, on disk, so that a repeated request is not carried out twice, also across a
 * restart. A process that is killed loses nothing; a machine that loses power may lose the last moments.
 */
export class LevelIdempotencyStore implements IdempotencyStore {
  readonly #db: ClassicLevel;
  readonly #active = new Set<string>();
  #sweeper: NodeJS.Timeout | undefined;
  #count = 0;

  private constructor(db: ClassicLevel) {
    this.#db = db;
  }

  /**
   * Opens the store in a folder, which only one process may use at a time.
   * @throws {ConfigError} where another process uses it, or it cannot be opened.
   */
  static async open(folder: string): Promise<LevelIdempotencyStore> {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    const db = new ClassicLevel(folder);
    try {
      await db.open();
    } catch (error) {
      const { cause } = error as { cause?: { code?: string; message?: string } };
      const reason = cause?.code === "LEVEL_LOCKED" ? "another gateway uses it" : (cause?.message ?? String(error));
      throw new ConfigError(`The idempotency store ${folder} cannot be opened: ${reason}.`);
    }
    const store = new LevelIdempotencyStore(db);
    await store.#sweep();
    store.#sweeper = setInterval(() => void store.#sweep(), SWEEP_INTERVAL_MS).unref();
    return store;
  }

  async claim(key: string, fingerprint: string): Promise<Claim> {
    if (this.#active.has(key)) return { state: "in-flight" };
    this.#active.add(key);
    let claim: Claim | undefined;
    try {
      claim = claimOf(await this.#read(key), fingerprint);
      return claim;
    } finally {
      if (claim?.state !== "new" && claim?.state !== "interrupted") this.#active.delete(key);
    }
  }

  async noteSent(key: string, fingerprint: string, transactionId: string): Promise<void> {
    await this.#write(key, { fingerprint, transactionId, expiresAt: Date.now() + KEY_LIFETIME_MS });
  }

  async complete(key: string, fingerprint: string, response: StoredResponse): Promise<void> {
    if (response.body.length <= RESPONSE_BYTES_MAX) {
      await this.#write(key, { fingerprint, response, expiresAt: Date.now() + KEY_LIFETIME_MS });
    }
    this.#active.delete(key);
  }

  async release(key: string): Promise<void> {
    await this.#db.del(entryKey(key));
    this.#active.delete(key);
  }

  leave(key: string): void {
    this.#active.delete(key);
  }

  async noteRecorded(act: string, transactionId: string): Promise<void> {
    const expiresAt = Date.now() + KEY_LIFETIME_MS;
    await this.#write(actKey(act), { fingerprint: "", transactionId, expiresAt });
  }

  async recordedAct(act: string): Promise<string | undefined> {
    return (await this.#read(actKey(act)))?.transactionId;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#db.close();
  }

  async #read(key: string): Promise<Entry | undefined> {
    const text = await this.#db.get(entryKey(key));
    if (text === undefined) return undefined;
    const parsed = Entry.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.expiresAt > Date.now() ? parsed.data : undefined;
  }

  async #write(key: string, entry: Entry): Promise<void> {
    await this.#db.batch([
      { type: "put", key: entryKey(key), value: JSON.stringify(entry) },
      { type: "put", key: expiryKey(entry.expiresAt, key), value: key },
    ]);
    this.#count += 1;
    if (this.#count > KEYS_MAX) await this.#sweep();
  }

  /** Forgets what has expired, and the oldest keys where there are too many. */
  async #sweep(): Promise<void> {
    const expiries = await this.#db.keys({ gte: "e!", lt: 'e"' }).all();
    const now = Date.now();
    const tooMany = Math.max(0, expiries.length - KEYS_MAX);
    const gone = expiries.filter((expiry, index) => index < tooMany || expiresAtOf(expiry) <= now);
    await this.#db.batch(
      gone.flatMap((expiry) => {
        const key = keyOf(expiry);
        return this.#active.has(key)
          ? []
          : [
              { type: "del" as const, key: expiry },
              { type: "del" as const, key: entryKey(key) },
            ];
      }),
    );
    this.#count = expiries.length - gone.length;
  }
}

function claimOf(entry: Entry | undefined, fingerprint: string): Claim {
  if (!entry) return { state: "new" };
  if (entry.fingerprint !== fingerprint) return { state: "different" };
  if (entry.response) return { state: "done", response: entry.response };
  return { state: "interrupted", transactionId: entry.transactionId ?? "" };
}

/** Keys start with a user's label, which has an at sign: no act's place is a key's. */
function actKey(act: string): string {
  return `recorded!${act}`;
}

const EXPIRY_DIGITS = 15;

function entryKey(key: string): string {
  return `k!${key}`;
}

function expiryKey(expiresAt: number, key: string): string {
  return `e!${expiresAt.toString().padStart(EXPIRY_DIGITS, "0")}!${key}`;
}

function expiresAtOf(expiry: string): number {
  return Number(expiry.slice(2, 2 + EXPIRY_DIGITS));
}

function keyOf(expiry: string): string {
  return expiry.slice(3 + EXPIRY_DIGITS);
}
