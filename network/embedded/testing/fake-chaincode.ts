// SPDX-License-Identifier: Apache-2.0
import { Server, ServerCredentials, type ServerDuplexStream } from "@grpc/grpc-js";
import { peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";

export type ChaincodeStreamCall = ServerDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>;

/** Answers a message of the peer. */
export type OnMessage = (message: peer.ChaincodeMessage, call: ChaincodeStreamCall) => void;

/** A chaincode server in the test's own process: it registers, and does what the test says after that. */
export class FakeChaincode {
  readonly calls: ChaincodeStreamCall[] = [];
  readonly #server = new Server();
  readonly #onMessage: OnMessage;

  constructor(onMessage: OnMessage) {
    this.#onMessage = onMessage;
  }

  /** Listens on a free port of the loopback interface and gives it. */
  async start(): Promise<number> {
    const connect = (call: ChaincodeStreamCall): void => {
      this.calls.push(call);
      call.on("data", (received: peer.ChaincodeMessage) => this.#onMessage(received, call));
      call.on("error", () => undefined);
      call.write(registration());
    };
    this.#server.addService(peer.ChaincodeService, { connect });
    return new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}

/** A chaincode message of a transaction. */
export function chaincodeMessage(
  type: number,
  txId = "",
  payload: Uint8Array = new Uint8Array(),
  channelId = "channel",
): peer.ChaincodeMessage {
  return newMessage(peer.ChaincodeMessage, { type: type as 0, txid: txId, channelId: txId ? channelId : "", payload });
}

function registration(): peer.ChaincodeMessage {
  const id = newMessage(peer.ChaincodeID, { name: "cc:1" });
  return chaincodeMessage(peer.ChaincodeMessage.Type.REGISTER, "", id.serializeBinary());
}
