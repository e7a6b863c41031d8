// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { common, msp, peer } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommittedBlock } from "../blocks/committed.js";
import type { Channel } from "./api.js";
import { headerBytes } from "../blocks/block.js";
import { broadcast, present, TEST_CHAINCODE, TestNetwork } from "../testing/test-network.js";

const { VALID, MVCC_READ_CONFLICT, DUPLICATE_TXID } = peer.TxValidationCode;
const NS = TEST_CHAINCODE;
const text = (value: Uint8Array | undefined): string | undefined =>
  value === undefined ? undefined : Buffer.from(value).toString();

describe("a channel", () => {
  let network: TestNetwork;
  let channel: Channel;

  beforeAll(async () => {
    network = await TestNetwork.create();
    channel = await network.open();
  });

  afterAll(async () => {
    await channel.close();
    network.remove();
  });

  const put = (key: string, value: string): ReturnType<TestNetwork["submit"]> =>
    network.submit(channel, { run: (sim) => sim.putState(NS, key, Buffer.from(value)) });

  const read = (key: string): string | undefined => {
    const simulator = channel.ledger.newSimulator("AMSP", "query");
    try {
      return text(simulator.getState(NS, key));
    } finally {
      simulator.close();
    }
  };

  it("starts with a configuration block that clients can decode", async () => {
    const data = present((await channel.ledger.configBlock()).decoded().getData()).getDataList_asU8();
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(present(data[0])).getPayload_asU8(),
    );
    const config = present(common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig());
    const groups = present(config.getChannelGroup()).getGroupsMap();
    const organisation = present(present(groups.get("Application")).getGroupsMap().get("AMSP"));
    const value = present(organisation.getValuesMap().get("MSP")).getValue_asU8();
    const definition = msp.MSPConfig.deserializeBinary(value).getConfig_asU8();
    expect(msp.FabricMSPConfig.deserializeBinary(definition).getName()).toBe("AMSP");
    expect(present(groups.get("Orderer")).getGroupsMap().has("OrdererMSP")).toBe(true);
  });

  it("commits a write and reports it VALID in the block that holds it", async () => {
    const status = await put("k1", "v1");
    expect(status.code).toBe(VALID);
    expect(channel.ledger.info().height).toBe(status.block + 1n);
    expect(read("k1")).toBe("v1");
    const found = await channel.ledger.transaction(status.txId);
    expect(found?.validationCode).toBe(VALID);
    const block = await channel.ledger.blockByTxId(status.txId);
    expect(block?.number).toBe(status.block);
    expect(Buffer.from(block?.transactions[0]?.envelope ?? [])).toEqual(Buffer.from(found?.envelope ?? []));
  });

  it("chains blocks as Fabric does", async () => {
    await put("chain", "1");
    const { height, currentBlockHash } = channel.ledger.info();
    const blocks: CommittedBlock[] = [];
    for (let number = 0n; number < height; number++) {
      const block = await channel.ledger.block(number);
      if (block !== undefined) blocks.push(block);
    }
    expect(blocks).toHaveLength(Number(height));
    blocks.forEach((block, index) => {
      const header = block.decoded().getHeader();
      const data = block.decoded().getData()?.getDataList_asU8() ?? [];
      expect(Buffer.from(header?.getDataHash_asU8() ?? [])).toEqual(
        createHash("sha256").update(Buffer.concat(data)).digest(),
      );
      const previous = index === 0 ? Buffer.alloc(0) : Buffer.from(blocks[index - 1]?.hash ?? []);
      expect(Buffer.from(header?.getPreviousHash_asU8() ?? [])).toEqual(previous);
    });
    expect(Buffer.from(blocks.at(-1)?.hash ?? [])).toEqual(Buffer.from(currentBlockHash));
  });

  it("carries the orderer's signature, last config, validation codes and a chained commit hash", async () => {
    const { block: number } = await put("meta", "1");
    const block = present(await channel.ledger.block(number)).decoded();
    const metadata = present(block.getMetadata()).getMetadataList_asU8();
    expect(metadata).toHaveLength(5);
    const signatures = common.Metadata.deserializeBinary(present(metadata[0]));
    const signature = present(signatures.getSignaturesList()[0]);
    const creator = common.SignatureHeader.deserializeBinary(signature.getSignatureHeader_asU8()).getCreator_asU8();
    const header = present(block.getHeader());
    const headerAsSigned = headerBytes({
      number: Number(number),
      previousHash: header.getPreviousHash_asU8(),
      dataHash: header.getDataHash_asU8(),
    });
    const signed = Buffer.concat([signatures.getValue_asU8(), signature.getSignatureHeader_asU8(), headerAsSigned]);
    const orderer = channel.msps.deserialise(creator);
    expect(orderer.mspId).toBe("OrdererMSP");
    expect(channel.msps.verify(orderer, signed, signature.getSignature_asU8())).toBe(true);
    expect([...present(metadata[2])]).toEqual([VALID]);
    expect(common.Metadata.deserializeBinary(present(metadata[4])).getValue_asU8()).toHaveLength(32);
  });

  it("lets one of two transactions on the same version through", async () => {
    await put("counter", "0");
    const increment = {
      run: (sim: Parameters<Parameters<TestNetwork["make"]>[1]["run"]>[0]): void => {
        const value = Number(text(sim.getState(NS, "counter")));
        sim.putState(NS, "counter", Buffer.from(String(value + 1)));
      },
    };
    const made = await Promise.all([network.make(channel, increment), network.make(channel, increment)]);
    const statuses = await Promise.all(made.map(({ txId, envelope }) => broadcast(channel, txId, envelope)));
    expect(statuses.map(({ code }) => code).sort()).toEqual([VALID, MVCC_READ_CONFLICT].sort());
    expect(read("counter")).toBe("1");
  });

  it("takes a transaction id once", async () => {
    const made = await network.make(channel, { run: (sim) => sim.putState(NS, "dup", Buffer.from("1")) });
    const first = await broadcast(channel, made.txId, made.envelope);
    const height = channel.ledger.info().height;
    expect(channel.orderer.broadcast(made.envelope).status).toBe(200);
    const block = await channel.ledger.awaitBlock(height);
    expect(block.transactions.map(({ code }) => code)).toEqual([DUPLICATE_TXID]);
    expect(channel.ledger.transactionStatus(made.txId)).toEqual(first);
  });

  it("tells listeners and waiters of a block once it is durable", async () => {
    const heard: CommittedBlock[] = [];
    const stop = channel.ledger.onCommit((block) => heard.push(block));
    const { txId, block } = await network.submit(channel, {
      run: (sim) => sim.putState(NS, "heard", Buffer.from("1")),
      event: "Heard",
    });
    stop();
    await put("unheard", "1");
    expect(heard.map(({ number }) => number)).toEqual([block]);
    expect(heard[0]?.transactions[0]).toMatchObject({
      txId,
      code: VALID,
      chaincode: NS,
      event: { name: "Heard", txId },
    });
  });

  it("ends waiting when the caller gives up", async () => {
    const abort = new AbortController();
    const waiting = channel.ledger.awaitTransaction("never", abort.signal);
    abort.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });

  it("keeps everything across a restart", async () => {
    const { txId } = await put("kept", "v");
    const before = channel.ledger.info();
    await channel.close();
    channel = await network.open();
    expect(channel.ledger.info()).toEqual(before);
    expect(read("kept")).toBe("v");
    expect(channel.ledger.transactionStatus(txId)?.code).toBe(VALID);
    expect((await put("after", "v")).code).toBe(VALID);
  });

  it("refuses to open a folder that is in use", async () => {
    await expect(network.open()).rejects.toThrow("another process has it open");
  });
});
