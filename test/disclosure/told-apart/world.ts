// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { Stage } from "@licet/chaincode/internal/testing/ledgers/stage";
import { playedLedger } from "@licet/chaincode/internal/testing/ledgers/story";
import { openPglite } from "@licet/gateway/adapters/pglite/database";
import { NoticeTable } from "@licet/gateway/adapters/sql/notice-table";
import type { SqlDatabase } from "@licet/gateway/database/sql-database";
import { Projection } from "@licet/gateway/readmodel/projection";
import { transactionIdOf } from "@licet/gateway/testing/stub-ledger";
import { recordedBlocks } from "@licet/gateway/testing/recorded-blocks";
import { type Answer, AppUnderTest, type Person } from "@licet/gateway/testing-http/app-under-test";
import { answering } from "../answering-ledger.js";
import { RecordedLedger } from "../recorded-ledger.js";
import type { KeptThing } from "./kept-rows.js";
import { ASKERS, type Place, typeOfFirst } from "./row.js";

const OWNER: Person = ASKERS["the own officer"];
const OF_OWNER = { organisation: "GBAuthorityMSP", person: OWNER } as const;
const JSON_TYPE = { "Content-Type": "application/json" };

/** A transaction that is on the ledger. */
export const RECORDED = transactionIdOf(1);

/** The HTTP interface over the rules and a read model of a ledger that was played, and over what it keeps for people. */
export class ToldApartWorld {
  readonly app: AppUnderTest;
  readonly #database: SqlDatabase;
  readonly #make: Readonly<Record<KeptThing, () => Promise<Place>>> = {
    document: () => this.#document(),
    draft: () => this.#put("drafts", { content: "confidential", version: 0 }, "key"),
    view: () => this.#put("views", { name: "Mine", list: "licences", shared: "organisation" }, "id"),
    webhook: async () => ({ id: await this.#webhook() }),
    delivery: () => this.#delivery(),
    notice: () => this.#notice(),
    mail: () => this.#mail(),
  };
  #count = 0;

  private constructor(app: AppUnderTest, database: SqlDatabase) {
    this.app = app;
    this.#database = database;
  }

  static async start(): Promise<ToldApartWorld> {
    const ledger = new RecordedLedger();
    const stage = new Stage(ledger);
    await playedLedger(stage);
    stage.waitUntil(new Date().toISOString());
    const database = await openPglite();
    const members = await stage.members(OF_OWNER.organisation);
    await database.asGateway((db) => new Projection(db, members).take(ledger.taken()));
    const app = await AppUnderTest.start({ database, notices: new NoticeTable(database) });
    app.ledger.onEvaluate = answering(stage);
    app.ledger.record(RECORDED, new Uint8Array(), "VALID");
    for (const [number, block] of recordedBlocks().entries()) app.ledger.held.set(BigInt(number), block);
    return new ToldApartWorld(app, database);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.#database.close();
  }

  /** A thing of the first who asks, as a route names it: another one each time. */
  make(thing: KeptThing): Promise<Place> {
    return this.#make[thing]();
  }

  /** A place with the references that follow from transactions. */
  async resolved(place: Place): Promise<Place> {
    const resolved = Object.entries(place).map(async ([name, value]) => {
      const type = typeOfFirst(value);
      return [name, type === undefined ? value : await this.#firstOf(type)] as const;
    });
    return Object.fromEntries(await Promise.all(resolved));
  }

  async #firstOf(type: string): Promise<string> {
    const { id } = await this.#database.asGateway((db) =>
      db.selectFrom("ledger.record").select("id").where("type", "=", type).orderBy("id").executeTakeFirstOrThrow(),
    );
    return id;
  }

  async #document(): Promise<Place> {
    this.#count += 1;
    const about = { record: "licence", id: "GBSIEL/2026/0000001/P", part: "content", kind: "invoice" };
    const answer = await this.app.send(OWNER, `/v1/documents?${new URLSearchParams(about).toString()}`, {
      method: "POST",
      body: `%PDF-1.7\ninvoice ${this.#count.toString()}\n%%EOF\n`,
      headers: { "Content-Type": "application/pdf" },
    });
    return { document: idOf(answer) };
  }

  async #put(kind: string, content: object, name: string): Promise<Place> {
    this.#count += 1;
    const key = `kept-${this.#count.toString()}`;
    const sending = { method: "PUT", body: JSON.stringify(content), headers: JSON_TYPE };
    required(await this.app.send(OWNER, `/v1/${kind}/${key}`, sending));
    return { [name]: key };
  }

  async #webhook(): Promise<string> {
    const id = randomUUID();
    const place = { block: 0, transaction: 0 };
    const row = { id, created_by: OWNER, url: "https://a.example/", description: "", ...place };
    await this.#database.asGateway((db) =>
      db
        .insertInto("kept.webhook")
        .values({ ...row, role: "licensing-officer", organisation: OF_OWNER.organisation, filter: "{}" })
        .execute(),
    );
    return id;
  }

  async #delivery(): Promise<Place> {
    const webhook = await this.#webhook();
    const delivery = `msg_${webhook}`;
    const { organisation } = OF_OWNER;
    const row = { id: delivery, webhook, organisation, name: "LicenceIssued", block: 1, transaction: 0, body: "{}" };
    await this.#database.asGateway((db) =>
      db
        .insertInto("kept.delivery")
        .values({ ...row, state: "dead" })
        .execute(),
    );
    return { id: webhook, delivery };
  }

  async #notice(): Promise<Place> {
    this.#count += 1;
    const [check, id] = [randomUUID(), randomUUID()];
    const checked = { id: check, subjects: [], disposition: "may-pass", codes: [] } as const;
    const changed = { id, check, block: this.#count, transaction: 0, name: "LicenceSuspended", subjects: [] };
    await this.#database.asGateway(async (db) => {
      await db
        .insertInto("kept.check")
        .values({ ...checked, ...OF_OWNER })
        .execute();
      await db
        .insertInto("kept.notice")
        .values({ ...changed, ...OF_OWNER })
        .execute();
    });
    return { id };
  }

  async #mail(): Promise<Place> {
    this.#count += 1;
    const store = new NoticeTable(this.#database);
    await store.add([{ ...OF_OWNER, kind: "hold", cause: `1:${this.#count.toString()}` }], new Date());
    const kept = await store.newestOf(OF_OWNER, this.#count);
    const { id } = kept.find(({ state }) => state === "waiting") ?? { id: "" };
    await store.settle(id, { state: "dead", error: "550" });
    return { id };
  }
}

function idOf(answer: Answer): string {
  return (required(answer).body as { readonly id: string }).id;
}

function required(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(answer.text);
  return answer;
}
