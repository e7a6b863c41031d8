// SPDX-License-Identifier: Apache-2.0
import { Stage } from "@licet/chaincode/internal/testing/ledgers/stage";
import { AE, CARRIERS, DE, FR, GB, type Person, PK } from "@licet/chaincode/internal/testing/ledgers/people";
import { playedLedger } from "@licet/chaincode/internal/testing/ledgers/story";
import {
  canonicalJson,
  checkpointReference,
  type JsonValue,
  PARTY_ROLES,
  type PartRef,
  receiptReference,
  registerOf,
  ROLES,
  type Role,
} from "@licet/domain";
import { openPglite } from "@licet/gateway/adapters/pglite/database";
import type { SqlDatabase } from "@licet/gateway/database/sql-database";
import { NO_LEDGER } from "@licet/gateway/testing-readmodel/no-ledger";
import { ReadModel } from "@licet/gateway/readmodel/queries/read-model";
import { Projection } from "@licet/gateway/readmodel/projection";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { partAsked, recordAsked } from "./ledger-answers.js";
import { partsOn, RecordedLedger } from "./recorded-ledger.js";
import { Tampering } from "./tampering.js";

const ledger = new RecordedLedger();
const stage = new Stage(ledger);
const tampering = new Tampering(ledger);
let database: SqlDatabase;

/** Takes up what has happened on the ledger since. */
async function project(): Promise<void> {
  const members = await stage.members(GB);
  await database.asGateway((db) => new Projection(db, members).take(ledger.taken()));
}

beforeAll(async () => {
  await playedLedger(stage);
  // The database goes by its own clock: both are asked at the same time.
  stage.waitUntil(new Date().toISOString());
  database = await openPglite();
  await project();
});
afterAll(() => database.close());

/** Somebody of an organisation with a role and a party, or without. */
function caller(mspId: string, role?: Role, party?: string): Person {
  return { mspId, role, party, officer: "0f".repeat(16) };
}

/** What a caller is shown of the records and parts that are on the ledger, as text to compare. */
interface Shown {
  readonly records: ReadonlyMap<string, JsonValue>;
  readonly parts: ReadonlyMap<string, JsonValue>;
}

async function shownTo({ mspId, role, party }: Person): Promise<Shown> {
  return database.asCaller({ organisation: mspId, person: "somebody", role, party }, async (db) => {
    const records = await db.selectFrom("ledger.record").select(["type", "id", "content"]).execute();
    const parts = await db
      .selectFrom("ledger.part")
      .select(["kind", "id", "part", "content"])
      .where("state", "=", "held")
      .execute();
    return {
      records: new Map(records.map(({ type, id, content }) => [`${type}/${id}`, content])),
      parts: new Map(parts.map(({ content, ...ref }) => [partName(ref as PartRef), content])),
    };
  });
}

function partName({ kind, id, part }: PartRef): string {
  return `${kind}/${id}/${part}`;
}

/** Every record that the read model has taken up, shown or not. */
async function recordsKnown(): Promise<readonly { readonly type: string; readonly id: string }[]> {
  return database.asGateway((db) => db.selectFrom("ledger.record").select(["type", "id"]).execute());
}

/** Names of the parts of which ledger and read model say different things to a caller. */
async function partsApart(by: Person): Promise<string[]> {
  const { parts } = await shownTo(by);
  const apart: string[] = [];
  for (const ref of everyPart()) {
    const answer = await partAsked(stage, by, ref);
    const shown = parts.get(partName(ref));
    const given = "value" in answer ? answer.value : undefined;
    if (text(given) !== text(shown)) apart.push(`${partName(ref)}: ledger ${text(given)}, read model ${text(shown)}`);
  }
  return apart;
}

/** Names of the records of which ledger and read model say different things to a caller. */
async function recordsApart(by: Person): Promise<string[]> {
  const { records } = await shownTo(by);
  const apart: string[] = [];
  for (const { type, id } of await recordsKnown()) {
    if (ASIDE.includes(type)) continue;
    const answer = await recordAsked(stage, by, type, id);
    const given = "value" in answer && answer.value !== undefined;
    if (given !== records.has(`${type}/${id}`))
      apart.push(`${type}/${id}: ledger ${JSON.stringify(answer).slice(0, 80)}`);
  }
  return apart;
}

/**
 * Records that the ledger gives nobody by themselves: the members' record, entries, which balances come from, and what states state and
 * override of holds, which shows in the holds.
 */
const ASIDE: readonly string[] = ["members", "licence-entry", "checkpoint", "checkpoint-override"];

function text(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : canonicalJson(value);
}

/** Every part that somebody holds, once. */
function everyPart(): readonly PartRef[] {
  return [...new Map(partsOn(ledger).map(({ ref }) => [partName(ref), ref])).values()];
}

const ORGANISATIONS = [GB, AE, PK, DE, FR, CARRIERS] as const;

/** Every register id that a part or record of the story names as a party, and one that nothing names. */
function everyParty(): readonly string[] {
  const named = new Set(["GB-EX-9999"]);
  for (const { organisation, ref } of partsOn(ledger)) {
    const held = ledger.collections.get(organisation)?.get(`part/${partName(ref)}`) ?? "";
    for (const [found] of held.matchAll(/[A-Z]+-(?:EX|EU|CR|CO)-\d+/g)) named.add(found);
  }
  return [...named].sort();
}

const CALLERS = ORGANISATIONS.flatMap((mspId) => [undefined, ...ROLES].map((role) => [mspId, role] as const));

describe("ledger and read model say the same", () => {
  it.each(CALLERS)("of every part, to %s as %s, whichever party they act for", async (mspId, role) => {
    const actsForParty = role !== undefined && PARTY_ROLES.includes(role);
    for (const party of [undefined, ...(actsForParty ? everyParty() : [])]) {
      expect(await partsApart(caller(mspId, role, party)), party).toEqual([]);
    }
  });

  it.each(ORGANISATIONS)("of every record, to %s", async (mspId) => {
    expect(await recordsApart(caller(mspId, "customs-officer"))).toEqual([]);
  });
});

describe("holds stand as the ledger says", () => {
  it("to everybody, overridden ones to the state that placed them as open", async () => {
    const model = new ReadModel(database, NO_LEDGER, () => new Date(stage.time));
    const seen = new Map<string, Set<string>>();
    for (const mspId of ORGANISATIONS) {
      const by = caller(mspId, "customs-officer");
      const asker = { organisation: mspId, person: "somebody", role: by.role, officer: "0f".repeat(16) };
      const paging = { order: "reference", pageSize: 100, bookmark: "" } as const;
      const { items } = await model.list(asker, "holds", {}, paging);
      for (const { id, status } of items) {
        const answer = await recordAsked(stage, by, "hold", id);
        expect("value" in answer && (answer.value as Fields)["status"], `${id} to ${mspId}`).toBe(status);
        seen.set(id, (seen.get(id) ?? new Set()).add(status ?? ""));
        const found = await model.list(asker, "holds", { status: [status ?? ""] }, paging);
        expect(found.items.map((item) => item.id)).toContain(id);
        for (const other of ["open", "released", "lapsed", "ended"].filter((each) => each !== status)) {
          const others = await model.list(asker, "holds", { status: [other] }, paging);
          expect(others.items.map((item) => item.id)).not.toContain(id);
        }
      }
    }
    expect([...seen.values()].map((statuses) => [...statuses].sort())).toContainEqual(["open", "released"]);
  });
});

/** The first record of a type that the read model shows and that fits. */
async function shownRecord(type: string, fits: (record: Fields) => boolean = () => true): Promise<string> {
  const { records } = await shownTo(caller(GB, "customs-officer"));
  const found = [...records].find(([key, record]) => key.startsWith(`${type}/`) && fits(record as Fields));
  if (found === undefined) throw new Error(`No ${type} that fits is shown.`);
  return found[0].slice(type.length + 1);
}

type Fields = Readonly<Record<string, JsonValue | undefined>>;

describe("ledger and read model say the same, though a member tampers with what is its own", () => {
  afterEach(async () => {
    await tampering.undo();
    await project();
    expect(await recordsApart(caller(GB, "customs-officer"))).toEqual([]);
  });

  it.each<[string, string, (fits?: Fields) => boolean, (id: string) => Promise<void>]>([
    ["a party's proof taken back", "party", all, (id) => tampering.unprove("party", id)],
    [
      "a consignment that does not fit together",
      "consignment",
      ({ status } = {}) => status === "released",
      (id) => tampering.rewrite("consignment", id, ({ ...record }) => ({ ...record, status: "received" })),
    ],
    [
      "a receipt of which the destination says something else",
      "consignment",
      ({ receipt } = {}) => receipt !== undefined,
      (id) =>
        tampering.rewrite("receipt", receiptOf(id), ({ receipt, ...record }) => ({
          ...record,
          receipt: { ...(receipt as object), place: "PKLHE" },
        })),
    ],
    ["a custodian that says no more that it has the goods", "custody-head", all, (id) => tampering.disown(id)],
    [
      "a head that counts other events than it leads to",
      "custody-head",
      all,
      (id) => tampering.rewrite("custody-head", id, (head) => ({ ...head, count: Number(head["count"]) + 1 })),
    ],
    [
      "a head that is put back",
      "custody-head",
      ({ count } = {}) => Number(count) > 2,
      (id) => tampering.rewrite("custody-head", id, putBack),
    ],
    [
      "a licence in another state's name",
      "licence",
      all,
      (id) => tampering.rewrite("licence", id, (licence) => ({ ...licence, authority: "PK" })),
    ],
    [
      "a certificate whose standing its state makes unreadable",
      "certificate",
      ({ status } = {}) => status === "bound",
      (id) => tampering.rewrite("certificate-standing", id, (standing) => ({ ...standing, status: "fine" })),
    ],
    [
      "a certificate that is said to be bound to another licence",
      "certificate",
      ({ boundTo } = {}) => boundTo !== undefined,
      (id) => tampering.rewrite("certificate", id, (core) => ({ ...core, boundTo: "GBSIEL9999999" })),
    ],
    [
      "a hold at another state's office",
      "hold",
      all,
      (id) => tampering.rewrite("hold", id, (hold) => ({ ...hold, office: "ZZ000001" })),
    ],
    [
      "a hold that its state does not state",
      "hold",
      ({ status, until } = {}) => status === "open" && until === undefined,
      (id) => tampering.rewrite("checkpoint", statementOf(id), (said) => ({ ...said, openHolds: [] })),
    ],
    [
      "a statement that names another state's hold",
      "hold",
      ({ status, until } = {}) => status === "open" && until === undefined,
      (id) =>
        tampering.rewrite("checkpoint", statementOf(id), ({ openHolds, ...said }) => ({
          ...said,
          openHolds: [...(openHolds as Fields[]), { ...(openHolds as Fields[])[0], id: "ZZ-HD-0001" }] as JsonValue,
        })),
    ],
    [
      "an inspection at another state's place",
      "inspection",
      all,
      (id) => tampering.rewrite("inspection", id, (inspection) => ({ ...inspection, place: "ZZAAA" })),
    ],
    [
      "a verification at another state's office",
      "verification",
      all,
      (id) => tampering.rewrite("verification", id, (verification) => ({ ...verification, office: "ZZ000001" })),
    ],
    [
      "a licence's text that is no record's",
      "licence",
      all,
      (id) => tampering.rewrite("licence", id, (licence) => ({ ...licence, more: "x" })),
    ],
  ])("%s", async (_, type, fits, tamper) => {
    const id = await shownRecord(type, fits);
    await tamper(id);
    await project();
    for (const [mspId, role] of [
      [GB, "customs-officer"],
      [AE, "customs-officer"],
      [CARRIERS, "carrier"],
    ] as const)
      expect(await recordsApart(caller(mspId, role)), mspId).toEqual([]);
    for (const mspId of [GB, PK, CARRIERS])
      for (const party of everyParty())
        for (const role of PARTY_ROLES)
          expect(await partsApart(caller(mspId, role, party)), `${mspId} ${party}`).toEqual([]);
  });
});

function all(): boolean {
  return true;
}

/** The head as it was before its last event. */
function putBack(head: Fields): Record<string, JsonValue> {
  const { trail, count, ...rest } = head as Fields & { readonly trail: JsonValue[] };
  return { ...rest, trail: trail.slice(1), count: (trail[1] as { sequence: number }).sequence };
}

function receiptOf(consignment: string): string {
  const receipt = tampering.record("consignment", consignment)["receipt"] as { readonly place: string };
  return receiptReference(consignment, receipt.place.slice(0, 2));
}

/** The statement that the state which placed a hold makes on the goods. */
function statementOf(hold: string): string {
  const [consignment = "", id = ""] = hold.split("#");
  return checkpointReference(consignment, registerOf(id));
}
