// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { ledger, peer } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import type { RangeResults, Simulator } from "./simulation.js";
import { present, TEST_CHAINCODE, TestNetwork } from "../testing/test-network.js";

const NS = TEST_CHAINCODE;
const { VALID, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT } = peer.TxValidationCode;
const { rwset, kvrwset } = { rwset: ledger.rwset, kvrwset: ledger.rwset.kvrwset };
const bytes = (value: string): Buffer => Buffer.from(value);

/** A namespace of a read/write set, the test chaincode's unless named. */
function namespaceOf(publicRwset: Uint8Array, name = NS): ledger.rwset.NsReadWriteSet {
  const namespaces = rwset.TxReadWriteSet.deserializeBinary(publicRwset).getNsRwsetList();
  return present(namespaces.find((ns) => ns.getNamespace() === name));
}

function kvRwset(publicRwset: Uint8Array, name = NS): ledger.rwset.kvrwset.KVRWSet {
  return kvrwset.KVRWSet.deserializeBinary(namespaceOf(publicRwset, name).getRwset_asU8());
}

async function keysOf(results: RangeResults, batch = 100): Promise<string[]> {
  const keys: string[] = [];
  do keys.push(...(await results.next(batch)).map(({ key }) => key));
  while (!results.exhausted);
  return keys;
}

describe("the simulator", () => {
  let network: TestNetwork;
  let channel: Channel;
  const many = Array.from({ length: 120 }, (_, index) => `m${String(index).padStart(3, "0")}`);

  beforeAll(async () => {
    network = await TestNetwork.create();
    channel = await network.open();
    await network.submit(channel, {
      run: (sim) => {
        for (const key of ["a", "b", "c", "\u{1F600}", "\uFF5E"]) sim.putState(NS, key, bytes(`value ${key}`));
        for (const key of many) sim.putState(NS, key, bytes(key));
      },
    });
  });

  afterAll(async () => {
    await channel.close();
    network.remove();
  });

  const withSimulator = async <T>(run: (sim: Simulator) => T | Promise<T>): Promise<T> => {
    const simulator = channel.ledger.newSimulator("AMSP", "tx1");
    try {
      return await run(simulator);
    } finally {
      simulator.close();
    }
  };

  it("reads what is committed, not what the transaction wrote", async () => {
    await withSimulator((sim) => {
      sim.putState(NS, "a", bytes("new"));
      expect(Buffer.from(sim.getState(NS, "a") ?? []).toString()).toBe("value a");
      expect(sim.getState(NS, "absent")).toBeUndefined();
    });
  });

  it("works on the state as it was when it started", async () => {
    await withSimulator(async (sim) => {
      await network.submit(channel, { run: (other) => other.putState(NS, "later", bytes("1")) });
      expect(sim.getState(NS, "later")).toBeUndefined();
    });
  });

  it("encodes read and write sets as Fabric's messages, sorted by key", async () => {
    const { publicRwset } = await withSimulator((sim) => {
      sim.getState(NS, "b");
      sim.getState(NS, "absent");
      sim.putState(NS, "z", bytes("1"));
      sim.deleteState(NS, "a");
      sim.putStateMetadata(NS, "m", new Map([["VALIDATION_PARAMETER", bytes("policy")]]));
      return sim.finish();
    });
    const ns = namespaceOf(publicRwset);
    const set = kvRwset(publicRwset);
    expect(ns.getNamespace()).toBe(NS);
    const [absent, b] = set.getReadsList();
    expect([absent, b].map((read) => present(read).getKey())).toEqual(["absent", "b"]);
    expect(present(absent).hasVersion()).toBe(false);
    expect(present(present(b).getVersion()).getBlockNum()).toBeGreaterThan(0);
    expect(set.getWritesList().map((write) => [write.getKey(), write.getIsDelete()])).toEqual([
      ["a", true],
      ["z", false],
    ]);
    expect(set.toObject().metadataWritesList).toMatchObject([{ entriesList: [{ name: "VALIDATION_PARAMETER" }] }]);
    // A second encoder agrees to the byte.
    expect(Buffer.from(set.serializeBinary())).toEqual(Buffer.from(ns.getRwset_asU8()));
  });

  it("ranges in the order of UTF-8 bytes, the end excluded", async () => {
    await withSimulator(async (sim) => {
      expect(await keysOf(sim.rangeQuery(NS, "a", "c"))).toEqual(["a", "b"]);
      expect((await keysOf(sim.rangeQuery(NS, "n", ""))).slice(-2)).toEqual(["\uFF5E", "\u{1F600}"]);
      expect(await keysOf(sim.rangeQuery(NS, "x", "b"))).toEqual([]);
    });
  });

  it("pages with bookmarks and then refuses to write", async () => {
    await withSimulator(async (sim) => {
      const first = sim.rangeQuery(NS, "m", "n", { pageSize: 50 });
      expect((await first.next(100)).map(({ key }) => key)).toEqual(many.slice(0, 50));
      expect(first).toMatchObject({ exhausted: true, fetched: 50, bookmark: "m050" });
      const last = sim.rangeQuery(NS, "m", "n", { pageSize: 100, bookmark: "m050" });
      expect((await last.next(100)).map(({ key }) => key)).toEqual(many.slice(50));
      expect(last).toMatchObject({ exhausted: true, fetched: 70, bookmark: "" });
      expect(() => sim.putState(NS, "x", bytes("1"))).toThrow(
        "txid [tx1]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed",
      );
    });
    await withSimulator((sim) => {
      sim.putState(NS, "x", bytes("1"));
      expect(() => sim.rangeQuery(NS, "", "", { pageSize: 1 })).toThrow(
        "Paginated queries are supported only in a read-only transaction",
      );
    });
  });

  it("takes a negative page size for no limit", async () => {
    await withSimulator(async (sim) => {
      const all = sim.rangeQuery(NS, "m", "n", { pageSize: -1 });
      expect(await keysOf(all)).toEqual(many);
      expect(all).toMatchObject({ fetched: many.length, bookmark: "" });
    });
  });

  it("records what was read of a range, and nothing beyond it", async () => {
    const { publicRwset } = await withSimulator(async (sim) => {
      expect(await sim.rangeQuery(NS, "m", "n").next(10)).toHaveLength(10);
      await keysOf(sim.rangeQuery(NS, "a", "d"));
      await keysOf(sim.rangeQuery(NS, "m", "n"), 7);
      return sim.finish();
    });
    const [partial, whole, long] = kvRwset(publicRwset).getRangeQueriesInfoList().map(present);
    expect(present(partial).toObject()).toMatchObject({ startKey: "m", endKey: "m009", itrExhausted: false });
    expect(present(present(partial).getRawReads()).getKvReadsList()).toHaveLength(10);
    expect(present(whole).toObject()).toMatchObject({ startKey: "a", endKey: "d", itrExhausted: true });
    const summary = present(present(long).getReadsMerkleHashes());
    expect(summary.toObject()).toMatchObject({ maxDegree: 50, maxLevel: 1 });
    // 120 reads: two leaves of 51 and one of 18
    expect(summary.getMaxLevelHashesList()).toHaveLength(3);
  });

  it("finds phantoms, in short and in long ranges, also within a block", async () => {
    const scan = (from: string, to: string, write: string) => ({
      run: async (sim: Simulator): Promise<void> => {
        await keysOf(sim.rangeQuery(NS, from, to));
        sim.putState(NS, write, bytes("1"));
      },
    });
    for (const [from, to, inserted] of [
      ["a", "d", "bb"],
      ["m", "n", "m0505"],
    ] as const) {
      expect((await network.submit(channel, scan(from, to, "unrelated"))).code).toBe(VALID);
      const stale = await network.make(channel, scan(from, to, "unrelated"));
      expect((await network.submit(channel, scan(from, to, inserted))).code).toBe(VALID);
      const waiting = channel.ledger.awaitTransaction(stale.txId);
      channel.orderer.broadcast(stale.envelope);
      expect((await waiting).code).toBe(PHANTOM_READ_CONFLICT);
    }
    const pair = [await network.make(channel, scan("a", "d", "cc")), await network.make(channel, scan("a", "d", "c2"))];
    const verdicts = pair.map(({ txId }) => channel.ledger.awaitTransaction(txId));
    for (const { envelope } of pair) channel.orderer.broadcast(envelope);
    expect((await Promise.all(verdicts)).map(({ code }) => code)).toEqual([VALID, PHANTOM_READ_CONFLICT]);
  });

  it("tells a key's history, newest first, deletions included", async () => {
    const composite = "\u0000type\u0000id\u0000";
    const ids: string[] = [];
    for (const value of ["1", "2", ""]) {
      ids.unshift((await network.submit(channel, { run: (sim) => sim.putState(NS, composite, bytes(value)) })).txId);
    }
    await withSimulator(async (sim) => {
      const history = await sim.history(NS, composite).next(100);
      expect(history.map(({ txId }) => txId)).toEqual(ids);
      expect(history.map(({ isDelete, value }) => [isDelete, Buffer.from(value).toString()])).toEqual([
        [true, ""],
        [false, "2"],
        [false, "1"],
      ]);
      expect(history[0]?.timestamp.seconds).toBeGreaterThan(0n);
    });
  });

  it("keeps a key's metadata when only its value changes, and ignores metadata of keys that do not exist", async () => {
    const metadata = new Map([["note", bytes("x")]]);
    await network.submit(channel, { run: (sim) => sim.putStateMetadata(NS, "nowhere", metadata) });
    await network.submit(channel, {
      run: (sim) => {
        sim.putState(NS, "noted", bytes("1"));
        sim.putStateMetadata(NS, "noted", metadata);
      },
    });
    await network.submit(channel, { run: (sim) => sim.putState(NS, "noted", bytes("2")) });
    await withSimulator((sim) => {
      expect(sim.getStateMetadata(NS, "noted")?.get("note")).toEqual(bytes("x"));
      expect(sim.getState(NS, "nowhere")).toBeUndefined();
      expect(sim.getStateMetadata(NS, "nowhere")).toBeUndefined();
    });
  });

  it("is of no use once finished or closed", async () => {
    await withSimulator((sim) => {
      sim.finish();
      expect(() => sim.getState(NS, "a")).toThrow("should not be used after calling Done()");
    });
  });

  it("reports whose policies count", async () => {
    const { interest } = await withSimulator((sim) => {
      sim.putState(NS, "a", bytes("1"));
      sim.putPrivateData(NS, "_implicit_org_BMSP", "k", bytes("1"));
      return sim.finish();
    });
    expect(interest.toObject().chaincodesList).toMatchObject([
      { name: NS, collectionNamesList: [], disregardNamespacePolicy: false },
      { name: NS, collectionNamesList: ["_implicit_org_BMSP"], noPrivateReads: true },
    ]);
  });

  it("reads the definitions of the chaincodes it executes, whole where their collections are used", async () => {
    const readsOf = (publicRwset: Uint8Array): string[] =>
      kvRwset(publicRwset, "_lifecycle")
        .getReadsList()
        .map((read) => `${read.getKey()} ${read.hasVersion()}`);
    const executed = await withSimulator((sim) => {
      sim.readDefinition(NS);
      sim.readDefinition("notDefined");
      return sim.finish();
    });
    expect(readsOf(executed.publicRwset)).toEqual([`namespaces/fields/${NS}/Sequence true`]);
    expect(executed.interest.getChaincodesList()).toEqual([]);
    const used = await withSimulator((sim) => {
      sim.getPrivateDataHash(NS, "_implicit_org_BMSP", "k");
      return sim.finish();
    });
    const fields = ["Collections", "EndorsementInfo", "Sequence", "ValidationInfo"];
    const keys = [...fields.map((field) => `namespaces/fields/${NS}/${field}`), `namespaces/metadata/${NS}`];
    expect(readsOf(used.publicRwset)).toEqual(keys.map((key) => `${key} true`));
  });

  it("is invalid when it read another definition than the channel has", async () => {
    const { code } = await network.submit(channel, {
      // Nothing of the lifecycle is in the state, so this claims that the chaincode is not defined.
      run: (sim) => void sim.getState("_lifecycle", `namespaces/fields/${NS}/Sequence`),
    });
    expect(code).toBe(MVCC_READ_CONFLICT);
  });

  it("ties private write sets to their hash", async () => {
    const { publicRwset, privateRwset } = await withSimulator((sim) => {
      sim.putPrivateData(NS, "_implicit_org_AMSP", "k", bytes("secret"));
      return sim.finish();
    });
    const hashed = present(namespaceOf(publicRwset).getCollectionHashedRwsetList()[0]);
    const plainSet = rwset.TxPvtReadWriteSet.deserializeBinary(present(privateRwset));
    const plainNs = present(plainSet.getNsPvtRwsetList()[0]);
    const plain = present(plainNs.getCollectionPvtRwsetList()[0]).getRwset_asU8();
    const sha256 = (data: Uint8Array | string): Buffer => createHash("sha256").update(data).digest();
    expect(Buffer.from(hashed.getPvtRwsetHash_asU8())).toEqual(sha256(plain));
    const hashes = kvrwset.HashedRWSet.deserializeBinary(hashed.getHashedRwset_asU8());
    const write = present(hashes.getHashedWritesList()[0]);
    expect(Buffer.from(write.getKeyHash_asU8())).toEqual(sha256("k"));
    expect(Buffer.from(write.getValueHash_asU8())).toEqual(sha256("secret"));
  });
});
