// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { concernedRows } from "./concerned-rows.js";
import { EventFollower } from "./follow-events.js";

describe("following events for mail", () => {
  let database: SqlDatabase;
  const taken: string[] = [];
  const notices = {
    take: (event: { readonly name: string }, cause: string): Promise<void> => {
      taken.push(`${event.name} ${cause}`);
      return Promise.resolve();
    },
  };
  const follower = (): EventFollower =>
    new EventFollower(database, notices, (error) => {
      throw error;
    });

  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());

  const happens = (block: number, name: string): Promise<unknown> =>
    database.asGateway(async (db) => {
      await db
        .insertInto("ledger.event")
        .values({
          block,
          transaction: 0,
          transaction_id: "0".repeat(64),
          at: new Date(0),
          creator: "GBAuthorityMSP",
          name,
          version: 1,
          payload: "{}",
          subjects: [],
        })
        .execute();
      await db.updateTable("ledger.projection").set({ block, transaction: 0 }).execute();
    });

  it("waits for a projection, begins with what comes then, and takes each event once", async () => {
    const first = follower();
    await first.advance();
    await happens(3, "LongOver");
    await first.advance();
    expect(taken).toEqual([]);
    await happens(4, "CustodyProposed");
    await happens(5, "LicenceSuspended");
    await first.advance();
    await first.advance();
    await first.stop();
    await happens(6, "ConsignmentHeld");
    await follower().advance();
    expect(taken).toEqual(["CustodyProposed 4:0", "LicenceSuspended 5:0", "ConsignmentHeld 6:0"]);
  });

  it("knows whom a consignment concerns, and who checked a record", async () => {
    await database.asGateway(async (db) => {
      const concern = { source: "consignment/GB-CN-0001", kind: "consignment", id: "GB-CN-0001" };
      await db
        .insertInto("ledger.concern")
        .values([
          { ...concern, party: "GB-EX-0001", until: null },
          { ...concern, party: "CARRIERS-CR-0001", until: new Date(0) },
        ])
        .execute();
      await db
        .insertInto("kept.check")
        .values({
          organisation: "AEAuthorityMSP",
          person: "customs1@AEAuthorityMSP",
          role: "customs-officer",
          office: null,
          subjects: ["licence/GBSIEE2E350002"],
          disposition: "may-pass",
          codes: [],
          block: 1,
        })
        .execute();
    });
    const concerned = concernedRows(database);
    expect(await concerned.partiesOf("GB-CN-0001")).toEqual(["GB-EX-0001"]);
    expect(await concerned.checkersOf("GBSIEE2E350002")).toEqual(["customs1@AEAuthorityMSP"]);
    expect(await concerned.checkersOf("GB-CN-0001")).toEqual([]);
  });
});
