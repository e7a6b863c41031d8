// SPDX-License-Identifier: Apache-2.0
import type { Server } from "@grpc/grpc-js";
import { endStreams } from "./streams.js";
import { createServer, listen, shutDown, type TlsServerOptions } from "./tls-server.js";

/** The server of one node, which can be stopped and started again. */
export class NodeServer {
  readonly #options: TlsServerOptions;
  readonly #addServices: (server: Server) => void;
  #server: Server | undefined;

  /** @param addServices adds the node's services to a server that does not listen yet */
  constructor(options: TlsServerOptions, addServices: (server: Server) => void) {
    this.#options = options;
    this.#addServices = addServices;
  }

  /**
   * Listens, unless it does.
   * @throws {NetworkError} NETWORK_PORT_TAKEN.
   */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer();
    this.#addServices(server);
    await listen(server, this.#options);
    this.#server = server;
  }

  /** Ends the server with the calls in progress, if it listens. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    endStreams(server);
    await shutDown(server, this.#options);
  }
}
