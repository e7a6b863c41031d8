// SPDX-License-Identifier: Apache-2.0
import type { Server } from "node:http";
import path from "node:path";
import type { Logger } from "pino";
import { openTokenKey } from "./adapters/files/token-key.js";
import { UnlocodePlaces } from "./adapters/files/unlocode-places.js";
import type { TokenKey } from "./ports/token-key.js";
import { assemblePeople } from "./people.js";
import { keepHouse, openDocuments, openKeys } from "./documents.js";
import { ConfigError } from "./errors/config-error.js";
import type { GatewayConfig } from "./config/config.js";
import { type AppServices, createApp } from "./http/app.js";
import { readSite } from "./http/site.js";
import { packageFolder } from "./config/package-folder.js";
import { listen, urlOf } from "./listener.js";
import { LevelIdempotencyStore } from "./adapters/level/idempotency-store.js";
import type { Hsm } from "./adapters/fabric-gateway/hsm.js";
import { analyseProjection, resetProjection } from "./database/migrate.js";
import type { Database } from "./database/database.js";
import type { SqlDatabase } from "./database/sql-database.js";
import { FreshnessReader } from "./application/freshness.js";
import { LedgerHeight } from "./application/ledger-height.js";
import { Admission } from "./application/admission/admission.js";
import { ADMISSION_BOUNDS, LANES } from "./application/admission/lane.js";
import { KeyQueue } from "./application/key-queue.js";
import { requireSameKeys } from "./application/documents/key-check.js";
import type { DocumentKeys } from "./ports/document-keys.js";
import type { Ledger, LedgerIdentity } from "./ports/ledger.js";
import { LedgerError } from "./ports/ledger-error.js";
import { isPassing } from "./ports/passing-failure.js";
import { readProfiles } from "./adapters/files/profiles.js";
import type { NetworkProfiles } from "./ports/network-profiles.js";
import { Queries } from "./application/queries.js";
import { Submitter } from "./application/submitter.js";
import { Transactions } from "./application/transactions.js";
import { partsOfAll } from "./readmodel/part-readers.js";
import { Projector } from "./readmodel/projector.js";
import { CertificateWatch, certificatesOf } from "./operations/certificates.js";
import { Checks } from "./application/kept/checks.js";
import { ExportLog } from "./application/kept/export-log.js";
import { Drafts } from "./application/kept/drafts.js";
import { Views } from "./application/kept/views.js";
import { createLog } from "./operations/log.js";
import { Explorer } from "./readmodel/explorer/explorer.js";
import { NetworkViewer } from "./readmodel/explorer/network-view.js";
import { StatisticsReader } from "./readmodel/explorer/statistics.js";
import { ReadModel } from "./readmodel/queries/read-model.js";
import { MeasuredLedger } from "./operations/measured-ledger.js";
import { Metrics } from "./operations/metrics.js";
import { ChaincodeWatch, oneOfEach } from "./operations/readiness/chaincode-watch.js";
import { ClockWatch } from "./operations/readiness/clock-watch.js";
import { Readiness } from "./operations/readiness/readiness.js";
import { WriteWatch } from "./operations/readiness/write-watch.js";
import { startLive } from "./live.js";
import { MetricsAccess } from "./http/metrics-access.js";

interface Stores {
  readonly idempotency: LevelIdempotencyStore;
  readonly database: SqlDatabase;
}

/** How long requests in progress may take to end when the gateway stops, in milliseconds. */
const SHUTDOWN_MS_MAX = 15_000;

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
 * @throws {ConfigError} where the profiles or the keys of documents are missing or wrong.
 * @throws {LedgerError} where the ledger refuses what it is asked; where it cannot be reached, the gateway waits for it.
 */
export async function startGateway(config: GatewayConfig, options: GatewayOptions = {}): Promise<RunningGateway> {
  const log = options.log ?? createLog(config.logLevel);
  const profiles = readProfiles(config.profilesFolder);
  const tokenKey = openTokenKey(config.tokenKeyFile);
  const keys = openKeys(config.homeFolder, profiles.identities.values());
  const client = await createLedger(config, profiles);
  const { idempotency, database } = await openStores(config, keys).catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  const { queue, admission, metrics } = measuredWork(config);
  const writes = new WriteWatch();
  const ledger = new MeasuredLedger(client, metrics, writes);
  const submitter = countingSubmitter(ledger, metrics, log);
  const certificates = new CertificateWatch(certificatesOf(profiles), metrics, log);
  const reader = readerOf(profiles);
  const members = served(profiles);
  const clock = new ClockWatch(members.map(({ mspId }) => mspId));
  const projector = follower({ config, profiles, ledger, database, reader, clock, log });
  const watches = [new ChaincodeWatch(ledger, members), writes, clock];
  const readiness = new Readiness({ ledger, identity: reader, following: projector, watches });
  let stopHousekeeping = (): Promise<void> => Promise.resolve();
  const live = await startLive({ database, keys, webhookAllow: config.webhookAllow, metrics, log });
  projector.onProjected(live.wake);
  const closeAll = async (): Promise<void> => {
    certificates.stop();
    await stopHousekeeping();
    await projector.stop();
    await live.close();
    await ledger.close();
    await idempotency.close();
    await database.close();
  };
  try {
    const people = assemblePeople(config, { profiles, tokenKey, database, log });
    projector.onProjected(() => people.wake());
    const height = await heightNow(readiness, log);
    const transactions = new Transactions(ledger, submitter, queue);
    const queries = new Queries(transactions, new FreshnessReader(ledger), live.checks);
    const services = { admission, transactions, queries, submitter, idempotency, metrics, log, readiness };
    const identities = profiles.identities.values();
    const room = await openDocuments({ config, database, keys, transactions, identities });
    stopHousekeeping = keepHouse(room.housekeeping, log);
    const app = createApp({
      ...services,
      ...people,
      ...room,
      ...keptIn(database),
      ...limitsOf(config),
      metricsAccess: new MetricsAccess(config.metricsToken),
      ...readersOf(ledger, database, reader, config.chaincodeName),
      live: live.services,
      places: new UnlocodePlaces(path.join(packageFolder(), "data", "unlocode.ndjson.gz")),
      site: readSite(path.join(packageFolder(), "web", "dist", "site")),
    });
    const server = await listen(app, config);
    projector.start();
    const url = urlOf(server, config);
    people.begin(url);
    log.info({ url, client: ledger.client, channel: config.channelName, height }, "listening");
    const end = (): Promise<void> => people.stop().then(closeAll);
    return { url, tokenKey, stop: () => stop(server, readiness, () => live.endStreams(), end) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The channel's height; a gateway that starts before its peer says that it is not ready, and serves once the peer is there. */
async function heightNow(readiness: Readiness, log: Logger): Promise<number | undefined> {
  try {
    return Number(await readiness.height());
  } catch (error) {
    if (!(error instanceof LedgerError) || !isPassing(error)) throw error;
    log.warn({ code: error.code }, "the ledger cannot be reached yet");
    return undefined;
  }
}

/** What is read of the ledger as a whole. */
function readersOf(
  ledger: Ledger,
  database: SqlDatabase,
  reader: LedgerIdentity,
  chaincodeName: string,
): Pick<AppServices, "readModel" | "explorer" | "network" | "statistics"> {
  const height = new LedgerHeight(ledger, reader);
  return {
    readModel: new ReadModel(database, height),
    explorer: new Explorer({ ledger, database, chaincodeName }),
    network: new NetworkViewer(ledger, chaincodeName),
    statistics: new StatisticsReader(database, height),
  };
}

/** What people keep, and what is kept of what they do. */
function keptIn(database: Database): Pick<AppServices, "views" | "drafts" | "checks" | "exports"> {
  return {
    views: new Views(database),
    drafts: new Drafts(database),
    checks: new Checks(database),
    exports: new ExportLog(database),
  };
}

/** The settings that the interface is held to. */
function limitsOf(config: GatewayConfig): Pick<AppServices, LimitName> {
  const { requestsPerMinute, bodyBytesMax, declarationBytesMax, channelName } = config;
  return { requestsPerMinute, bodyBytesMax, declarationBytesMax, channelName };
}

type LimitName = "requestsPerMinute" | "bodyBytesMax" | "declarationBytesMax" | "channelName";

interface MeasuredWork {
  readonly queue: KeyQueue;
  readonly admission: Admission;
  readonly metrics: Metrics;
}

/** What lets work begin, and the counts of it. */
function measuredWork({ queueLengthMax }: GatewayConfig): MeasuredWork {
  const queue = new KeyQueue(queueLengthMax);
  const admission = new Admission(ADMISSION_BOUNDS);
  const metrics = new Metrics({
    queue: () => queue.length,
    lanes: () => LANES.map((lane) => ({ lane, running: admission.running(lane), waiting: admission.waiting(lane) })),
  });
  return { queue, admission, metrics };
}

interface FollowerParts {
  readonly config: GatewayConfig;
  readonly profiles: NetworkProfiles;
  readonly ledger: Ledger;
  readonly database: SqlDatabase;
  readonly reader: LedgerIdentity;
  readonly clock: ClockWatch;
  readonly log: Logger;
}

/** What makes the ledger's blocks into rows. */
function follower({ config, profiles, ledger, database, reader, clock, log }: FollowerParts): Projector {
  return new Projector({
    database,
    reset: () => resetProjection(database),
    analyse: () => analyseProjection(database),
    ledger,
    identity: reader,
    chaincodeName: config.chaincodeName,
    parts: partsOfAll(ledger, profiles),
    onTaking: (batch) => {
      clock.take(batch);
    },
    log,
  });
}

/** Sends transactions, and counts what they meet. */
function countingSubmitter(ledger: Ledger, metrics: Metrics, log: Logger): Submitter {
  return new Submitter(ledger, {
    onConflict: (error, attempt) => {
      metrics.conflict(error.code);
      log.debug({ code: error.code, phase: error.phase, transactionId: error.transactionId, attempt }, "conflict");
    },
    onStatusAsked: (transactionId) => {
      metrics.statusAsked();
      log.warn({ transactionId }, "asking for the outcome of a transaction");
    },
  });
}

/** What the gateway keeps by itself. */
async function openStores(config: GatewayConfig, keys: DocumentKeys): Promise<Stores> {
  const idempotency = await LevelIdempotencyStore.open(path.join(config.homeFolder, "idempotency"));
  try {
    const database = await openDatabase(config);
    try {
      await requireSameKeys(database, keys);
    } catch (error) {
      await database.close();
      throw error;
    }
    return { idempotency, database };
  } catch (error) {
    await idempotency.close();
    throw error;
  }
}

/** The server's database where one is named, and else the embedded one; each library is loaded only where it is used. */
async function openDatabase({ databaseUrl, homeFolder }: GatewayConfig): Promise<SqlDatabase> {
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import("./adapters/postgres/database.js");
    return openPostgres(databaseUrl);
  }
  const { openPglite } = await import("./adapters/pglite/database.js");
  return openPglite(path.join(homeFolder, "database"));
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
export function readerOf(profiles: NetworkProfiles): LedgerIdentity {
  const [reader] = served(profiles);
  if (reader !== undefined) return reader;
  throw new ConfigError("identities.json lists nobody of an organisation that a connection profile describes.");
}

/** One identity of each organisation that a connection profile describes. */
function served({ identities, organisations }: NetworkProfiles): readonly LedgerIdentity[] {
  return oneOfEach(identities.values()).filter(({ mspId }) => organisations.has(mspId));
}

async function stop(
  server: Server,
  readiness: Readiness,
  endStreams: () => void,
  closeAll: () => Promise<void>,
): Promise<void> {
  readiness.stop();
  endStreams();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS_MAX);
  await closed;
  clearTimeout(timer);
  await closeAll();
}
