// SPDX-License-Identifier: Apache-2.0
import { pino } from "pino";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, describe, it, vi } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import { decodeBlock } from "../blocks/decode-block.js";
import { resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import type { LedgerBlock, LedgerIdentity, TransactionOutcome } from "../ports/ledger.js";
import { foundedMembers, recordedBlocks } from "../testing/recorded-blocks.js";
import { failure } from "../testing/stub-ledger.js";
import { Projector } from "./projector.js";

const identity = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;
const blocks: readonly LedgerBlock[] = recordedBlocks()
  .map((bytes) => ({ number: decodeBlock(bytes, "licet").number, bytes }))
  .filter(({ number }, index) => number === BigInt(index));
const WAIT = { timeout: 60_000 };

/** A peer that has so many blocks, and waits with the next until it is given them. */
class Peer {
  given = 0;
  resets = 0;
  /** Block that each transaction is in, as this peer says. */
  isOfAnotherChannel = false;
  fails = 0;

  async *blocks(_who: unknown, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    for (let at = Number(from); !signal.aborted;) {
      if (this.fails > 0) {
        this.fails -= 1;
        throw failure({ code: "UNAVAILABLE" });
      }
      const block = at < this.given ? blocks[at] : undefined;
      if (block === undefined) await new Promise((resolve) => setImmediate(resolve));
      else {
        at += 1;
        yield block;
      }
    }
  }

  evaluate(): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(JSON.stringify(foundedMembers())));
  }

  outcome(_who: unknown, transactionId: string): Promise<TransactionOutcome | undefined> {
    const holding = blocks.find(({ bytes }) =>
      decodeBlock(bytes, "licet").events.some((event) => event.transactionId === transactionId),
    );
    const blockNumber = this.isOfAnotherChannel ? undefined : holding?.number;
    return Promise.resolve(blockNumber === undefined ? undefined : ({ blockNumber } as TransactionOutcome));
  }
}

describe("the projector", () => {
  let database: SqlDatabase;
  let peer: Peer;
  let projector: Projector;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await resetProjection(database);
    peer = new Peer();
    projector = follower();
  });
  afterEach(() => projector.stop());

  function follower(): Projector {
    return new Projector({
      database,
      reset: () => {
        peer.resets += 1;
        return resetProjection(database);
      },
      analyse: () => Promise.resolve(),
      ledger: peer,
      identity,
      chaincodeName: "licet",
      parts: [],
      log: pino({ level: "silent" }),
    });
  }

  /** Everything that is projected, in one text. */
  async function everything(): Promise<string> {
    const { rows } = await database.asOwner((db) =>
      sql`select 'record' as t, to_jsonb(r)::text as row from ledger.record r union all
        select 'facet', to_jsonb(f)::text from ledger.facet f union all
        select 'hash', to_jsonb(h)::text from ledger.private_hash h union all
        select 'event', to_jsonb(e)::text from ledger.event e order by 1, 2`.execute(db),
    );
    return JSON.stringify(rows);
  }

  const reaches = (block: number): Promise<void> =>
    vi.waitFor(() => expect(projector.position?.block).toBe(block), WAIT);

  it("comes to the same rows however often it is stopped, and takes nothing twice", async () => {
    peer.given = blocks.length;
    projector.start();
    await reaches(blocks.length - 1);
    const whole = await everything();
    await projector.stop();
    await resetProjection(database);
    for (const given of [1, 9, 10, blocks.length]) {
      peer.given = given;
      projector = follower();
      projector.start();
      await reaches(given - 1);
      await projector.stop();
    }
    expect(await everything()).toBe(whole);
    expect(peer.resets).toBe(0);
  });

  it("tells how far it has come, and goes on when the peer comes back", async () => {
    const told: number[] = [];
    projector.onProjected(({ block }) => told.push(block));
    peer.given = 3;
    projector.start();
    await reaches(2);
    peer.fails = 1;
    peer.given = 5;
    await reaches(4);
    expect(told.at(-1)).toBe(4);
    expect(projector.failed).toBeUndefined();
  });

  it("is made anew where the peer's channel is another one", async () => {
    peer.given = 5;
    projector.start();
    await reaches(4);
    await projector.stop();
    peer.isOfAnotherChannel = true;
    projector = follower();
    projector.start();
    await reaches(4);
    expect(peer.resets).toBe(1);
  });

  it("follows no more, and says why, where blocks do not follow one another", async () => {
    peer.blocks = async function* (): AsyncIterable<LedgerBlock> {
      yield await Promise.resolve(blocks[0]!);
      yield blocks[2]!;
    };
    projector.start();
    await vi.waitFor(() => expect(projector.failed?.message).toMatch(/Block 2 came where block 1/), WAIT);
  });
});
