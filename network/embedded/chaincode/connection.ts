// SPDX-License-Identifier: Apache-2.0
import { Client, credentials } from "@grpc/grpc-js";
import { MAX_MESSAGE_BYTES } from "../protocol/grpc-limits.js";
import type { TransactionScope } from "./context.js";
import type { ChaincodeMessage } from "./messages.js";
import { ChaincodeStream } from "./stream.js";
import { wrapped } from "../protocol/errors.js";

const CONNECT_PATH = "/protos.Chaincode/Connect";

/** Fabric's defaults, in milliseconds. */
const DEFAULT_TIMEOUTS = {
  /** To reach the chaincode server. */
  dial: 3_000,
  /** From a connection to the chaincode's registration. */
  startup: 30_000,
  /** For one execution. */
  execute: 30_000,
} as const;

export interface ChaincodeConnectionOptions {
  /** What the chaincode is called as long as it has never registered: `name:version`, as a Fabric peer in development mode. */
  readonly expectedId: string;
  /** `host:port` of the chaincode server, without TLS. */
  readonly address: string;
  readonly timeouts?: Partial<Record<keyof typeof DEFAULT_TIMEOUTS, number>>;
}

/**
 * One peer's connection to one chaincode server. It connects at the first call and again at the first call after the chaincode
 * has gone, as a Fabric peer does.
 */
export class ChaincodeConnection {
  readonly address: string;
  /** The package id, which failures name. */
  #id: string;
  readonly #timeouts: Record<keyof typeof DEFAULT_TIMEOUTS, number>;
  /** Set while the chaincode may be called. */
  #stream: ChaincodeStream | undefined;
  #connecting: Promise<ChaincodeStream> | undefined;
  #client: Client | undefined;
  #closed = false;

  constructor(options: ChaincodeConnectionOptions) {
    this.address = options.address;
    this.#id = options.expectedId;
    this.#timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  }

  /** The package id under which the chaincode registered; undefined while there is no connection. */
  get packageId(): string | undefined {
    return this.#stream?.packageId;
  }

  /** Executes one call; see `ChaincodeStream.execute`. */
  async execute(
    scope: TransactionScope,
    namespace: string,
    input: Uint8Array,
    isInit: boolean,
  ): Promise<ChaincodeMessage> {
    const stream = this.#stream ?? (await this.#connect());
    try {
      return await stream.execute(scope, namespace, input, isInit);
    } catch (error) {
      throw wrapped("error sending", error);
    }
  }

  close(): void {
    this.#closed = true;
    this.#stream?.end("the peer is stopping");
    this.#client?.close();
  }

  #connect(): Promise<ChaincodeStream> {
    this.#connecting ??= this.#open().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  async #open(): Promise<ChaincodeStream> {
    if (this.#closed) throw new Error(`could not launch chaincode ${this.#id}: the peer is stopping`);
    const client = new Client(this.address, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
      "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
      "grpc.use_local_subchannel_pool": 1,
      "grpc.enable_channelz": 0,
    });
    this.#client = client;
    try {
      await this.#reach(client);
      const stream = this.#startStream(client);
      await withTimeout(stream.ready, this.#timeouts.startup, "timeout expired while starting chaincode");
      this.#stream = stream;
      this.#id = stream.packageId;
      return stream;
    } catch (error) {
      client.close();
      throw wrapped(`could not launch chaincode ${this.#id}: connection to ${this.#id} failed`, error);
    }
  }

  #reach(client: Client): Promise<void> {
    const { dial } = this.#timeouts;
    const failed =
      `error cannot create connection for ${this.#id}: error creating grpc connection to ${this.address}: ` +
      `failed to create new connection: no chaincode server answered within ${dial} ms`;
    return new Promise((resolve, reject) => {
      client.waitForReady(Date.now() + dial, (error) => {
        if (error) reject(new Error(failed));
        else resolve();
      });
    });
  }

  #startStream(client: Client): ChaincodeStream {
    const identity = (bytes: Buffer): Buffer => bytes;
    const stream: ChaincodeStream = new ChaincodeStream(
      client.makeBidiStreamRequest(CONNECT_PATH, identity, identity),
      {
        executeTimeout: this.#timeouts.execute,
        onEnd: () => {
          if (this.#stream === stream) this.#stream = undefined;
          client.close();
        },
      },
    );
    return stream;
  }
}

async function withTimeout<T>(promise: Promise<T>, timeout: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), timeout);
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
}
