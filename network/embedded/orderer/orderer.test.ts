// SPDX-License-Identifier: Apache-2.0

import { common } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../channel/channel.js";
import type { Channel } from "../channel/api.js";
import { TEST_CHANNEL, TestNetwork } from "../testing/test-network.js";
import { WireWriter } from "../protocol/wire.js";
import type { PendingTransaction } from "../validation/transaction.js";
import { GroupCommitOrderer, type OrdererOptions } from "./orderer.js";

const { SUCCESS, BAD_REQUEST, SERVICE_UNAVAILABLE } = common.Status;

describe("the orderer", () => {
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

  const newOrderer = (options: Partial<OrdererOptions>): GroupCommitOrderer =>
    new GroupCommitOrderer({
      channelId: TEST_CHANNEL,
      msps: channel.msps,
      policies: channel.policies,
      limits: DEFAULT_LIMITS,
      write: () => Promise.resolve(),
      onFailure: () => undefined,
      ...options,
    });

  const envelopes = (count: number): Promise<Uint8Array[]> =>
    Promise.all(
      Array.from({ length: count }, async () => (await network.make(channel, { run: () => undefined })).envelope),
    );

  it("gathers what arrives while it writes into the next block", async () => {
    const batches: number[] = [];
    const writes: (() => void)[] = [];
    let began: () => void = () => undefined;
    const write = (batch: readonly PendingTransaction[]): Promise<void> => {
      batches.push(batch.length);
      began();
      return new Promise((resolve) => writes.push(resolve));
    };
    const orderer = newOrderer({ write });
    const [first, ...others] = await envelopes(4);
    const writing = new Promise<void>((resolve) => (began = resolve));
    orderer.broadcast(first!);
    await writing;
    for (const envelope of others) expect(orderer.broadcast(envelope).status).toBe(SUCCESS);
    expect(batches).toEqual([1]);
    const next = new Promise<void>((resolve) => (began = resolve));
    writes.shift()?.();
    await next;
    expect(batches).toEqual([1, 3]);
    writes.shift()?.();
    await orderer.close();
  });

  it("cuts blocks by bytes, and gives a large envelope its own", async () => {
    const batches: number[] = [];
    const [a, b, c] = await envelopes(3);
    const limits = { ...DEFAULT_LIMITS, maxBlockBytes: (a?.length ?? 0) * 2.5 };
    const write = (batch: readonly PendingTransaction[]): Promise<void> => {
      batches.push(batch.length);
      return Promise.resolve();
    };
    const pairs = newOrderer({ limits, write });
    for (const envelope of [a, b, c]) pairs.broadcast(envelope!);
    await pairs.close();
    const single = newOrderer({ limits: { ...limits, maxBlockBytes: 1 }, write });
    for (const envelope of [a, b]) single.broadcast(envelope!);
    await single.close();
    expect(batches).toEqual([2, 1, 1, 1]);
  });

  it("says what it cannot read in Fabric's words", async () => {
    const orderer = newOrderer({});
    const info = (payload: Uint8Array): string => {
      const answer = orderer.broadcast(new WireWriter().bytes(1, payload).finish());
      expect(answer.status).toBe(BAD_REQUEST);
      return answer.info.replace("\u00a0", " ");
    };
    const noChannel = "could not determine channel ID";
    expect(info(new Uint8Array(0))).toBe(`${noChannel}: header not set`);
    const unparsed = "proto: cannot parse invalid wire-format data";
    expect(info(Uint8Array.of(0xff))).toBe(`${noChannel}: error unmarshalling Payload: ${unparsed}`);
    const header = new WireWriter().bytes(1, Uint8Array.of(0xff));
    const payload = new WireWriter().message(1, header).finish();
    expect(info(payload)).toBe(`${noChannel}: error unmarshalling ChannelHeader: ${unparsed}`);
    await orderer.close();
  });

  it("takes nothing more once the ledger cannot be written", async () => {
    let failed: (error: unknown) => void = () => undefined;
    const failure = new Promise((resolve) => (failed = resolve));
    const orderer = newOrderer({ write: () => Promise.reject(new Error("disk full")), onFailure: failed });
    const [a, b] = await envelopes(2);
    expect(orderer.broadcast(a!).status).toBe(SUCCESS);
    expect(await failure).toEqual(new Error("disk full"));
    expect(orderer.broadcast(b!)).toEqual({
      status: SERVICE_UNAVAILABLE,
      info: "the ledger cannot be written: Error: disk full",
    });
    await orderer.close();
  });
});
