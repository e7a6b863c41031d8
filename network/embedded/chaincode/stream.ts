// SPDX-License-Identifier: Apache-2.0
import type { ClientDuplexStream } from "@grpc/grpc-js";
import { ExecutionContext, type TransactionScope } from "./context.js";
import { decodeName } from "./invoke.js";
import { decodeMessage, encodeMessage, MessageType, messageTypeName, type ChaincodeMessage } from "./messages.js";
import { requestHandlers } from "./requests.js";
import { messageOf } from "../protocol/errors.js";

/** The stream ended while the chaincode was executing. Gateways retry on another peer when a message ends so. */
export const STREAM_TERMINATED = "chaincode stream terminated";
const EXECUTION_TIMEOUT = "timeout expired while executing transaction";

interface Execution {
  readonly context: ExecutionContext;
  readonly settle: (message: ChaincodeMessage | Error) => void;
}

export interface ChaincodeStreamOptions {
  /** How long one execution may take, in milliseconds. */
  readonly executeTimeout: number;
  /** Called once when the stream has ended. */
  readonly onEnd: (reason: string) => void;
}

/**
 * The peer's side of one chaincode stream: handshake, executions in flight, and the chaincode's requests about the ledger.
 * After an end it is of no further use.
 */
export class ChaincodeStream {
  /** Resolves when the chaincode has registered and may be called; rejects when the stream ends before. */
  readonly ready: Promise<void>;
  readonly #call: ClientDuplexStream<Buffer, Buffer>;
  readonly #options: ChaincodeStreamOptions;
  readonly #executions = new Map<string, Execution>();
  #packageId = "";
  #isReady = false;
  #ended = false;
  #markReady: () => void = () => undefined;
  #failReady: (error: Error) => void = () => undefined;

  constructor(call: ClientDuplexStream<Buffer, Buffer>, options: ChaincodeStreamOptions) {
    this.#call = call;
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#markReady = resolve;
      this.#failReady = reject;
    });
    this.ready.catch(() => undefined);
    call.on("data", (bytes: Buffer) => this.#receive(bytes));
    call.on("error", (error: Error) => this.end(error.message));
    call.on("end", () => this.end("the chaincode closed the stream"));
  }

  /** The package id the chaincode registered under; empty before it has. */
  get packageId(): string {
    return this.#packageId;
  }

  /**
   * Executes one chaincode call and resolves with its final message, COMPLETED or ERROR.
   *
   * @param input serialised protos.ChaincodeInput
   * @throws {Error} with Fabric's sentences for a timeout, an ended stream, or a chaincode that calls itself.
   */
  execute(scope: TransactionScope, namespace: string, input: Uint8Array, isInit: boolean): Promise<ChaincodeMessage> {
    const { channelId, txId } = scope;
    const key = channelId + txId;
    if (this.#executions.has(key)) return Promise.reject(new Error(`txid: ${txId}(${channelId}) exists`));
    if (this.#ended) return Promise.reject(new Error(STREAM_TERMINATED));
    return new Promise((resolve, reject) => {
      const context = new ExecutionContext(scope, namespace, isInit);
      const timer = setTimeout(() => settle(new Error(EXECUTION_TIMEOUT)), this.#options.executeTimeout);
      const settle = (outcome: ChaincodeMessage | Error): void => {
        clearTimeout(timer);
        this.#executions.delete(key);
        void context.queries.closeAll();
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      this.#executions.set(key, { context, settle });
      const type = isInit ? MessageType.INIT : MessageType.TRANSACTION;
      this.#call.write(encodeMessage({ type, payload: input, txId, channelId, proposal: scope.signedProposal }));
    });
  }

  /** Ends the stream; calls in flight fail with STREAM_TERMINATED. */
  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failReady(new Error(reason));
    this.#call.cancel();
    for (const execution of [...this.#executions.values()]) execution.settle(new Error(STREAM_TERMINATED));
    this.#options.onEnd(reason);
  }

  #receive(bytes: Buffer): void {
    if (this.#ended) return;
    try {
      const message = decodeMessage(bytes);
      if (message.type === MessageType.KEEPALIVE) return;
      if (this.#isReady) this.#dispatch(message);
      else this.#register(message);
    } catch (error) {
      this.end(`error handling message, ending stream: ${messageOf(error)}`);
    }
  }

  #register(message: ChaincodeMessage): void {
    if (message.type !== MessageType.REGISTER)
      throw new Error(`cannot handle message (${messageTypeName(message.type)}) while in created state`);
    this.#packageId = decodeName(message.payload);
    if (this.#packageId === "") throw new Error("error in handling register chaincode, chaincodeID name is empty");
    this.#call.write(encodeMessage({ type: MessageType.REGISTERED }));
    this.#call.write(encodeMessage({ type: MessageType.READY }));
    this.#isReady = true;
    this.#markReady();
  }

  #dispatch(message: ChaincodeMessage): void {
    const execution = this.#executions.get(message.channelId + message.txId);
    if (message.type === MessageType.COMPLETED || message.type === MessageType.ERROR) {
      execution?.settle(message);
      return;
    }
    const handler = requestHandlers.get(message.type);
    if (!handler) throw new Error(`cannot handle message (${messageTypeName(message.type)}) while in ready state`);
    if (!execution) {
      this.#refuse(message, new Error("no ledger context"));
      return;
    }
    const { context } = execution;
    if (context.busy) return; // a second request of the same transaction is dropped, as in Fabric
    try {
      const answer = handler(context, message);
      if (answer instanceof Promise) this.#answerLater(context, message, answer);
      else this.#answer(message, answer);
    } catch (error) {
      this.#refuse(message, error);
    }
  }

  #answerLater(context: ExecutionContext, message: ChaincodeMessage, answer: Promise<Uint8Array | undefined>): void {
    context.busy = true;
    answer.then(
      (payload) => {
        context.busy = false;
        this.#answer(message, payload);
      },
      (error: unknown) => {
        context.busy = false;
        this.#refuse(message, error);
      },
    );
  }

  #answer({ txId, channelId }: ChaincodeMessage, payload: Uint8Array | undefined): void {
    if (!this.#ended) this.#call.write(encodeMessage({ type: MessageType.RESPONSE, payload, txId, channelId }));
  }

  #refuse({ type, txId, channelId }: ChaincodeMessage, error: unknown): void {
    const reason = messageOf(error);
    const payload = Buffer.from(`${messageTypeName(type)} failed: transaction ID: ${txId}: ${reason}`);
    if (!this.#ended) this.#call.write(encodeMessage({ type: MessageType.ERROR, payload, txId, channelId }));
  }
}
