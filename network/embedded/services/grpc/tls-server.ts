// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { NetworkError } from "../../description/network-error.js";
import { MAX_MESSAGE_BYTES } from "../../protocol/grpc-limits.js";

/** How long calls in progress may take to end when a server stops, in milliseconds. */
const SHUTDOWN_GRACE = 500;

export interface TlsServerOptions {
  /** Address to listen on, such as 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** Folder with server.crt and server.key. */
  readonly tlsDirectory: string;
}

/** A server with the peers' options, without services yet. */
export function createServer(): Server {
  return new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    "grpc.so_reuseport": 0,
    "grpc.enable_channelz": 0,
    "grpc-node.flow_control_window": 4 * 1024 * 1024,
  });
}

/**
 * Starts listening.
 *
 * @throws {NetworkError} NETWORK_PORT_TAKEN.
 * @throws {Error} when the certificate cannot be read.
 */
export async function listen(server: Server, { host, port, tlsDirectory }: TlsServerOptions): Promise<void> {
  const credentials = ServerCredentials.createSsl(null, [
    {
      cert_chain: readFileSync(join(tlsDirectory, "server.crt")),
      private_key: readFileSync(join(tlsDirectory, "server.key")),
    },
  ]);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error) => {
      if (error) reject(cannotListen(`${host}:${port}`, error));
      else resolve();
    });
  });
}

function cannotListen(address: string, cause: Error): NetworkError {
  const advice = "Stop what listens there, or choose other ports with --port-base";
  return new NetworkError("NETWORK_PORT_TAKEN", `Cannot listen on ${address}: ${cause.message}. ${advice}.`, { cause });
}

/**
 * Stops listening, lets calls in progress end for a moment and cancels those that do not.
 *
 * @param port where the server listens
 */
export async function shutDown(server: Server, { host, port }: Pick<TlsServerOptions, "host" | "port">): Promise<void> {
  // forceShutdown knows no sessions while channelz is off; drain ends them all after the grace time.
  server.drain(`${host}:${port}`, SHUTDOWN_GRACE);
  await new Promise<void>((resolve) => {
    server.tryShutdown(() => resolve());
  });
}
