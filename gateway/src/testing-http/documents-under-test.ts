// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import type { SqlDatabase } from "../database/sql-database.js";
import { type Answer, AppUnderTest, type AppOptions, type Person } from "./app-under-test.js";
import { DocumentWorld } from "../testing/document-world.js";

/** People of the tests, by what they are. */
export const WHO = {
  officer: "licensing1@GBAuthorityMSP",
  customs: "customs1@GBAuthorityMSP",
  registrar: "registrar1@GBAuthorityMSP",
  exporter: "exporter1@GBAuthorityMSP",
  competitor: "exporter2@GBAuthorityMSP",
  carrier: "carrier1@CarriersMSP",
  foreign: "customs1@AEAuthorityMSP",
} as const satisfies Readonly<Record<string, Person>>;

const CONSIGNMENT = "GB-CN-0001";

/** Parts of the tests' consignment, as addresses name them; and one of a record that there is not. */
export const GOODS = { record: "consignment", id: CONSIGNMENT, part: "goods" };
export const TRANSPORT = { ...GOODS, part: "transport" };
export const TO_COME = { ...GOODS, id: "GB-CN-0404" };

/** When the tests take place. */
export const NOW = new Date("2026-11-27T10:00:00Z");

/** A PDF with a text in it. */
export const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
export const INVOICE = pdf("invoice 4711");

/** SHA-256 in hexadecimal. */
export const shaOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** A document as it is answered, as far as the tests look at it. */
export interface Details {
  readonly id: string;
  readonly sha256: string;
  readonly kind: string;
  readonly content: string;
  readonly scan: string;
  readonly preserved: boolean;
  readonly named?: unknown;
  readonly subjects: readonly { readonly id: string; readonly foreseen: boolean }[];
}

/** An answer's body as a document. */
export const detailsOf = ({ body }: Answer): Details => body as Details;

/** Items of a page. */
export const itemsOf = ({ body }: Answer): readonly Record<string, unknown>[] =>
  (body as { readonly items: readonly Record<string, unknown>[] }).items;

/** Status and code of an answer: `201 done`, `404 NOT_FOUND`. */
export const codeOf = ({ status, body }: Answer): string =>
  `${status.toString()} ${(body as { readonly code?: string } | undefined)?.code ?? "done"}`;

/** What a file is sent with besides its bytes. */
export interface StoreOptions {
  readonly about?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The interface with documents over a database, with a consignment that the United Kingdom's authority and carriers know. */
export class DocumentsUnderTest {
  readonly world = new DocumentWorld();
  readonly #database: SqlDatabase;
  #app: AppUnderTest | undefined;
  /** What the gateway's clock says. */
  now = NOW;

  private constructor(database: SqlDatabase) {
    this.#database = database;
  }

  static async start(database: SqlDatabase, documents: AppOptions["documents"] = {}): Promise<DocumentsUnderTest> {
    const tests = new DocumentsUnderTest(database);
    const app = await AppUnderTest.start({
      database,
      documents: { bytesMax: 300_000, ...documents },
      now: () => tests.now,
    });
    app.ledger.onEvaluate = tests.world.answer;
    tests.#app = app;
    tests.world.hold(`consignment/${CONSIGNMENT}/goods`, { heldBy: ["GBAuthorityMSP"], parties: ["GB-EX-0001"] });
    tests.world.hold(`consignment/${CONSIGNMENT}/transport`, {
      heldBy: ["GBAuthorityMSP", "CarriersMSP"],
      parties: ["GB-EX-0001", "GB-CA-0001"],
    });
    return tests;
  }

  get app(): AppUnderTest {
    if (this.#app === undefined) throw new Error("The tests have not been started.");
    return this.#app;
  }

  /** Ends the app and empties its tables; the database stays. */
  async stop(): Promise<void> {
    await this.app.stop();
    await this.#database.asOwner((owner) =>
      sql`truncate kept.document, kept.document_subject, kept.document_log, kept.document_object`.execute(owner),
    );
  }

  /** Address at which a file is sent. */
  addressOf({ about = GOODS, parameters = {} }: StoreOptions = {}): string {
    return `/v1/documents?${new URLSearchParams({ kind: "invoice", ...about, ...parameters }).toString()}`;
  }

  /** Sends a file, as an invoice in PDF unless it is said otherwise. */
  store(person: Person, bytes: Buffer = INVOICE, options: StoreOptions = {}): Promise<Answer> {
    return this.app.send(person, this.addressOf(options), {
      method: "POST",
      body: new Uint8Array(bytes),
      headers: { "Content-Type": "application/pdf", ...options.headers },
    });
  }

  /** Sends a file that is taken. */
  async kept(person: Person, bytes: Buffer = INVOICE, options: StoreOptions = {}): Promise<Details> {
    const answer = await this.store(person, bytes, options);
    if (answer.status >= 300) throw new Error(answer.text);
    return detailsOf(answer);
  }

  /** Asks for a document's content. */
  content(person: Person, { id }: Pick<Details, "id">): Promise<Answer> {
    return this.app.send(person, `/v1/documents/${id}/content`);
  }

  /** Asks what is known of a document. */
  see(person: Person, { id }: Pick<Details, "id">): Promise<Answer> {
    return this.app.send(person, `/v1/documents/${id}`);
  }

  withdraw(person: Person, { id }: Pick<Details, "id">, reason: string): Promise<Answer> {
    return this.app.send(person, `/v1/documents/${id}?reason=${reason}`, { method: "DELETE" });
  }

  /** Posts JSON about a document. */
  post(person: Person, { id }: Pick<Details, "id">, what: string, body: unknown): Promise<Answer> {
    return this.app.post(person, `/v1/documents/${id}/${what}`, body);
  }

  /** Files of the store, on their way or put away. */
  objects(): string[] {
    return readdirSync(path.join(this.app.folder, "documents"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  }

  /** What an organisation's log says, the oldest first. */
  async acts(person: Person = WHO.officer): Promise<string[]> {
    const lines = itemsOf(await this.app.send(person, "/v1/document-log?pageSize=100"));
    return lines.map(({ act, person: by }) => `${String(act)} ${String(by)}`).reverse();
  }

  /** Changes rows as their owner cannot: as a stranger to whom the database belongs. */
  async alter(work: Parameters<SqlDatabase["asGateway"]>[0]): Promise<void> {
    await this.#database.asGateway(work);
  }
}
