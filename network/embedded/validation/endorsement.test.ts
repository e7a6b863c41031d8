// SPDX-License-Identifier: Apache-2.0

import { peer } from "@hyperledger/fabric-protos";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import type { Simulator } from "../state/simulation.js";
import {
  broadcast,
  TEST_CHAINCODE,
  testChaincode,
  TestNetwork,
  type TestOrganisation,
} from "../testing/test-network.js";
import { parsePolicy } from "../policy/dsl.js";

const NS = TEST_CHAINCODE;
const COLLECTION = "_implicit_org_AMSP";
const { VALID, ENDORSEMENT_POLICY_FAILURE, INVALID_CHAINCODE } = peer.TxValidationCode;

const keyPolicy = (text: string): ReadonlyMap<string, Uint8Array> =>
  new Map([["VALIDATION_PARAMETER", parsePolicy(text).serializeBinary()]]);

describe("endorsement policies at commit", () => {
  let network: TestNetwork;
  let channel: Channel;

  let ledgers = 0;

  beforeAll(async () => {
    network = await TestNetwork.create();
  });

  afterAll(() => network.remove());

  beforeEach(async () => {
    const majority = testChaincode({ name: "majority", endorsementPolicy: undefined });
    channel = await network.open([testChaincode(), majority], `ledger${ledgers++}`);
  });

  afterEach(() => channel.close());

  const submit = async (
    run: (sim: Simulator) => void,
    endorsers: readonly TestOrganisation[],
    chaincode = NS,
  ): Promise<number> => (await network.submit(channel, { run, endorsers, chaincode })).code;

  const put =
    (key: string, ns = NS) =>
    (sim: Simulator): void =>
      sim.putState(ns, key, Buffer.from("v"));

  it("takes any of the organisations a signature policy names", async () => {
    expect(await submit(put("k"), ["C"])).toBe(VALID);
    expect(await submit(put("k"), [])).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  it("asks the majority of the channel where a chaincode declares nothing", async () => {
    expect(await submit(put("k", "majority"), ["A"], "majority")).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(put("k", "majority"), ["A", "A"], "majority")).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(put("k", "majority"), ["A", "C"], "majority")).toBe(VALID);
    expect(await submit(() => undefined, ["A"], "majority")).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  it("applies each chaincode's policy to its own namespace", async () => {
    const both = (sim: Simulator): void => {
      put("k")(sim);
      put("k", "majority")(sim);
    };
    expect(await submit(both, ["A"])).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(both, ["A", "B"])).toBe(VALID);
    const readsOther = (sim: Simulator): void => {
      sim.getState("majority", "k");
      put("k")(sim);
    };
    expect(await submit(readsOther, ["A"])).toBe(VALID);
  });

  it("knows only the channel's chaincodes", async () => {
    expect(await submit(put("k", "unknown"), ["A"], "unknown")).toBe(INVALID_CHAINCODE);
    expect(await submit(put("k", "unknown"), ["A"])).toBe(INVALID_CHAINCODE);
  });

  it("lets a key's own policy replace the chaincode's, from the block after", async () => {
    const create = (sim: Simulator): void => {
      put("k")(sim);
      sim.putStateMetadata(NS, "k", keyPolicy("AND('BMSP.peer','CMSP.peer')"));
    };
    expect(await submit(create, ["A"])).toBe(VALID);
    expect(await submit(put("k"), ["A"])).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(put("k"), ["B"])).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(put("k"), ["B", "C"])).toBe(VALID);
    const release = (sim: Simulator): void => sim.putStateMetadata(NS, "k", new Map());
    expect(await submit(release, ["A"])).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(release, ["C", "B"])).toBe(VALID);
    expect(await submit(put("k"), ["A"])).toBe(VALID);
  });

  it("still asks the chaincode's policy for the keys that have none", async () => {
    await submit(
      (sim) => {
        put("locked", "majority")(sim);
        sim.putStateMetadata("majority", "locked", keyPolicy("OR('BMSP.peer')"));
      },
      ["A", "B"],
      "majority",
    );
    expect(await submit(put("locked", "majority"), ["B"], "majority")).toBe(VALID);
    const two = (sim: Simulator): void => {
      put("locked", "majority")(sim);
      put("free", "majority")(sim);
    };
    expect(await submit(two, ["B"], "majority")).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(two, ["B", "C"], "majority")).toBe(VALID);
    expect(await submit(two, ["A", "C"], "majority")).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  it("guards private keys by their hashes in the same way", async () => {
    const write = (sim: Simulator): void => sim.putPrivateData(NS, COLLECTION, "k", Buffer.from("v"));
    const lock = (sim: Simulator): void => {
      write(sim);
      sim.putPrivateDataMetadata(NS, COLLECTION, "k", keyPolicy("AND('AMSP.peer','BMSP.peer')"));
    };
    expect(await submit(lock, ["A"])).toBe(VALID);
    expect(await submit(write, ["A"])).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await submit(write, ["A", "B"])).toBe(VALID);
  });

  it("refuses a write to a key whose policy an earlier transaction of the block changes", async () => {
    await submit(put("k"), ["A"]);
    const lock = (sim: Simulator): void => sim.putStateMetadata(NS, "k", keyPolicy("OR('BMSP.peer')"));
    const made = [
      await network.make(channel, { run: lock }),
      await network.make(channel, { run: put("k") }),
      await network.make(channel, { run: put("unrelated") }),
    ];
    const verdicts = made.map(({ txId }) => channel.ledger.awaitTransaction(txId));
    for (const { envelope } of made) channel.orderer.broadcast(envelope);
    const statuses = await Promise.all(verdicts);
    expect(new Set(statuses.map(({ block }) => block)).size).toBe(1);
    expect(statuses.map(({ code }) => code)).toEqual([VALID, ENDORSEMENT_POLICY_FAILURE, VALID]);
  });

  it("is not disturbed by a policy change that itself lacks endorsements", async () => {
    const lock = (sim: Simulator): void => {
      put("k")(sim);
      sim.putStateMetadata(NS, "k", keyPolicy("OR('BMSP.peer')"));
    };
    const made = [
      await network.make(channel, { run: lock, endorsers: [] }),
      await network.make(channel, { run: put("k") }),
    ];
    const verdicts = made.map(({ txId }) => channel.ledger.awaitTransaction(txId));
    for (const { envelope } of made) channel.orderer.broadcast(envelope);
    expect((await Promise.all(verdicts)).map(({ code }) => code)).toEqual([ENDORSEMENT_POLICY_FAILURE, VALID]);
  });

  it("refuses writes under a key policy that cannot be read", async () => {
    const spoil = (sim: Simulator): void => {
      put("k")(sim);
      sim.putStateMetadata(NS, "k", new Map([["VALIDATION_PARAMETER", Buffer.from("no policy")]]));
    };
    const before = await network.make(channel, { run: put("k"), endorsers: ["A", "B", "C"] });
    expect(await submit(spoil, ["A"])).toBe(VALID);
    expect((await broadcast(channel, before.txId, before.envelope)).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    await expect(submit(put("k"), ["A"])).rejects.toThrow("error unmarshalling SignaturePolicyEnvelope");
  });
});
