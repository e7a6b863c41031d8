// SPDX-License-Identifier: Apache-2.0
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TlsConfig } from "./config/tls.js";
import { ConfigError } from "./errors/config-error.js";
import { ConnectionGuard } from "./http/connections.js";
import { answerUnreadable } from "./http/unreadable-requests.js";

/** How often connections are looked at for requests that are late, in milliseconds. */
const CONNECTIONS_CHECKED_MS = 1_000;

/** How long nothing may move on a connection that waits for its client, in milliseconds. */
const SILENCE_MS_MAX = 30_000;

/** How long a client may take to agree on TLS, in milliseconds. */
const HANDSHAKE_MS_MAX = 10_000;

/**
 * How long a client may take to send its headers, and the whole of its request, in milliseconds: a file of 25 MiB comes within that time
 * over a line of one megabit a second.
 */
const HEADERS_MS_MAX = 10_000;
const REQUEST_MS_MAX = 300_000;

/** How long an idle connection is kept, in milliseconds: longer than the usual proxy keeps its own. */
const KEEP_ALIVE_MS = 65_000;

const CHECKED = { connectionsCheckingInterval: CONNECTIONS_CHECKED_MS };

/** Where to listen, and by which protocol. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** Absent where TLS is ended by whatever stands in front. */
  readonly tls: TlsConfig | undefined;
  /** Connections that one address has at the same time at most. */
  readonly connectionsPerAddress: number;
  /** See `ConnectionBounds`. */
  readonly silenceMs?: number;
}

/**
 * Listens for requests.
 * @throws {ConfigError} where the port cannot be listened on, or certificate and key are not a pair.
 */
export function listen(app: RequestListener, options: ListenOptions): Promise<Server> {
  const { port, host, tls, connectionsPerAddress, silenceMs = SILENCE_MS_MAX } = options;
  const guard = new ConnectionGuard({ perAddress: connectionsPerAddress, silenceMs });
  const guarded = guard.before(app);
  const server = tls === undefined ? createServer(CHECKED, guarded) : secureServer(guarded, tls);
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerUnreadable(server);
  guard.watch(server);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const used =
        error.code === "EADDRINUSE" ? "is in use: set PORT to another" : `cannot be opened: ${error.message}`;
      reject(new ConfigError(`Port ${port} on ${host} ${used}.`));
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** The address that a server listens at. */
export function urlOf(server: Server, { host, tls }: Pick<ListenOptions, "host" | "tls">): string {
  const { port } = server.address() as AddressInfo;
  return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function secureServer(app: RequestListener, { certificate, key, clients }: TlsConfig): Server {
  // A certificate that does not hold is answered as a refusal with words, which a broken handshake has none of.
  const asked = clients && {
    requestCert: true,
    rejectUnauthorized: false,
    ca: clients.authorities,
    ...(clients.revocations === undefined ? {} : { crl: [...clients.revocations] }),
  };
  try {
    return createTlsServer(
      { cert: certificate, key, minVersion: "TLSv1.2", handshakeTimeout: HANDSHAKE_MS_MAX, ...CHECKED, ...asked },
      app,
    );
  } catch (error) {
    throw new ConfigError(`TLS cannot be set up with the files that LICET_TLS_* name: ${(error as Error).message}`);
  }
}
