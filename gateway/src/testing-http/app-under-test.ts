// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { LevelIdempotencyStore } from "../adapters/level/idempotency-store.js";
import { UnlocodePlaces } from "../adapters/files/unlocode-places.js";
import type { DocumentsConfig } from "../config/documents.js";
import { packageFolder } from "../config/package-folder.js";
import type { Database } from "../database/database.js";
import { type DocumentRoom, openDocuments, openKeys } from "../documents.js";
import { FreshnessReader } from "../application/freshness.js";
import { LedgerHeight } from "../application/ledger-height.js";
import { Admission } from "../application/admission/admission.js";
import { ADMISSION_BOUNDS, type AdmissionBounds } from "../application/admission/lane.js";
import { KeyQueue } from "../application/key-queue.js";
import { Queries } from "../application/queries.js";
import { demonstrationGroups } from "../application/sign-in/demonstration.js";
import { type SessionLimits, Sessions } from "../application/sign-in/sessions.js";
import { Submitter } from "../application/submitter.js";
import { Transactions } from "../application/transactions.js";
import { Checks } from "../application/kept/checks.js";
import { ExportLog } from "../application/kept/export-log.js";
import { Drafts } from "../application/kept/drafts.js";
import { Views } from "../application/kept/views.js";
import { Explorer } from "../readmodel/explorer/explorer.js";
import { NetworkViewer } from "../readmodel/explorer/network-view.js";
import { StatisticsReader } from "../readmodel/explorer/statistics.js";
import { ReadModel } from "../readmodel/queries/read-model.js";
import { createApp } from "../http/app.js";
import { answerUnreadable } from "../http/unreadable-requests.js";
import { Callers } from "../http/auth/callers.js";
import { ClientCertificates } from "../http/auth/client-certificates.js";
import { Cookies } from "../http/auth/cookies.js";
import { Origin } from "../http/auth/origin.js";
import type { Site } from "../http/site.js";
import type { SignInServices } from "../http/sign-in-services.js";
import { mintToken, TokenVerifier } from "../http/auth/tokens.js";
import { MetricsAccess } from "../http/metrics-access.js";
import { Readiness } from "../operations/readiness/readiness.js";
import { createLog } from "../operations/log.js";
import { Metrics } from "../operations/metrics.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import type { NoticeStore } from "../ports/notices.js";
import type { SessionRecord } from "../ports/sessions.js";
import { MemorySessions } from "../testing/memory-sessions.js";
import { type LiveUnderTest, liveUnderTest } from "./live-under-test.js";
import { NO_DATABASE } from "../testing/no-database.js";
import { StubLedger } from "../testing/stub-ledger.js";

/** Who the app acts for, by what their certificates say of them. */
export const PEOPLE = {
  "registrar1@GBAuthorityMSP": { "licet.role": "registrar" },
  "customs1@GBAuthorityMSP": { "licet.role": "customs-officer" },
  "licensing1@GBAuthorityMSP": { "licet.role": "licensing-officer", "licet.office": "GB-ECJU" },
  "exporter1@GBAuthorityMSP": { "licet.role": "exporter", "licet.party": "GB-EX-0001" },
  "exporter2@GBAuthorityMSP": { "licet.role": "exporter", "licet.party": "GB-EX-0002" },
  "customs1@AEAuthorityMSP": { "licet.role": "customs-officer" },
  "nobody1@GBAuthorityMSP": {},
  "carrier1@CarriersMSP": { "licet.role": "carrier" },
  "carrier2@CarriersMSP": { "licet.role": "carrier", "licet.party": "CARRIERS-CR-0002" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Somebody whom the app acts for. */
export type Person = keyof typeof PEOPLE;

const TOKEN_KEY = generateKeyPairSync("ed25519");

/** An answer, with its body as JSON where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** What a request carries besides its address. */
export interface Sending {
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts where the client goes away before it is answered. */
  readonly signal?: AbortSignal;
}

/** In what the app differs from one that only systems use. */
export interface AppOptions {
  readonly admissionBounds?: AdmissionBounds;
  readonly requestsPerMinute?: number;
  /** Left out, it has none: what asks for one fails. */
  readonly database?: Database;
  readonly documents?: Partial<DocumentsConfig>;
  readonly now?: () => Date;
  /** Origin that people reach it at; where it listens unless given. */
  readonly publicUrl?: string;
  readonly sessionLimits?: SessionLimits;
  /** Whether one may sign in as anybody. */
  readonly demonstration?: boolean;
  /** The web application; it has not been built unless given. */
  readonly site?: Site;
  /** Where notices are kept; nowhere unless given. */
  readonly notices?: NoticeStore;
  /** The provider that people sign in at, given the address that it sends them back to. */
  readonly provider?: (callback: () => string) => SignInServices["provider"];
}

/** The HTTP interface over a stub of the ledger, on a free port. */
export class AppUnderTest {
  readonly ledger = new StubLedger();
  readonly sessions = new MemorySessions();
  readonly #folder = mkdtempSync(path.join(tmpdir(), "licet-app-"));
  readonly #options: AppOptions;
  readonly admission: Admission;
  #server: Server | undefined;
  #store: LevelIdempotencyStore | undefined;
  #room: DocumentRoom | undefined;

  private constructor(
    options: AppOptions,
    readonly live: LiveUnderTest,
  ) {
    this.#options = options;
    this.admission = new Admission(options.admissionBounds ?? ADMISSION_BOUNDS);
  }

  static async start(options: AppOptions = {}): Promise<AppUnderTest> {
    const app = new AppUnderTest(options, liveUnderTest(options.database));
    await app.#listen();
    return app;
  }

  /** Folder of the gateway's own files. */
  get folder(): string {
    return this.#folder;
  }

  /** What ends documents that are over. */
  get housekeeping(): DocumentRoom["housekeeping"] {
    if (this.#room === undefined) throw new Error("The app under test has not been started.");
    return this.#room.housekeeping;
  }

  /** Ends the process without its requests' ends, and starts another on what it kept. */
  async restart(): Promise<void> {
    this.#server?.closeAllConnections();
    await this.#close();
    await this.#listen();
  }

  async stop(): Promise<void> {
    await this.#close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Port that the app listens on. */
  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }

  /** A token of somebody, for so many seconds. */
  token(person: Person, seconds?: number): Promise<string> {
    return mintToken(TOKEN_KEY, person, seconds);
  }

  /** Sends a request as somebody; as nobody where no person is named. */
  async send(person: Person | undefined, address: string, sending: Sending = {}): Promise<Answer> {
    const { method = "GET", body, headers = {}, signal } = sending;
    const token = person === undefined ? undefined : await this.token(person);
    const response = await fetch(`${this.url}${address}`, {
      method,
      headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  /** Posts JSON as somebody under an idempotency key. */
  post(person: Person, address: string, body: unknown, key = "a-key-of-its-own"): Promise<Answer> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
    return this.send(person, address, { method: "POST", body: JSON.stringify(body), headers });
  }

  /** Address of the app. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async #listen(): Promise<void> {
    const { ledger } = this;
    const { database = NO_DATABASE, documents, now, ...options } = this.#options;
    const signIn = signInOf(options, this.sessions);
    const store = await LevelIdempotencyStore.open(path.join(this.#folder, "idempotency"));
    const submitter = new Submitter(ledger);
    const transactions = new Transactions(ledger, submitter, new KeyQueue(10));
    this.#room = await openDocuments({
      config: {
        documents: { bytesMax: 1_048_576, clamd: undefined, s3: undefined, ...documents },
        homeFolder: this.#folder,
      },
      database,
      transactions,
      identities: identities().values(),
      keys: openKeys(this.#folder, identities().values()),
      ...(now === undefined ? {} : { now }),
    });
    const height = new LedgerHeight(ledger, identityOf("registrar1@GBAuthorityMSP"));
    const app = createApp({
      admission: this.admission,
      documents: this.#room.documents,
      documentSharing: this.#room.documentSharing,
      transactions,
      queries: new Queries(transactions, new FreshnessReader(ledger), this.live.checks),
      submitter,
      idempotency: store,
      metrics: new Metrics(),
      metricsAccess: new MetricsAccess(undefined),
      log: createLog("silent"),
      callers: callersOf(signIn),
      signIn,
      notices: { store: options.notices ?? ({} as NoticeStore), sending: false },
      readiness: new Readiness({
        ledger,
        identity: identityOf("registrar1@GBAuthorityMSP"),
        following: { position: { block: 6 }, failed: undefined },
        watches: [],
      }),
      requestsPerMinute: options.requestsPerMinute ?? 10_000,
      bodyBytesMax: 20_000,
      declarationBytesMax: 40_000,
      channelName: "licet",
      live: this.live.services,
      places: new UnlocodePlaces(path.join(packageFolder(), "data", "unlocode.ndjson.gz")),
      site: options.site,
      readModel: new ReadModel(database, height, now),
      explorer: new Explorer({ ledger, database, chaincodeName: "licet" }),
      network: new NetworkViewer(ledger, "licet"),
      statistics: new StatisticsReader(database, height, now),
      views: new Views(database, now),
      drafts: new Drafts(database, now),
      checks: new Checks(database),
      exports: new ExportLog(database, now),
    });
    const server = createServer(app);
    answerUnreadable(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#store = store;
    this.#server = server;
    signIn.origin.listensAt(this.url);
  }

  async #close(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve));
    await this.#store?.close();
  }
}

function signInOf(options: AppOptions, store: MemorySessions): SignInServices {
  const origin = new Origin(options.publicUrl);
  const people = identities();
  const holderOf = ({ person, means }: SessionRecord): LedgerIdentity | undefined =>
    means === "provider" || options.demonstration === true ? people.get(person) : undefined;
  return {
    origin,
    cookies: new Cookies(options.publicUrl ?? "http://127.0.0.1"),
    sessions: new Sessions(store, options.sessionLimits ?? { idleMs: 1_800_000, wholeMs: 36_000_000 }, holderOf),
    provider: options.provider?.(() => `${origin.own}/auth/callback`),
    demonstration:
      options.demonstration === true ? { groups: demonstrationGroups(people.values()), people } : undefined,
  };
}

function callersOf({ sessions, cookies, origin }: SignInServices): Callers {
  const certificates = new ClientCertificates(new Map());
  const verifier = new TokenVerifier(TOKEN_KEY);
  return new Callers({ verifier, identities: identities(), sessions, cookies, origin, certificates });
}

/** Everybody whom the app acts for. */
export function identities(): ReadonlyMap<string, LedgerIdentity> {
  return new Map((Object.keys(PEOPLE) as Person[]).map((label) => [label, identityOf(label)]));
}

function identityOf(label: Person): LedgerIdentity {
  const [name = "", mspId = ""] = label.split("@");
  return {
    label,
    name,
    enrolmentId: name,
    mspId,
    certificate: "",
    privateKey: undefined,
    attributes: PEOPLE[label],
  };
}
