// SPDX-License-Identifier: Apache-2.0
import "./log.js";
import type { BlockEvent, Network } from "fabric-network";
import { CommitWatch } from "./commit.js";
import { networkFailure } from "./errors.js";
import { FabricNetworkPool } from "./pool.js";
import { PeerConnections } from "../fabric/connections.js";
import { blockByNumber, channelHeight, ledgerPosition, transactionOutcome } from "../fabric/ledger-queries.js";
import { peerHeights } from "../fabric/peer-heights.js";
import { messageSigner, type SignMessage } from "../fabric/signer.js";
import type {
  EvaluateRequest,
  Ledger,
  LedgerBlock,
  LedgerIdentity,
  LedgerPosition,
  Receipt,
  SubmitRequest,
  TransactionOutcome,
} from "../../ports/ledger.js";
import type { NetworkProfiles } from "../../ports/network-profiles.js";

/** Options of the client. */
export interface FabricNetworkOptions {
  readonly channelName: string;
  readonly chaincodeName: string;
  /** Connections kept open at the same time, one an identity. */
  readonly poolMax: number;
}

/** Blocks announced by the peer and not yet read, before the oldest wait for their reader. */
const ANNOUNCED_MAX = 10_000;

/**
 * The ledger through `fabric-network` 2.2, for networks whose users run it: Raft and the embedded network.
 * A SmartBFT channel is refused, because this library sends to one orderer only.
 */
export class FabricNetworkLedger implements Ledger {
  readonly client = "fabric-network";
  readonly #options: FabricNetworkOptions;
  readonly #pool: FabricNetworkPool;
  /** To ask peers what this library asks once only. */
  readonly #connections: PeerConnections;

  constructor(profiles: NetworkProfiles, options: FabricNetworkOptions) {
    this.#options = options;
    this.#connections = new PeerConnections(profiles);
    this.#pool = new FabricNetworkPool(profiles, options.channelName, options.poolMax);
  }

  evaluate(request: EvaluateRequest): Promise<Uint8Array> {
    return this.#pool.use(request.identity, async (network) => {
      const contract = network.getContract(request.chaincode ?? this.#options.chaincodeName);
      try {
        return await contract.createTransaction(request.transaction).evaluate(...request.arguments);
      } catch (error) {
        throw networkFailure("evaluate", error, undefined);
      }
    });
  }

  submit(request: SubmitRequest): Promise<Receipt> {
    return this.#pool.use(request.identity, (network) => this.#submit(network, request));
  }

  outcome(identity: LedgerIdentity, transactionId: string): Promise<TransactionOutcome | undefined> {
    return transactionOutcome(this, identity, this.#options.channelName, transactionId);
  }

  height(identity: LedgerIdentity): Promise<bigint> {
    return channelHeight(this, identity, this.#options.channelName);
  }

  block(identity: LedgerIdentity, number: bigint): Promise<Uint8Array> {
    return blockByNumber(this, identity, this.#options.channelName, number);
  }

  async position(identity: LedgerIdentity): Promise<LedgerPosition> {
    const { channelName } = this.#options;
    try {
      const heard = peerHeights(this.#connections.to(identity.mspId), identity, signing(identity), channelName);
      return await ledgerPosition(this, identity, channelName, heard);
    } catch (error) {
      throw networkFailure("evaluate", error, undefined);
    }
  }

  async *blocks(identity: LedgerIdentity, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    const announced = new Announcements(signal);
    const listener = (event: BlockEvent): Promise<void> => announced.add(BigInt(event.blockNumber.toString()));
    const network = await this.#pool.hold(identity, signal);
    await network.addBlockListener(listener, { type: "filtered", startBlock: from.toString() });
    try {
      for await (const number of announced.numbers()) {
        yield { number, bytes: await this.block(identity, number) };
      }
    } finally {
      network.removeBlockListener(listener);
    }
  }

  close(): Promise<void> {
    this.#connections.close();
    return this.#pool.close();
  }

  async #submit(network: Network, request: SubmitRequest): Promise<Receipt> {
    const transaction = network.getContract(this.#options.chaincodeName).createTransaction(request.transaction);
    const transactionId = transaction.getTransactionId();
    const watch = new CommitWatch(network, transactionId, request.identity.mspId, request.beforeOrdering);
    transaction.setEventHandler(() => watch).setEndorsingOrganizations(...request.endorsers);
    if (request.transient) {
      const fields = Object.entries(request.transient).map(([name, bytes]) => [name, Buffer.from(bytes)] as const);
      transaction.setTransient(Object.fromEntries(fields));
    }
    try {
      const result = await transaction.submit(...request.arguments);
      // With organisations required, the SDK asks one peer of each and fails unless all of them endorse alike.
      return { result, transactionId, blockNumber: watch.blockNumber, endorsers: request.endorsers };
    } catch (error) {
      throw networkFailure(watch.phase, error, transactionId);
    } finally {
      // The SDK forgets to cancel the listener and its timer where sending to the orderer throws.
      watch.cancelListening();
    }
  }
}

function signing({ privateKey, label }: LedgerIdentity): SignMessage {
  if (privateKey === undefined) throw new TypeError(`There is no key file for ${label}.`);
  const sign = messageSigner(privateKey);
  return (message) => Promise.resolve(sign(message));
}

/** Numbers of blocks that were announced, in order, for one reader. */
class Announcements {
  readonly #signal: AbortSignal;
  readonly #waiting: bigint[] = [];
  #wake: () => void = () => undefined;
  #drained: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  /** Adds a block; resolves once there is room for the next. */
  async add(number: bigint): Promise<void> {
    this.#waiting.push(number);
    this.#wake();
    if (this.#waiting.length < ANNOUNCED_MAX || this.#signal.aborted) return;
    await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  async *numbers(): AsyncIterable<bigint> {
    while (!this.#signal.aborted) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        this.#drained();
        yield next;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}
