// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Server as TlsServer } from "node:tls";
import { GatewayError } from "../errors/gateway-error.js";
import { unreadableAnswer } from "./unreadable-requests.js";

/** Bounds of what clients may hold open. */
export interface ConnectionBounds {
  /** Connections that one address has at the same time at most. */
  readonly perAddress: number;
  /** How long nothing may move on a connection while it is the client's turn, in milliseconds. */
  readonly silenceMs: number;
}

/** Requests that a client may send on one connection before it has read the answer to the first. */
export const PIPELINED_MAX = 4;

/** An exchange that has not ended. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Keeps a server from clients that hold it up: who sends a part of a request and no more, who does not read what they asked for, who
 * asks again and again without reading, and who opens more connections than they may. Who waits for an answer is left alone.
 */
export class ConnectionGuard {
  readonly #bounds: ConnectionBounds;
  readonly #open = new Map<string, number>();
  readonly #exchanges = new WeakMap<object, Set<Exchange>>();

  constructor(bounds: ConnectionBounds) {
    this.#bounds = bounds;
  }

  /** Hands requests on, but for those of clients that do not wait for answers. */
  before(app: RequestListener): RequestListener {
    return (request, response) => {
      const { socket } = request;
      const current = this.#exchanges.get(socket) ?? new Set();
      if (socket.destroyed || current.size >= PIPELINED_MAX) {
        socket.destroy();
        return;
      }
      this.#exchanges.set(socket, current);
      const exchange = { request, response };
      current.add(exchange);
      response.once("close", () => current.delete(exchange));
      app(request, response);
    };
  }

  /** Watches the connections of a server. */
  watch(server: Server): void {
    server.on("connection", (socket: Socket) => {
      if (this.#countIn(socket) > this.#bounds.perAddress) refuse(server, socket, this.#bounds.perAddress);
    });
    server.setTimeout(this.#bounds.silenceMs, (socket: Socket) => {
      if (!isOurTurn(this.#exchanges.get(socket))) socket.destroy();
    });
  }

  /** @returns how many connections the socket's address has now */
  #countIn(socket: Socket): number {
    const address = socket.remoteAddress ?? "";
    const count = (this.#open.get(address) ?? 0) + 1;
    this.#open.set(address, count);
    socket.once("close", () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left === 0) this.#open.delete(address);
      else this.#open.set(address, left);
    });
    return count;
  }
}

/** Whether a whole request came, and nothing of its answer has gone yet. */
function isOurTurn(exchanges: ReadonlySet<Exchange> | undefined): boolean {
  const [first] = exchanges ?? [];
  return first !== undefined && first.request.complete && !first.response.headersSent;
}

/** Says why, where the client could read it: before TLS is agreed on it could not. */
function refuse(server: Server, socket: Socket, perAddress: number): void {
  if (server instanceof TlsServer) {
    socket.destroy();
    return;
  }
  const refusal = new GatewayError("TOO_MANY_CONNECTIONS", `This address has ${perAddress} connections open already.`, {
    perAddress,
  });
  socket.end(unreadableAnswer(refusal));
  socket.destroySoon();
}
