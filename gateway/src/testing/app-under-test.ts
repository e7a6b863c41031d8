// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { LevelIdempotencyStore } from "../adapters/level/idempotency-store.js";
import { FreshnessReader } from "../application/freshness.js";
import { KeyQueue } from "../application/key-queue.js";
import { Queries } from "../application/queries.js";
import { Submitter } from "../application/submitter.js";
import { Transactions } from "../application/transactions.js";
import { createApp } from "../http/app.js";
import { answerUnreadable } from "../http/unreadable-requests.js";
import { Callers } from "../http/auth/callers.js";
import { mintToken, TokenVerifier } from "../http/auth/tokens.js";
import { MetricsAccess } from "../http/metrics-access.js";
import { Readiness } from "../http/operations.js";
import { createLog } from "../operations/log.js";
import { Metrics } from "../operations/metrics.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { StubLedger } from "./stub-ledger.js";

/** Who the app acts for, by what their certificates say of them. */
export const PEOPLE = {
  "registrar1@GBAuthorityMSP": { "licet.role": "registrar" },
  "customs1@GBAuthorityMSP": { "licet.role": "customs-officer" },
  "exporter1@GBAuthorityMSP": { "licet.role": "exporter", "licet.party": "GB-EX-0001" },
  "carrier1@CarriersMSP": { "licet.role": "carrier" },
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
}

/** The HTTP interface over a stub of the ledger, on a free port. */
export class AppUnderTest {
  readonly ledger = new StubLedger();
  readonly #folder = mkdtempSync(path.join(tmpdir(), "licet-app-"));
  #server: Server | undefined;
  #store: LevelIdempotencyStore | undefined;

  private constructor() {
    // Made by `start`.
  }

  static async start(limits: { readonly requestsPerMinute?: number } = {}): Promise<AppUnderTest> {
    const app = new AppUnderTest();
    await app.#listen(limits);
    return app;
  }

  /** Ends the process without its requests' ends, and starts another on what it kept. */
  async restart(): Promise<void> {
    this.#server?.closeAllConnections();
    await this.#close();
    await this.#listen({});
  }

  async stop(): Promise<void> {
    await this.#close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Port that the app listens on. */
  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }

  /** Sends a request as somebody; as nobody where no person is named. */
  async send(person: Person | undefined, address: string, sending: Sending = {}): Promise<Answer> {
    const { method = "GET", body, headers = {} } = sending;
    const token = person === undefined ? undefined : await mintToken(TOKEN_KEY, person);
    const response = await fetch(`http://127.0.0.1:${this.port}${address}`, {
      method,
      headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body }),
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

  async #listen({ requestsPerMinute = 10_000 }: { readonly requestsPerMinute?: number }): Promise<void> {
    const { ledger } = this;
    const store = await LevelIdempotencyStore.open(path.join(this.#folder, "idempotency"));
    const submitter = new Submitter(ledger);
    const transactions = new Transactions(ledger, submitter, new KeyQueue(10));
    const app = createApp({
      transactions,
      queries: new Queries(transactions, new FreshnessReader(ledger)),
      submitter,
      idempotency: store,
      metrics: new Metrics(() => 0),
      metricsAccess: new MetricsAccess(undefined),
      log: createLog("silent"),
      callers: new Callers(new TokenVerifier(TOKEN_KEY), identities()),
      readiness: new Readiness(ledger, identityOf("registrar1@GBAuthorityMSP")),
      requestsPerMinute,
      bodyBytesMax: 20_000,
      channelName: "licet",
    });
    const server = createServer(app);
    answerUnreadable(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#store = store;
    this.#server = server;
  }

  async #close(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve));
    await this.#store?.close();
  }
}

function identities(): ReadonlyMap<string, LedgerIdentity> {
  return new Map((Object.keys(PEOPLE) as Person[]).map((label) => [label, identityOf(label)]));
}

function identityOf(label: Person): LedgerIdentity {
  const [name = "", mspId = ""] = label.split("@");
  return { label, name, mspId, certificate: "", privateKey: undefined, attributes: PEOPLE[label] };
}
