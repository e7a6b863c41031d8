// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, PARTY_ROLES, type Role } from "@licet/domain";
import type { Database } from "../database/database.js";

/** An event as a test puts it into the projection. */
export interface TestEvent {
  readonly block: number;
  readonly transaction?: number;
  readonly name: string;
  readonly payload?: Readonly<Record<string, JsonValue>>;
  readonly subjects?: readonly string[];
  readonly creator?: string;
}

/** A value by which a record is found, as a test puts it into the projection. */
export interface TestFacet {
  readonly record: string;
  readonly name: string;
  readonly value: string;
  /** Organisation and part that it stems from; left out for what the channel says. */
  readonly of?: readonly [organisation: string, part: string];
}

/** Projects an event, as the projector does it: the event with the checkpoint, in one transaction. */
export async function project(database: Database, ...events: readonly TestEvent[]): Promise<void> {
  await database.asGateway(async (db) => {
    for (const { block, transaction = 0, name, payload = {}, subjects = [], creator = "GBAuthorityMSP" } of events) {
      await db
        .insertInto("ledger.event")
        .values({
          block,
          transaction,
          transaction_id: `${block}-${transaction}`.padStart(64, "0"),
          at: new Date(),
          creator,
          name,
          version: 1,
          payload: JSON.stringify(payload),
          subjects: [...subjects],
        })
        .execute();
      await db.updateTable("ledger.projection").set({ block, transaction }).execute();
    }
  });
}

/** Adds what records are found by. */
export async function addFacets(database: Database, ...facets: readonly TestFacet[]): Promise<void> {
  const values = facets.map(({ record, name, value, of }) => {
    const [type = "", id = ""] = record.split("/");
    return { type, id, name, value, organisation: of?.[0] ?? null, part: of?.[1] ?? null };
  });
  await database.asGateway((db) => db.insertInto("ledger.facet").values(values).execute());
}

/** Adds a record with nothing but its owner and what its confidential parts lie under. */
export async function addRecord(
  database: Database,
  record: string,
  owner: string,
  parts?: readonly [kind: string, id: string],
): Promise<void> {
  const [type = "", id = ""] = record.split("/");
  await database.asGateway((db) =>
    db
      .insertInto("ledger.record")
      .values({
        type,
        id,
        owner,
        address: `address of ${record}`,
        content: "{}",
        part_kind: parts?.[0] ?? null,
        part_id: parts?.[1] ?? null,
        relies_on: [],
        block: 1,
        transaction: 0,
        transaction_id: "1",
        created_block: 1,
      })
      .execute(),
  );
}

/** Adds a confidential part that an organisation holds, of a licence. */
export async function addLicencePart(
  database: Database,
  organisation: string,
  licence: string,
  readers: readonly Role[],
  parties: readonly string[] = [],
): Promise<void> {
  const where = { organisation, kind: "licence", id: licence, part: "terms", block: 1, transaction: 0 };
  const roles = {
    readers: readers.filter((role) => !PARTY_ROLES.includes(role)),
    own_readers: readers.filter((role) => PARTY_ROLES.includes(role)),
  };
  await database.asGateway((db) =>
    db
      .insertInto("ledger.part")
      .values({ ...where, ...roles, state: "held", value_hash: "00", parties, content: "{}" })
      .execute(),
  );
}
