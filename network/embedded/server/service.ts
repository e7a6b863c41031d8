// SPDX-License-Identifier: Apache-2.0
import {
  Metadata,
  status,
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type MethodDefinition,
  type Server,
  type ServerDuplexStream,
  type ServerErrorResponse,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { encodeStatusDetails, GrpcError, messageOf } from "../gateway/errors.js";
import { CONCURRENCY_LIMITS } from "./limits.js";

/** Requests of one stream that wait for the one before; more are left in the connection. */
const MAX_WAITING_REQUESTS = 100;

/** Answers one request; messages are serialised. */
export type Unary = (request: Buffer, signal: () => AbortSignal) => Buffer | Promise<Buffer>;
/** Answers one request with any number of messages; `signal` is aborted when the client has gone. */
export type Streaming = (request: Buffer, send: (message: Buffer) => Promise<void>, signal: AbortSignal) => Promise<void>;
/** Answers the requests of one stream in turn; false ends the stream. */
export type Conversation = (
  request: Buffer,
  send: (message: Buffer) => Promise<void>,
  signal: AbortSignal,
) => Promise<boolean>;

export interface ServiceMethods {
  readonly unary?: Readonly<Record<string, Unary>>;
  readonly streaming?: Readonly<Record<string, Streaming>>;
  readonly conversations?: Readonly<Record<string, Conversation>>;
}

/** The client's side of the call has ended. */
class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/**
 * Adds a gRPC service whose messages pass as bytes, with the concurrency limit Fabric sets for it.
 *
 * @param name full name, such as `gateway.Gateway`
 */
export function addService(server: Server, name: string, methods: ServiceMethods): void {
  const limiter = new Limiter(`/${name}`);
  const definition: Record<string, MethodDefinition<Buffer, Buffer>> = {};
  const implementation: Record<string, Handler> = {};
  for (const [method, handler] of Object.entries(methods.unary ?? {})) {
    definition[method] = describe(name, method, false, false);
    implementation[method] = unaryCall(handler, limiter);
  }
  for (const [method, handler] of Object.entries(methods.streaming ?? {})) {
    definition[method] = describe(name, method, false, true);
    implementation[method] = streamingCall(handler, limiter);
  }
  for (const [method, handler] of Object.entries(methods.conversations ?? {})) {
    definition[method] = describe(name, method, true, true);
    implementation[method] = conversationCall(handler, limiter);
  }
  server.addService(definition, implementation);
}

type Handler =
  | handleUnaryCall<Buffer, Buffer>
  | handleServerStreamingCall<Buffer, Buffer>
  | handleBidiStreamingCall<Buffer, Buffer>;

function describe(
  service: string,
  method: string,
  requestStream: boolean,
  responseStream: boolean,
): MethodDefinition<Buffer, Buffer> {
  const same = (bytes: Buffer): Buffer => bytes;
  return {
    path: `/${service}/${method}`,
    requestStream,
    responseStream,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
}

/** Counts the calls of one service in progress. */
class Limiter {
  readonly #service: string;
  readonly #limit: number;
  #active = 0;

  constructor(service: string) {
    this.#service = service;
    this.#limit = CONCURRENCY_LIMITS[service] ?? Infinity;
  }

  /** @throws {Error} with Fabric's sentence when the limit is reached */
  acquire(): void {
    if (this.#active >= this.#limit)
      throw new Error(`too many requests for ${this.#service}, exceeding concurrency limit (${this.#limit})`);
    this.#active++;
  }

  release(): void {
    this.#active--;
  }
}

function unaryCall(handler: Unary, limiter: Limiter): handleUnaryCall<Buffer, Buffer> {
  return async (call, callback) => {
    try {
      limiter.acquire();
    } catch (error) {
      callback(toStatus(error));
      return;
    }
    try {
      callback(null, await handler(call.request, () => signalOf(call)));
    } catch (error) {
      callback(toStatus(error));
    } finally {
      limiter.release();
    }
  };
}

function streamingCall(handler: Streaming, limiter: Limiter): handleServerStreamingCall<Buffer, Buffer> {
  return async (call) => {
    const signal = signalOf(call);
    try {
      limiter.acquire();
    } catch (error) {
      fail(call, error);
      return;
    }
    try {
      await handler(call.request, sender(call, signal), signal);
      call.end();
    } catch (error) {
      fail(call, error);
    } finally {
      limiter.release();
    }
  };
}

function conversationCall(handler: Conversation, limiter: Limiter): handleBidiStreamingCall<Buffer, Buffer> {
  return async (call) => {
    const signal = signalOf(call);
    try {
      limiter.acquire();
    } catch (error) {
      fail(call, error);
      return;
    }
    try {
      const send = sender(call, signal);
      const requests = incoming(call);
      for (let request = await requests(); request; request = await requests())
        if (!(await handler(request, send, signal))) break;
      call.end();
    } catch (error) {
      fail(call, error);
    } finally {
      limiter.release();
    }
  };
}

/** Reads a stream message by message, undefined at its end. (Iterating over the stream would destroy it before its status is sent.) */
function incoming(call: ServerDuplexStream<Buffer, Buffer>): () => Promise<Buffer | undefined> {
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

interface Cancellable {
  readonly cancelled: boolean;
  once(event: "cancelled", listener: () => void): unknown;
}

function signalOf(call: Cancellable): AbortSignal {
  const controller = new AbortController();
  if (call.cancelled) controller.abort(new Cancelled("the client has gone"));
  else call.once("cancelled", () => controller.abort(new Cancelled("the client has gone")));
  return controller.signal;
}

type OutgoingStream = ServerWritableStream<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>;

/** Writes with back-pressure: the promise resolves when the stream takes more. */
function sender(call: OutgoingStream, signal: AbortSignal): (message: Buffer) => Promise<void> {
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

/** grpc-js sends the status of an error that is emitted; destroying the stream would send none. */
function fail(call: OutgoingStream, error: unknown): void {
  if (!(error instanceof Cancelled)) call.emit("error", toError(error));
}

function toError(error: unknown): Error {
  return Object.assign(new Error(messageOf(error)), toStatus(error));
}

/** gRPC's form of an error. What carries no code is UNKNOWN, as a bare Go error is. */
function toStatus(error: unknown): Partial<ServerErrorResponse> & { code: status; details: string; message: string } {
  const message = messageOf(error);
  if (error instanceof Cancelled) return { code: status.CANCELLED, details: message, name: "Cancelled", message };
  if (!(error instanceof GrpcError)) return { code: status.UNKNOWN, details: message, name: "Error", message };
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", encodeStatusDetails(error));
  return { code: error.code, details: message, name: error.name, message, metadata };
}
