// SPDX-License-Identifier: Apache-2.0
import type { Logger } from "pino";
import { type Mailer, MailRefused } from "../ports/mailer.js";
import type { KeptNotice, NoticeOutcome, NoticeStore } from "../ports/notices.js";
import { mailOf } from "./mail-of.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long to wait after each attempt that failed, in milliseconds; after the last of them the notice is dead. */
export const PAUSES_MS: readonly number[] = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE_MS);
/** How often due notices are looked for, in milliseconds. */
const INTERVAL_MS = 15_000;
/** Notices sent in one go. */
const BATCH_MAX = 20;
/** For how long a notice that is being sent is left alone by others, in milliseconds: a process that dies loses none. */
const LEASE_MS = 10 * MINUTE_MS;
/** How long settled notices are kept, in milliseconds. */
const KEPT_MS = 30 * DAY_MS;

/** What an outbox works with. */
export interface OutboxServices {
  readonly store: NoticeStore;
  readonly mailer: Mailer;
  readonly log: Logger;
  /** Address that people reach the gateway at, once it is known. */
  readonly origin: () => string;
}

/** Sends notices that are due: each at least once, with pauses that grow, and given up in the end. */
export class Outbox {
  readonly #services: OutboxServices;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #sweptAt = 0;

  constructor(services: OutboxServices) {
    this.#services = services;
  }

  /** Sends what is due from now on. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), INTERVAL_MS).unref();
    this.wake();
  }

  /** Looks for due notices now, once whatever goes on is done. */
  wake(): void {
    this.#working = this.#working
      .then(() => this.sendDue())
      .catch((error: unknown) => this.#services.log.error({ err: error }, "notices could not be sent"));
  }

  /** Ends after the notice that is being sent. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
    this.#services.mailer.close();
  }

  /** Sends everything that is due. */
  async sendDue(): Promise<void> {
    const { store } = this.#services;
    for (;;) {
      const now = new Date();
      const due = await store.claim(now, new Date(now.getTime() + LEASE_MS), BATCH_MAX);
      for (const notice of due) await store.settle(notice.id, await this.#attempt(notice));
      if (due.length < BATCH_MAX) break;
    }
    if (Date.now() - this.#sweptAt < DAY_MS) return;
    this.#sweptAt = Date.now();
    await store.sweep(new Date(Date.now() - KEPT_MS));
  }

  async #attempt(notice: KeptNotice): Promise<NoticeOutcome> {
    const { store, mailer, log, origin } = this.#services;
    const setting = await store.settingOf(notice);
    if (setting === undefined || setting.muted.includes(notice.kind)) return { state: "unwanted" };
    try {
      await mailer.send(mailOf(notice, setting, origin()));
      return { state: "sent" };
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      const outcome = afterFailure(notice.attempts, error, new Date());
      if (outcome.state === "dead") log.error({ notice: notice.id, code: error.code }, "a notice could not be sent");
      return outcome;
    }
  }
}

/** What becomes of a notice after an attempt that failed. */
export function afterFailure(attempts: number, { code, retryable }: MailRefused, now: Date): NoticeOutcome {
  const pause = PAUSES_MS[attempts - 1];
  if (!retryable || pause === undefined) return { state: "dead", error: code };
  return { state: "waiting", error: code, nextAttemptAt: new Date(now.getTime() + pause) };
}
