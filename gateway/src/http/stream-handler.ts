// SPDX-License-Identifier: Apache-2.0
import { comparePositions, formatPosition, parsePosition, type Position } from "../application/live/position.js";
import type { Request, RequestHandler } from "express";
import type { Feed } from "../application/live/feed.js";
import type { Callers } from "./auth/callers.js";
import { GatewayError } from "../errors/gateway-error.js";
import { callerOf, contextOf } from "./context.js";
import { EventStream, STREAM_TIMES, type StreamTimes } from "./event-stream.js";
import { streamQuery } from "./live-parameters.js";
import { readerOf } from "./reader.js";
import type { Streams } from "./streams.js";

/** What a stream of events needs. */
export interface StreamServices {
  readonly feed: Feed;
  readonly streams: Streams;
  readonly callers: Callers;
  readonly times?: StreamTimes | undefined;
}

/** Header in which a client that connects again says what it had last. */
const LAST_EVENT_ID = "Last-Event-ID";

/** Events as they happen, and those behind a position first. */
export function streamHandler({ feed, streams, callers, times = STREAM_TIMES }: StreamServices): RequestHandler {
  return async (request, response) => {
    const caller = callerOf(response);
    const { after, filter } = streamQuery(request);
    const begin = beginning(request, after) ?? feed.newest();
    requireReached(begin, feed.newest());
    const stream = new EventStream(response, {
      feed,
      reader: readerOf(caller),
      filter,
      after: begin,
      signedIn: () => callers.isStill(caller.label, request),
      times,
    });
    const leave = streams.admit(caller.label, stream);
    try {
      const reason = await stream.run();
      if (reason !== "left") contextOf(response).code = reason;
    } finally {
      leave();
    }
  };
}

/**
 * Whoever waits behind a position that no event has yet would wait without a word: it may be of another channel, or of a read model that
 * was further than this one.
 * @throws {GatewayError} READ_MODEL_BEHIND.
 */
function requireReached(position: Position, newest: Position): void {
  if (comparePositions(position, newest) <= 0) return;
  const [asked, last] = [formatPosition(position), formatPosition(newest)];
  throw new GatewayError("READ_MODEL_BEHIND", `No event stands at ${asked} yet: the newest stands at ${last}.`, {
    asked,
    newest: last,
  });
}

/** Where a stream begins: behind what the client had last, or behind what the address says; undefined for now. */
function beginning(request: Request, after: string | undefined): Position | undefined {
  const last = request.get(LAST_EVENT_ID);
  if (last !== undefined && last !== "") return parsePosition(last);
  return after === undefined ? undefined : parsePosition(after);
}
