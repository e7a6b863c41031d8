// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { ledger, peer } from "@hyperledger/fabric-protos";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import type { CollectionDefinition } from "./definition.js";
import type { Simulator } from "./simulation.js";
import { TEST_CHAINCODE, testChaincode, TestNetwork, type TestOrganisation } from "../testing/test-network.js";

const NS = TEST_CHAINCODE;
const { VALID, ENDORSEMENT_POLICY_FAILURE } = peer.TxValidationCode;
const UNAVAILABLE = "private data matching public hash version is not available";
const A_ONLY = "_implicit_org_AMSP";
const bytes = (value: string): Buffer => Buffer.from(value);
const text = (value: Uint8Array | undefined): string | undefined =>
  value === undefined ? undefined : Buffer.from(value).toString();

function collection(name: string, changes: Partial<CollectionDefinition> = {}): CollectionDefinition {
  return {
    name,
    policy: "OR('AMSP.member','BMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
    ...changes,
  };
}

describe("private data", () => {
  let network: TestNetwork;
  let channel: Channel;

  let ledgers = 0;

  beforeAll(async () => {
    network = await TestNetwork.create();
  });

  afterAll(() => network.remove());

  beforeEach(async () => {
    const shortLived = collection("shortLived", { blockToLive: 2 });
    const guarded = collection("guarded", { endorsementPolicy: "AND('AMSP.peer','BMSP.peer')" });
    const chaincode = testChaincode({ collections: [collection("shared"), shortLived, guarded] });
    channel = await network.open([chaincode], `ledger${ledgers++}`);
  });

  afterEach(() => channel.close());

  const submit = (run: (sim: Simulator) => void, endorsers: readonly TestOrganisation[] = ["A"]) =>
    network.submit(channel, { run, endorsers });

  const at = <T>(organisation: TestOrganisation, run: (sim: Simulator) => T): T => {
    const simulator = channel.ledger.newSimulator(`${organisation}MSP`, "query");
    try {
      return run(simulator);
    } finally {
      simulator.close();
    }
  };

  it("lies with the members of its collection; everybody has the hash", async () => {
    await submit((sim) => sim.putPrivateData(NS, "shared", "k", bytes("secret")));
    for (const member of ["A", "B"] as const) {
      expect(text(at(member, (sim) => sim.getPrivateData(NS, "shared", "k")))).toBe("secret");
    }
    expect(() => at("C", (sim) => sim.getPrivateData(NS, "shared", "k"))).toThrow(UNAVAILABLE);
    const hash = at("C", (sim) => sim.getPrivateDataHash(NS, "shared", "k"));
    expect(Buffer.from(hash ?? [])).toEqual(createHash("sha256").update("secret").digest());
    expect(at("C", (sim) => sim.getPrivateData(NS, "shared", "absent"))).toBeUndefined();
  });

  it("enters an implicit collection only with its organisation's endorsement", async () => {
    const write = (sim: Simulator): void => sim.putPrivateData(NS, A_ONLY, "k", bytes("v"));
    expect((await submit(write, ["B"])).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect((await submit(write, ["A"])).code).toBe(VALID);
    expect((await submit(write, ["B", "A"])).code).toBe(VALID);
    expect(text(at("A", (sim) => sim.getPrivateData(NS, A_ONLY, "k")))).toBe("v");
    expect(() => at("B", (sim) => sim.getPrivateData(NS, A_ONLY, "k"))).toThrow(UNAVAILABLE);
  });

  it("follows the collection's endorsement policy where it has one", async () => {
    const write = (sim: Simulator): void => sim.putPrivateData(NS, "guarded", "k", bytes("v"));
    expect((await submit(write, ["A"])).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect((await submit(write, ["A", "B"])).code).toBe(VALID);
  });

  it("knows declared and implicit collections only", () => {
    expect(() => at("A", (sim) => sim.getPrivateData(NS, "none", "k"))).toThrow(
      "collection [none] not defined in the collection config for chaincode [basic]",
    );
    expect(() => at("A", (sim) => sim.getPrivateData(NS, "_implicit_org_XMSP", "k"))).toThrow("not defined");
    expect(() => at("A", (sim) => sim.getPrivateData("unknown", "none", "k"))).toThrow("collection config not defined");
    expect(channel.ledger.collection(NS, A_ONLY)).toMatchObject({ implicit: true, memberMspIds: ["AMSP"] });
    expect(
      channel.ledger.collection(NS, "shared")?.isMember(channel.msps.deserialise(network.user("C").serialised)),
    ).toBe(false);
  });

  it("is gone after a delete, and a purge also takes it out of the block's private data", async () => {
    const first = await submit((sim) => {
      sim.putPrivateData(NS, "shared", "deleted", bytes("1"));
      sim.putPrivateData(NS, "shared", "purged", bytes("2"));
    });
    await submit((sim) => sim.deletePrivateData(NS, "shared", "deleted"));
    await submit((sim) => sim.purgePrivateData(NS, "shared", "purged"));
    for (const key of ["deleted", "purged"]) {
      expect(at("B", (sim) => sim.getPrivateData(NS, "shared", key))).toBeUndefined();
      expect(at("B", (sim) => sim.getPrivateDataHash(NS, "shared", key))).toBeUndefined();
    }
    const held = (await channel.ledger.blockPrivateData(first.block, "BMSP")).get(0);
    const [ns] = ledger.rwset.TxPvtReadWriteSet.deserializeBinary(held ?? new Uint8Array()).getNsPvtRwsetList();
    const [set] = ns?.getCollectionPvtRwsetList() ?? [];
    const writes = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set?.getRwset_asU8() ?? new Uint8Array());
    expect(writes.getWritesList().map((write) => write.getKey())).toEqual(["deleted"]);
    expect((await channel.ledger.blockPrivateData(first.block, "CMSP")).size).toBe(0);
  });

  it("expires after the collection's blocks to live, unless it was written again", async () => {
    const { block } = await submit((sim) => {
      sim.putPrivateData(NS, "shortLived", "old", bytes("1"));
      sim.putPrivateData(NS, "shortLived", "renewed", bytes("1"));
    });
    const tick = (): Promise<unknown> => submit((sim) => sim.putState(NS, "tick", bytes("1")));
    await submit((sim) => sim.putPrivateData(NS, "shortLived", "renewed", bytes("2")));
    await tick();
    expect(channel.ledger.info().height).toBe(block + 3n);
    expect(text(at("A", (sim) => sim.getPrivateData(NS, "shortLived", "old")))).toBe("1");
    await tick();
    expect(at("A", (sim) => sim.getPrivateData(NS, "shortLived", "old"))).toBeUndefined();
    expect(at("C", (sim) => sim.getPrivateDataHash(NS, "shortLived", "old"))).toBeUndefined();
    expect(text(at("A", (sim) => sim.getPrivateData(NS, "shortLived", "renewed")))).toBe("2");
    await tick();
    expect(at("A", (sim) => sim.getPrivateData(NS, "shortLived", "renewed"))).toBeUndefined();
  });

  it("commits without the plaintext when no endorser has brought it", async () => {
    const store = channel.transient.put.bind(channel.transient);
    channel.transient.put = () => Promise.resolve();
    const { code } = await submit((sim) => sim.putPrivateData(NS, "shared", "k", bytes("lost")));
    channel.transient.put = store;
    expect(code).toBe(VALID);
    expect(() => at("A", (sim) => sim.getPrivateData(NS, "shared", "k"))).toThrow(
      `${UNAVAILABLE}. Public hash version = {BlockNum: 1, TxNum: 0}, Private data version = <nil>`,
    );
    expect((await submit((sim) => sim.putPrivateData(NS, "shared", "k", bytes("again")))).code).toBe(VALID);
    expect(text(at("B", (sim) => sim.getPrivateData(NS, "shared", "k")))).toBe("again");
  });

  it("stays readable when only a key's metadata changes", async () => {
    await submit((sim) => sim.putPrivateData(NS, "shared", "k", bytes("v")));
    await submit((sim) => sim.putPrivateDataMetadata(NS, "shared", "k", new Map([["note", bytes("x")]])));
    expect(text(at("B", (sim) => sim.getPrivateData(NS, "shared", "k")))).toBe("v");
    expect(at("C", (sim) => sim.getPrivateDataMetadata(NS, "shared", "k"))?.get("note")).toEqual(bytes("x"));
  });

  it("can be ranged over at a member, by transactions that do not write", async () => {
    await submit((sim) => {
      for (const key of ["a", "b", "c"]) sim.putPrivateData(NS, "shared", key, bytes(key));
    });
    const simulator = channel.ledger.newSimulator("BMSP", "tx1");
    const range = simulator.privateRange(NS, "shared", "a", "c");
    expect((await range.next(10)).map(({ key }) => key)).toEqual(["a", "b"]);
    expect(range.exhausted).toBe(true);
    expect(() => simulator.putState(NS, "k", bytes("v"))).toThrow("already performed queries on pvt data");
    simulator.close();
    expect(() =>
      at("B", (sim) => {
        sim.putState(NS, "k", bytes("v"));
        sim.privateRange(NS, "shared", "", "");
      }),
    ).toThrow("Queries on pvt data is supported only in a read-only transaction");
  });

  it("conflicts when its hash has moved", async () => {
    await submit((sim) => sim.putPrivateData(NS, "shared", "k", bytes("1")));
    const read = (sim: Simulator): void => {
      sim.getPrivateDataHash(NS, "shared", "k");
      sim.putPrivateData(NS, "shared", "k", bytes("2"));
    };
    const stale = await network.make(channel, { run: read });
    await submit(read);
    const waiting = channel.ledger.awaitTransaction(stale.txId);
    channel.orderer.broadcast(stale.envelope);
    expect((await waiting).code).toBe(peer.TxValidationCode.MVCC_READ_CONFLICT);
  });
});
