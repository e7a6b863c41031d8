// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import type { Database } from "../../database/database.js";
import type { WebhookOutcome, WebhookSender } from "../../ports/webhook-sender.js";
import type { Feed } from "../live/feed.js";
import { backoffMs } from "./backoff.js";
import { type AttemptResult, Leases, type NextMessage } from "./lease.js";
import type { WebhookKeys } from "./keys.js";
import { LEASE_MS, LOOK_MS, SENDING_MAX } from "./limits.js";
import { Outbox } from "./outbox.js";
import { signedHeaders } from "./signature.js";

/** How often what need not be listed any longer is removed, in milliseconds. */
const PURGE_EVERY_MS = 3_600_000;

/** The receiver says that it is gone, and asks to be told nothing more (RFC 9110, 15.5.11). */
const GONE = 410;

/** What a dispatcher works with. */
export interface DispatcherParts {
  readonly database: Database;
  readonly keys: WebhookKeys;
  readonly feed: Feed;
  readonly sender: WebhookSender;
}

/** What a dispatcher tells of, and what tests set otherwise. */
export interface DispatcherOptions {
  readonly onAttempt?: (result: AttemptResult) => void;
  readonly onError?: (error: unknown) => void;
  readonly leaseMs?: number;
  readonly lookMs?: number;
  /** Wait after so many attempts, in milliseconds. */
  readonly backoff?: (attempts: number) => number;
}

/** Sends what stands in the outbox. */
export class Dispatcher {
  readonly #outbox: Outbox;
  readonly #leases: Leases;
  readonly #sender: WebhookSender;
  readonly #feed: Feed;
  readonly #options: Required<DispatcherOptions>;
  readonly #sending = new Map<string, Promise<void>>();
  #round: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #purgedAt = 0;
  #unsubscribe: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ database, keys, feed, sender }: DispatcherParts, options: DispatcherOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#outbox = new Outbox(database, feed);
    this.#leases = new Leases(database, keys, randomUUID(), this.#options.leaseMs);
    this.#sender = sender;
    this.#feed = feed;
  }

  start(): void {
    this.#unsubscribe = this.#feed.subscribe(() => this.wake());
    this.#timer = setInterval(() => this.wake(), this.#options.lookMs).unref();
    this.wake();
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#round ??= this.#rounds()
      .catch(this.#options.onError)
      .finally(() => (this.#round = undefined));
  }

  /** Takes nothing up any more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearInterval(this.#timer);
    await this.#round;
    await Promise.all(this.#sending.values());
  }

  async #rounds(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#purge();
      this.#again ||= await this.#outbox.fill();
      const room = SENDING_MAX - this.#sending.size;
      if (room <= 0) continue;
      for (const webhook of await this.#leases.take(room)) this.#sendTo(webhook);
    }
  }

  #sendTo(webhook: string): void {
    const work = this.#sendAll(webhook)
      .catch(this.#options.onError)
      .finally(() => {
        this.#sending.delete(webhook);
        this.wake();
      });
    this.#sending.set(webhook, work);
  }

  /** Sends a webhook's messages one after the other, as long as the next one is due. */
  async #sendAll(webhook: string): Promise<void> {
    try {
      while (!this.#stopped) {
        const next = await this.#leases.next(webhook);
        if (next === undefined) return;
        this.#options.onAttempt(await this.#attempt(webhook, next));
      }
    } finally {
      await this.#leases.release(webhook);
    }
  }

  async #attempt(webhook: string, { url, secrets, delivery }: NextMessage): Promise<AttemptResult> {
    const headers = signedHeaders(delivery.id, new Date(), delivery.body, secrets);
    // Nothing leaves unsigned: a receiver could not tell it from anybody's.
    const outcome: WebhookOutcome =
      secrets.length === 0 ? { failure: "no-key" } : await this.#sender.send({ url, headers, body: delivery.body });
    return this.#leases.note({
      webhook,
      delivery: delivery.id,
      outcome: "status" in outcome ? outcome.status.toString() : outcome.failure,
      success: isSuccess(outcome),
      gone: "status" in outcome && outcome.status === GONE,
      waitMs: this.#options.backoff(delivery.attempts + 1),
    });
  }

  async #purge(): Promise<void> {
    if (Date.now() - this.#purgedAt < PURGE_EVERY_MS) return;
    this.#purgedAt = Date.now();
    await this.#outbox.purge();
  }
}

const DEFAULTS: Required<DispatcherOptions> = {
  onAttempt: () => undefined,
  onError: () => undefined,
  leaseMs: LEASE_MS,
  lookMs: LOOK_MS,
  backoff: (attempts) => backoffMs(attempts, Math.random()),
};

/** Only a status of the 200s: redirects are not followed and count as failures. */
function isSuccess(outcome: WebhookOutcome): boolean {
  return "status" in outcome && outcome.status >= 200 && outcome.status < 300;
}
