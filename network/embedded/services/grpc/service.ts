// SPDX-License-Identifier: Apache-2.0
import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  MethodDefinition,
  Server,
} from "@grpc/grpc-js";
import { CONCURRENCY_LIMITS } from "../../protocol/grpc-limits.js";
import { toStatus } from "./status.js";
import { fail, incoming, remember, sender, signalOf } from "./streams.js";

/** Answers one request; messages are serialised. */
export type Unary = (request: Buffer, signal: () => AbortSignal) => Buffer | Promise<Buffer>;
/** Answers one request with any number of messages; `signal` is aborted when the client has gone. */
export type Streaming = (
  request: Buffer,
  send: (message: Buffer) => Promise<void>,
  signal: AbortSignal,
) => Promise<void>;
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
    implementation[method] = streamingCall(handler, limiter, server);
  }
  for (const [method, handler] of Object.entries(methods.conversations ?? {})) {
    definition[method] = describe(name, method, true, true);
    implementation[method] = conversationCall(handler, limiter, server);
  }
  server.addService(definition, implementation);
}

type Handler =
  handleUnaryCall<Buffer, Buffer> | handleServerStreamingCall<Buffer, Buffer> | handleBidiStreamingCall<Buffer, Buffer>;

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

  /** @throws {Error} with Fabric's sentence when the limit is reached. */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#active >= this.#limit)
      throw new Error(`too many requests for ${this.#service}, exceeding concurrency limit (${this.#limit})`);
    this.#active++;
    try {
      return await work();
    } finally {
      this.#active--;
    }
  }
}

function unaryCall(handler: Unary, limiter: Limiter): handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    limiter
      .run(() => handler(call.request, () => signalOf(call)))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toStatus(error)),
      );
  };
}

function streamingCall(
  handler: Streaming,
  limiter: Limiter,
  server: Server,
): handleServerStreamingCall<Buffer, Buffer> {
  return (call) => {
    remember(server, call);
    const signal = signalOf(call);
    limiter
      .run(() => handler(call.request, sender(call, signal), signal))
      .then(
        () => call.end(),
        (error: unknown) => fail(call, error),
      );
  };
}

function conversationCall(
  handler: Conversation,
  limiter: Limiter,
  server: Server,
): handleBidiStreamingCall<Buffer, Buffer> {
  return (call) => {
    remember(server, call);
    const signal = signalOf(call);
    const send = sender(call, signal);
    const requests = incoming(call);
    const converse = async (): Promise<void> => {
      for (let request = await requests(); request; request = await requests())
        if (!(await handler(request, send, signal))) return;
    };
    limiter.run(converse).then(
      () => call.end(),
      (error: unknown) => fail(call, error),
    );
  };
}
