// SPDX-License-Identifier: Apache-2.0
import { status, type Server, type ServerDuplexStream, type ServerWritableStream } from "@grpc/grpc-js";
import { messageOf } from "../../protocol/errors.js";
import { Cancelled, toStatus } from "./status.js";

/** Requests of one stream that wait for the one before; more are left in the connection. */
const MAX_WAITING_REQUESTS = 100;

type OutgoingStream = ServerWritableStream<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>;

interface Cancellable {
  readonly cancelled: boolean;
  once(event: "cancelled", listener: () => void): unknown;
}

/** A signal that is aborted when the client has gone or its deadline has passed. */
export function signalOf(call: Cancellable): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Cancelled("the client has gone"));
  if (call.cancelled) abort();
  else call.once("cancelled", abort);
  return controller.signal;
}

/**
 * Reads a stream message by message; undefined at its end. Iterating over the stream itself would destroy it before its status is
 * sent.
 */
export function incoming(call: ServerDuplexStream<Buffer, Buffer>): () => Promise<Buffer | undefined> {
  const received: Buffer[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  call.on("data", (message: Buffer) => {
    if (received.push(message) >= MAX_WAITING_REQUESTS) call.pause();
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  call.once("end", end);
  call.once("cancelled", end);
  return async () => {
    if (received.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
    const request = received.shift();
    if (call.isPaused() && received.length < MAX_WAITING_REQUESTS) call.resume();
    return request;
  };
}

/** Writes with back-pressure: the promise resolves when the stream takes more. */
export function sender(call: OutgoingStream, signal: AbortSignal): (message: Buffer) => Promise<void> {
  return (message) => {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (call.write(message)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        call.removeListener("drain", settle);
        signal.removeEventListener("abort", settle);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve();
      };
      call.once("drain", settle);
      signal.addEventListener("abort", settle);
    });
  };
}

/** Ends a stream with an error. grpc-js sends the status of an error that is emitted; destroying the stream would send none. */
export function fail(call: OutgoingStream, error: unknown): void {
  if (!(error instanceof Cancelled)) call.emit("error", Object.assign(new Error(messageOf(error)), toStatus(error)));
}

const openStreams = new WeakMap<Server, Set<OutgoingStream>>();

/** Remembers a stream until it ends, so that it can be told when its server stops. */
export function remember(server: Server, call: OutgoingStream): void {
  const open = openStreams.get(server) ?? new Set();
  openStreams.set(server, open.add(call));
  for (const event of ["close", "finish", "cancelled"]) call.once(event, () => open.delete(call));
}

/** Ends a server's open streams as one that goes away does: with UNAVAILABLE, upon which clients look for another. */
export function endStreams(server: Server): void {
  for (const call of openStreams.get(server) ?? [])
    call.emit("error", Object.assign(new Error("the server is stopping"), { code: status.UNAVAILABLE }));
}
