// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Logger } from "pino";
import { Callers } from "./http/auth/callers.js";
import { openTokenKey } from "./adapters/files/token-key.js";
import type { TokenKey } from "./ports/token-key.js";
import { TokenVerifier } from "./http/auth/tokens.js";
import { ConfigError } from "./errors/config-error.js";
import type { GatewayConfig } from "./config/config.js";
import { createApp } from "./http/app.js";
import { answerUnreadable } from "./http/unreadable-requests.js";
import { Readiness } from "./http/operations.js";
import { LevelIdempotencyStore } from "./adapters/level/idempotency-store.js";
import type { Hsm } from "./adapters/fabric-gateway/hsm.js";
import { FreshnessReader } from "./application/freshness.js";
import { KeyQueue } from "./application/key-queue.js";
import type { Ledger, LedgerIdentity } from "./ports/ledger.js";
import { readProfiles } from "./adapters/files/profiles.js";
import type { NetworkProfiles } from "./ports/network-profiles.js";
import { Queries } from "./application/queries.js";
import { Submitter } from "./application/submitter.js";
import { Transactions } from "./application/transactions.js";
import { CertificateWatch, certificatesOf } from "./operations/certificates.js";
import { createLog } from "./operations/log.js";
import { MeasuredLedger } from "./operations/measured-ledger.js";
import { Metrics } from "./operations/metrics.js";
import { MetricsAccess } from "./http/metrics-access.js";

/** How long requests in progress may take to end when the gateway stops, in milliseconds. */
const SHUTDOWN_MS_MAX = 15_000;

/** How long a client may take to send its headers, and the whole of its request, in milliseconds. */
const HEADERS_MS_MAX = 10_000;
const REQUEST_MS_MAX = 30_000;

/** How long an idle connection is kept, in milliseconds: longer than the usual proxy keeps its own. */
const KEEP_ALIVE_MS = 65_000;

/** A gateway that runs. */
export interface RunningGateway {
  readonly url: string;
  /** Key that tokens for it are made with; see `mintToken`. */
  readonly tokenKey: TokenKey;
  /** Takes no new requests, lets the ones in progress end, and closes everything. */
  stop(): Promise<void>;
}

/** Options of a gateway that is started from code. */
export interface GatewayOptions {
  /** The log to write to; one to standard output where left out. */
  readonly log?: Logger;
}

/**
 * Starts a gateway.
 * @throws {ConfigError} where the profiles are missing or wrong.
 * @throws {LedgerError} where the ledger cannot be reached.
 */
export async function startGateway(config: GatewayConfig, options: GatewayOptions = {}): Promise<RunningGateway> {
  const log = options.log ?? createLog(config.logLevel);
  const profiles = readProfiles(config.profilesFolder);
  const tokenKey = openTokenKey(config.tokenKeyFile);
  const client = await createLedger(config, profiles);
  const idempotency = await LevelIdempotencyStore.open(path.join(config.homeFolder, "idempotency")).catch(
    async (error: unknown) => {
      await client.close();
      throw error;
    },
  );
  const queue = new KeyQueue(config.queueLengthMax);
  const metrics = new Metrics(() => queue.length);
  const ledger = new MeasuredLedger(client, metrics);
  const submitter = new Submitter(ledger, {
    onConflict: (error, attempt) => {
      metrics.conflict(error.code);
      log.debug({ code: error.code, phase: error.phase, transactionId: error.transactionId, attempt }, "conflict");
    },
    onStatusAsked: (transactionId) => {
      metrics.statusAsked();
      log.warn({ transactionId }, "asking for the outcome of a transaction");
    },
  });
  const certificates = new CertificateWatch(certificatesOf(profiles), metrics, log);
  const readiness = new Readiness(ledger, readerOf(profiles));
  const closeAll = async (): Promise<void> => {
    certificates.stop();
    await ledger.close();
    await idempotency.close();
  };
  try {
    const height = await readiness.height();
    const transactions = new Transactions(ledger, submitter, queue);
    const queries = new Queries(transactions, new FreshnessReader(ledger));
    const callers = new Callers(new TokenVerifier(tokenKey), profiles.identities);
    const { requestsPerMinute, bodyBytesMax, channelName } = config;
    const metricsAccess = new MetricsAccess(config.metricsToken);
    const services = { transactions, queries, submitter, idempotency, metrics, metricsAccess, log, callers, readiness };
    const app = createApp({ ...services, requestsPerMinute, bodyBytesMax, channelName });
    const server = await listen(createServer(app), config);
    const url = urlOf(server, config.host);
    log.info({ url, client: ledger.client, channel: config.channelName, height: Number(height) }, "listening");
    return { url, tokenKey, stop: () => stop(server, readiness, closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function createLedger(config: GatewayConfig, profiles: NetworkProfiles): Promise<Ledger> {
  const { channelName, chaincodeName } = config;
  const hsm = await openHsm(config, profiles);
  // Each library takes time and memory to load, and only one is used.
  if (config.ledgerClient === "fabric-network") {
    const { FabricNetworkLedger } = await import("./adapters/fabric-network/client.js");
    return new FabricNetworkLedger(profiles, { channelName, chaincodeName, poolMax: config.gatewayPoolMax });
  }
  const { FabricGatewayLedger } = await import("./adapters/fabric-gateway/client.js");
  return new FabricGatewayLedger(profiles, { channelName, chaincodeName, hsm });
}

/** Where keys lie in a hardware security module, its library; it is loaded only then. */
async function openHsm({ pkcs11, ledgerClient }: GatewayConfig, profiles: NetworkProfiles): Promise<Hsm | undefined> {
  const keyless = [...profiles.identities.values()].find(({ privateKey }) => privateKey === undefined);
  if (pkcs11 === undefined) {
    if (keyless === undefined) return undefined;
    throw new ConfigError(
      `${keyless.label} has no keyPath in identities.json. Name the key's file there, or set LICET_PKCS11_LIBRARY.`,
    );
  }
  if (ledgerClient === "fabric-network")
    throw new ConfigError("Keys in a hardware security module need LEDGER_CLIENT=fabric-gateway.");
  const { Hsm } = await import("./adapters/fabric-gateway/hsm.js");
  return Hsm.open(pkcs11, profiles.identities.values());
}

/** The identity that the gateway's own questions (height, readiness) are asked with: any member of the channel may ask them. */
function readerOf(profiles: NetworkProfiles): LedgerIdentity {
  for (const identity of profiles.identities.values()) {
    if (profiles.organisations.has(identity.mspId)) return identity;
  }
  throw new ConfigError("identities.json lists nobody of an organisation that a connection profile describes.");
}

function listen(server: Server, config: GatewayConfig): Promise<Server> {
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerUnreadable(server);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const used =
        error.code === "EADDRINUSE" ? "is in use: set PORT to another" : `cannot be opened: ${error.message}`;
      reject(new ConfigError(`Port ${config.port} on ${config.host} ${used}.`));
    });
    server.listen(config.port, config.host, () => resolve(server));
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function stop(server: Server, readiness: Readiness, closeAll: () => Promise<void>): Promise<void> {
  readiness.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS_MAX);
  await closed;
  clearTimeout(timer);
  await closeAll();
}
