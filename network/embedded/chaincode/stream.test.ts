// SPDX-License-Identifier: Apache-2.0
import { peer } from "@hyperledger/fabric-protos";
import { afterEach, describe, expect, it } from "vitest";
import type { ChannelLedger } from "../channel/api.js";
import type { Identity } from "../identity/identity.js";
import type { Simulator } from "../state/simulation.js";
import { chaincodeMessage as message, FakeChaincode } from "../testing/fake-chaincode.js";
import { ChaincodeConnection } from "./connection.js";
import type { TransactionScope } from "./context.js";

const { Type } = peer.ChaincodeMessage;

const simulator = (values: Record<string, string> = {}): Simulator =>
  ({
    getState: (_ns: string, key: string) => (values[key] === undefined ? undefined : Buffer.from(values[key])),
  }) as Simulator;

function scope(txId: string, values?: Record<string, string>): TransactionScope {
  return {
    channelId: "channel",
    txId,
    creator: {} as Identity,
    signedProposal: Buffer.alloc(0),
    invokedChaincode: "cc",
    simulator: simulator(values),
    ledger: {} as ChannelLedger,
    totalQueryLimit: 100,
    invoke: () => Promise.reject(new Error("not called")),
  };
}

function getState(txId: string, key: string): peer.ChaincodeMessage {
  const request = new peer.GetState();
  request.setKey(key);
  return message(Type.GET_STATE, txId, request.serializeBinary());
}

const open: { close(): void }[] = [];

async function connectTo(chaincode: FakeChaincode, timeouts = {}): Promise<ChaincodeConnection> {
  const port = await chaincode.start();
  const connection = new ChaincodeConnection({ expectedId: "cc:1.0", address: `127.0.0.1:${port}`, timeouts });
  open.push(connection, { close: () => chaincode.stop() });
  return connection;
}

afterEach(() => {
  for (const resource of open.splice(0)) resource.close();
});

const INPUT = new peer.ChaincodeInput().serializeBinary();

describe("a chaincode stream", () => {
  it("registers, executes, and answers reads of the state", async () => {
    const seen: number[] = [];
    const chaincode = new FakeChaincode((received, call) => {
      seen.push(received.getType());
      if (received.getType() === Type.TRANSACTION) call.write(getState(received.getTxid(), "k"));
      if (received.getType() === Type.RESPONSE)
        call.write(message(Type.COMPLETED, received.getTxid(), received.getPayload_asU8()));
    });
    const connection = await connectTo(chaincode);
    const completed = await connection.execute(scope("t1", { k: "value" }), "cc", INPUT, false);
    expect(completed.payload.toString()).toBe("value");
    expect(seen).toEqual([Type.REGISTERED, Type.READY, Type.TRANSACTION, Type.RESPONSE]);
    expect(connection.packageId).toBe("cc:1");
  });

  it("answers an error with the request's name and the transaction", async () => {
    const chaincode = new FakeChaincode((received, call) => {
      const next = new peer.QueryStateNext();
      next.setId("7");
      if (received.getType() === Type.TRANSACTION)
        call.write(message(Type.QUERY_STATE_NEXT, received.getTxid(), next.serializeBinary()));
      if (received.getType() === Type.ERROR)
        call.write(message(Type.COMPLETED, received.getTxid(), received.getPayload_asU8()));
    });
    const connection = await connectTo(chaincode);
    const completed = await connection.execute(scope("t1"), "cc", INPUT, false);
    expect(completed.payload.toString()).toBe("QUERY_STATE_NEXT failed: transaction ID: t1: query iterator not found");
  });

  it("fails a chaincode that takes too long, and drops what it says afterwards", async () => {
    const chaincode = new FakeChaincode(() => undefined);
    const connection = await connectTo(chaincode, { execute: 20 });
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow(
      "error sending: timeout expired while executing transaction",
    );
  });

  it("refuses a transaction that is executing already", async () => {
    const chaincode = new FakeChaincode(() => undefined);
    const connection = await connectTo(chaincode, { execute: 200 });
    const first = connection.execute(scope("t1"), "cc", INPUT, false);
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow("txid: t1(channel) exists");
    await expect(first).rejects.toThrow("timeout");
  });

  it("fails calls in flight when the chaincode goes, and connects anew afterwards", async () => {
    let crash = true;
    const chaincode = new FakeChaincode((received, call) => {
      if (received.getType() !== Type.TRANSACTION) return;
      if (crash) call.emit("error", { code: 14, details: "crash" });
      else call.write(message(Type.COMPLETED, received.getTxid()));
    });
    const connection = await connectTo(chaincode);
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow("chaincode stream terminated");
    crash = false;
    await expect(connection.execute(scope("t2"), "cc", INPUT, false)).resolves.toMatchObject({ txId: "t2" });
    expect(chaincode.calls).toHaveLength(2);
  });

  it("says so when there is no chaincode server", async () => {
    const connection = new ChaincodeConnection({
      expectedId: "cc:1.0",
      address: "127.0.0.1:1",
      timeouts: { dial: 100 },
    });
    open.push(connection);
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow(
      "could not launch chaincode cc:1.0: connection to cc:1.0 failed: error cannot create connection for cc:1.0: " +
        "error creating grpc connection to 127.0.0.1:1: failed to create new connection: " +
        "no chaincode server answered within 100 ms",
    );
  });

  it("names one that has gone by the package id it had registered under", async () => {
    const chaincode = new FakeChaincode((received, call) => {
      if (received.getType() === Type.TRANSACTION) call.emit("error", { code: 14, details: "crash" });
    });
    const connection = await connectTo(chaincode, { dial: 100 });
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow("chaincode stream terminated");
    chaincode.stop();
    await expect(connection.execute(scope("t2"), "cc", INPUT, false)).rejects.toThrow(
      "could not launch chaincode cc:1: connection to cc:1 failed",
    );
  });

  it("ends the stream of a chaincode that speaks out of turn", async () => {
    const chaincode = new FakeChaincode((received, call) => {
      if (received.getType() === Type.TRANSACTION) call.write(message(Type.REGISTERED, received.getTxid()));
    });
    const connection = await connectTo(chaincode);
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).rejects.toThrow("chaincode stream terminated");
  });

  it("takes a keep-alive at any time", async () => {
    const chaincode = new FakeChaincode((received, call) => {
      if (received.getType() !== Type.TRANSACTION) return;
      call.write(message(Type.KEEPALIVE));
      call.write(message(Type.COMPLETED, received.getTxid()));
    });
    const connection = await connectTo(chaincode);
    await expect(connection.execute(scope("t1"), "cc", INPUT, false)).resolves.toMatchObject({ type: Type.COMPLETED });
  });
});
