// SPDX-License-Identifier: Apache-2.0
import type { Response } from "express";
import type { EventFilter } from "../application/live/event-filter.js";
import type { Feed, Reader } from "../application/live/feed.js";
import { comparePositions, formatPosition, type Position } from "../application/live/position.js";
import { liveItemBody } from "../application/live/live-body.js";
import { BATCH_MAX, ENDING_MS_MAX, HEARTBEAT_MS, RECONNECT_MS, UNREAD_MS_MAX } from "./stream-limits.js";
import type { EndReason } from "./streams.js";

/** Times of a stream, for tests to set otherwise. */
export interface StreamTimes {
  readonly heartbeatMs: number;
  readonly unreadMs: number;
}

/** Times of a stream that nobody sets otherwise. */
export const STREAM_TIMES: StreamTimes = { heartbeatMs: HEARTBEAT_MS, unreadMs: UNREAD_MS_MAX };

/** What a stream is made of. */
export interface StreamOf {
  readonly feed: Feed;
  readonly reader: Reader;
  readonly filter: EventFilter;
  readonly after: Position;
  /** Whether the reader is still signed in. */
  readonly signedIn: () => Promise<boolean>;
  readonly times: StreamTimes;
}

/**
 * Server-sent events (HTML Living Standard, 9.2) to one reader. It asks for more only when what it sent was taken, so that it never
 * holds more than one batch; whoever does not read is cut off and goes on from where they were.
 */
export class EventStream {
  readonly #response: Response;
  readonly #of: StreamOf;
  #position: Position;
  #ended: EndReason | "left" | undefined;
  #news = true;
  /** Ends the pause that the stream makes. */
  #resume: () => void = () => undefined;

  constructor(response: Response, of: StreamOf) {
    this.#response = response;
    this.#of = of;
    this.#position = of.after;
    response.once("close", () => this.#end("left"));
  }

  /** Asks the stream to end; its reader is told why. */
  end(reason: EndReason): void {
    this.#end(reason);
  }

  /** Sends events until somebody ends it. @returns why it ended; `left` where the reader did */
  async run(): Promise<EndReason | "left"> {
    const unsubscribe = this.#of.feed.subscribe(() => {
      this.#news = true;
      this.#resume();
    });
    try {
      this.#open();
      while (this.#ended === undefined) await this.#round();
    } catch (error) {
      this.#end("failed");
      throw error;
    } finally {
      unsubscribe();
      this.#close();
    }
    return this.#ended;
  }

  async #round(): Promise<void> {
    this.#news = false;
    const { feed, reader, filter } = this.#of;
    const page = await feed.after(reader, this.#position, filter, BATCH_MAX);
    if (!(await this.#of.signedIn())) this.#end("signed-out");
    if (this.#ended !== undefined) return;
    let text = "";
    for (const item of page.items) {
      // A notice bears no id: whoever goes on behind its position has had it, and whoever was cut off before gets it again.
      const id = item.kind === "ledger" ? `id: ${formatPosition(item.position)}\n` : "";
      text += `${id}event: ${item.name}\ndata: ${JSON.stringify(liveItemBody(item))}\n\n`;
    }
    const moved = comparePositions(page.through, this.#position) > 0;
    if (moved) text += `id: ${formatPosition(page.through)}\n\n`;
    this.#position = page.through;
    if (text !== "") await this.#write(text);
    else if (!moved) await this.#wait();
  }

  #open(): void {
    this.#response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      // Proxies that gather answers before they pass them on are told not to.
      "X-Accel-Buffering": "no",
    });
    this.#response.write(`retry: ${RECONNECT_MS}\n: licet\n\n`);
  }

  async #write(text: string): Promise<void> {
    if (this.#response.write(text)) return;
    const onDrain = (): void => this.#resume();
    const until = Date.now() + this.#of.times.unreadMs;
    this.#response.once("drain", onDrain);
    while (this.#response.writableNeedDrain && this.#ended === undefined && Date.now() < until)
      await this.#pause(until - Date.now());
    this.#response.off("drain", onDrain);
    if (this.#response.writableNeedDrain) this.#end("too-slow");
  }

  /** Waits for news; where there is none for a while, says that the stream is open. */
  async #wait(): Promise<void> {
    if (!this.#isQuiet()) return;
    await this.#pause(this.#of.times.heartbeatMs);
    if (this.#isQuiet()) await this.#write(": open\n\n");
  }

  #isQuiet(): boolean {
    return !this.#news && this.#ended === undefined;
  }

  async #pause(ms: number): Promise<void> {
    if (this.#ended !== undefined) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
    this.#resume = () => undefined;
  }

  #end(reason: EndReason | "left"): void {
    this.#ended ??= reason;
    this.#resume();
  }

  #close(): void {
    if (this.#ended === "left" || this.#response.destroyed) return;
    if (this.#response.headersSent)
      this.#response.write(`event: end\ndata: {"reason":"${this.#ended ?? "failed"}"}\n\n`);
    this.#response.end();
    const timer = setTimeout(() => this.#response.destroy(), ENDING_MS_MAX);
    this.#response.once("close", () => clearTimeout(timer));
  }
}
