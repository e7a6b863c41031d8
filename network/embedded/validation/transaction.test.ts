// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import { computeTxId } from "../protocol/envelope.js";
import {
  broadcast,
  endorsedEnvelope,
  TEST_CHAINCODE,
  testChaincode,
  TestNetwork,
  type EnvelopeParts,
} from "../testing/test-network.js";
import { WireWriter } from "../protocol/wire.js";
import { checkCreator, InvalidTransaction, parseHeaders } from "./transaction.js";

const Code = peer.TxValidationCode;
const { Status } = common;

/** A ChaincodeAction of the trial chaincode with the given parts replaced. */
function action(parts: { results?: Uint8Array; name?: string; version?: string; event?: string } = {}): Uint8Array {
  const writer = new WireWriter().bytes(1, parts.results ?? new Uint8Array(0));
  if (parts.event !== undefined) writer.message(2, new WireWriter().string(1, parts.event));
  const id = new WireWriter().string(2, parts.name ?? TEST_CHAINCODE).string(3, parts.version ?? "1.0");
  return writer.message(4, id).finish();
}

describe("the form of a transaction", () => {
  let network: TestNetwork;
  let channel: Channel;
  let nonce: Buffer;

  beforeAll(async () => {
    network = await TestNetwork.create();
    channel = await network.open([testChaincode()]);
  });

  afterAll(async () => {
    await channel.close();
    network.remove();
  });

  const envelope = (changes: Partial<EnvelopeParts> = {}): Uint8Array => {
    nonce = randomBytes(24);
    const client = changes.client ?? network.user("A");
    return endorsedEnvelope({
      client,
      nonce,
      txId: computeTxId(nonce, client.serialised),
      chaincode: TEST_CHAINCODE,
      action: action(),
      peers: [network.peer("A")],
      ...changes,
    });
  };

  /** The verdict of the committer on an envelope the orderer accepts. */
  const verdict = async (changes: Partial<EnvelopeParts>): Promise<number | undefined> => {
    const height = channel.ledger.info().height;
    const { status, info } = channel.orderer.broadcast(envelope(changes));
    expect({ status, info }).toEqual({ status: Status.SUCCESS, info: "" });
    return (await channel.ledger.awaitBlock(height)).transactions[0]?.code;
  };

  it("is judged with Fabric's codes", async () => {
    expect(await verdict({})).toBe(Code.VALID);
    expect(await verdict({ type: common.HeaderType.MESSAGE })).toBe(Code.BAD_COMMON_HEADER);
    expect(await verdict({ epoch: 1 })).toBe(Code.BAD_COMMON_HEADER);
    expect(await verdict({ txId: "00" })).toBe(Code.BAD_PROPOSAL_TXID);
    expect(await verdict({ proposalHash: Buffer.alloc(32, 1) })).toBe(Code.INVALID_ENDORSER_TRANSACTION);
    expect(await verdict({ action: Buffer.from([0xff]) })).toBe(Code.BAD_RESPONSE_PAYLOAD);
    expect(await verdict({ action: action({ results: Buffer.from([0xff]) }) })).toBe(Code.BAD_RWSET);
    expect(await verdict({ action: action({ name: "other" }) })).toBe(Code.INVALID_CHAINCODE);
    expect(await verdict({ action: action({ version: "" }) })).toBe(Code.INVALID_CHAINCODE);
    expect(await verdict({ action: action({ event: "other" }) })).toBe(Code.INVALID_OTHER_REASON);
    const namespace = new WireWriter().string(1, TEST_CHAINCODE);
    const twice = new WireWriter().message(2, namespace).message(2, namespace).finish();
    expect(await verdict({ action: action({ results: twice }) })).toBe(Code.ILLEGAL_WRITESET);
  });

  it("is refused by the orderer when it cannot be attributed to a writer of the channel", () => {
    const answer = (bytes: Uint8Array): unknown => channel.orderer.broadcast(bytes).status;
    expect(answer(Buffer.from([0xff]))).toBe(Status.BAD_REQUEST);
    expect(answer(new Uint8Array(0))).toBe(Status.BAD_REQUEST);
    expect(answer(envelope({ channel: "other" }))).toBe(Status.BAD_REQUEST);
    expect(answer(envelope({ type: common.HeaderType.CONFIG }))).toBe(Status.BAD_REQUEST);
    expect(answer(envelope({ type: common.HeaderType.CONFIG_UPDATE }))).toBe(Status.BAD_REQUEST);
    expect(answer(envelope({ sign: () => Buffer.from("nonsense") }))).toBe(Status.FORBIDDEN);
    expect(answer(envelope({ sign: (payload) => network.user("B").sign(payload) }))).toBe(Status.FORBIDDEN);
    // A peer is a member, but no writer.
    expect(answer(envelope({ client: network.peer("A") }))).toBe(Status.FORBIDDEN);
    expect(answer(envelope({ client: network.user("A", "Admin") }))).toBe(Status.SUCCESS);
  });

  it("is limited in size, and the queue in length", async () => {
    const small = await network.open([testChaincode()], "small", { maxEnvelopeBytes: 4_000, maxQueuedEnvelopes: 1 });
    const large = action({ results: Buffer.concat([Buffer.from([0x1a, 0xa0, 0x1f]), Buffer.alloc(4_000)]) });
    expect(small.orderer.broadcast(envelope({ action: large }))).toMatchObject({ status: Status.BAD_REQUEST });
    expect(small.orderer.broadcast(envelope()).status).toBe(Status.SUCCESS);
    expect(small.orderer.broadcast(envelope()).status).toBe(Status.SERVICE_UNAVAILABLE);
    await small.close();
    expect(small.orderer.broadcast(envelope()).status).toBe(Status.SERVICE_UNAVAILABLE);
  });

  it("fills blocks up to their limits", async () => {
    const tight = await network.open([testChaincode()], "tight", { maxBlockTransactions: 2 });
    const made = await Promise.all(Array.from({ length: 5 }, () => network.make(tight, { run: () => undefined })));
    const statuses = await Promise.all(made.map(({ txId, envelope: bytes }) => broadcast(tight, txId, bytes)));
    expect(statuses.map(({ block }) => Number(block))).toEqual([1, 1, 2, 2, 3]);
    await tight.close();
  });

  it("needs its creator's signature also where no orderer has looked", () => {
    const codeOf = (bytes: Uint8Array): number | undefined => {
      try {
        checkCreator(channel.msps, parseHeaders(bytes));
        return undefined;
      } catch (error) {
        return error instanceof InvalidTransaction ? error.code : Number.NaN;
      }
    };
    expect(codeOf(envelope())).toBeUndefined();
    expect(codeOf(envelope({ sign: () => network.user("B").sign(Buffer.from("x")) }))).toBe(Code.BAD_CREATOR_SIGNATURE);
    expect(codeOf(new WireWriter().bytes(1, Buffer.from([0xff])).finish())).toBe(Code.BAD_PAYLOAD);
    expect(codeOf(new WireWriter().bytes(1, new WireWriter().bytes(2, Buffer.from("x")).finish()).finish())).toBe(
      Code.BAD_COMMON_HEADER,
    );
  });
});
