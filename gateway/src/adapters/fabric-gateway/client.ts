// SPDX-License-Identifier: Apache-2.0
import {
  connect,
  type ConnectOptions,
  type Gateway,
  hash,
  type Proposal,
  type Transaction,
} from "@hyperledger/fabric-gateway";
import { gateway as gatewayProtos } from "@hyperledger/fabric-protos";
import type { MspId } from "@licet/domain";
import { PeerConnections } from "../fabric/connections.js";
import { blockByNumber, channelHeight, ledgerPosition, transactionOutcome } from "../fabric/ledger-queries.js";
import { peerHeights } from "../fabric/peer-heights.js";
import { readEnvelope, validationCodeName } from "../../protocol/envelope.js";
import { gatewayFailure } from "./errors.js";
import { LedgerError } from "../../ports/ledger-error.js";
import type { Hsm } from "./hsm.js";
import { DEADLINE_MS } from "../fabric/limits.js";
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
import { messageSigner, type SignMessage } from "../fabric/signer.js";

/** Options of the client. */
export interface FabricGatewayOptions {
  readonly channelName: string;
  readonly chaincodeName: string;
  /** Signs for identities whose key is no file. */
  readonly hsm?: Hsm | undefined;
}

/**
 * The ledger through `@hyperledger/fabric-gateway`: one gRPC connection per organisation's peer, any number of identities on top.
 * A caller's requests go to their own organisation's peer.
 */
export class FabricGatewayLedger implements Ledger {
  readonly client = "fabric-gateway";
  readonly #options: FabricGatewayOptions;
  readonly #connections: PeerConnections;
  readonly #gateways = new Map<string, Gateway>();

  constructor(profiles: NetworkProfiles, options: FabricGatewayOptions) {
    this.#connections = new PeerConnections(profiles);
    this.#options = options;
  }

  async evaluate(request: EvaluateRequest): Promise<Uint8Array> {
    const proposal = this.#contract(request.identity, request.chaincode).newProposal(request.transaction, {
      arguments: [...request.arguments],
      endorsingOrganizations: [request.identity.mspId],
    });
    try {
      return await proposal.evaluate();
    } catch (error) {
      throw gatewayFailure("evaluate", error, undefined);
    }
  }

  async submit(request: SubmitRequest): Promise<Receipt> {
    const proposal = this.#contract(request.identity).newProposal(request.transaction, {
      arguments: [...request.arguments],
      transientData: request.transient ?? {},
      endorsingOrganizations: [...request.endorsers],
    });
    const transaction = await endorse(proposal);
    await request.beforeOrdering?.(transaction.getTransactionId());
    return this.#order(transaction);
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
    const { channelName, hsm } = this.#options;
    const sign = messageSigning(identity, hsm);
    const heard = peerHeights(this.#connections.to(identity.mspId), identity, sign, channelName);
    try {
      return await ledgerPosition(this, identity, channelName, heard);
    } catch (error) {
      throw gatewayFailure("evaluate", error, undefined);
    }
  }

  async *blocks(identity: LedgerIdentity, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    const network = this.#gateway(identity).getNetwork(this.#options.channelName);
    try {
      const events = await network.getBlockEvents({ startBlock: from });
      signal.addEventListener("abort", () => events.close(), { once: true });
      if (signal.aborted) events.close();
      for await (const block of events) {
        yield { number: BigInt(block.getHeader()?.getNumber() ?? 0), bytes: block.serializeBinary() };
      }
    } catch (error) {
      if (!signal.aborted) throw gatewayFailure("evaluate", error, undefined);
    }
  }

  close(): Promise<void> {
    for (const gateway of this.#gateways.values()) gateway.close();
    this.#gateways.clear();
    this.#connections.close();
    this.#options.hsm?.close();
    return Promise.resolve();
  }

  async #order(transaction: Transaction): Promise<Receipt> {
    const transactionId = transaction.getTransactionId();
    const commit = await transaction.submit().catch((error: unknown) => {
      throw gatewayFailure("submit", error, transactionId);
    });
    const status = await commit.getStatus().catch((error: unknown) => {
      throw gatewayFailure("commit", error, transactionId);
    });
    if (!status.successful) {
      const code = validationCodeName(status.code);
      throw new LedgerError({
        phase: "commit",
        code,
        message: `Transaction ${transactionId} is in block ${status.blockNumber} with code ${code}.`,
        transactionId,
        outcome: "not-recorded",
      });
    }
    const { endorsers } = endorsedBy(transaction);
    return { result: transaction.getResult(), transactionId, blockNumber: status.blockNumber, endorsers };
  }

  #contract(identity: LedgerIdentity, chaincode = this.#options.chaincodeName): ReturnType<typeof contractOf> {
    return contractOf(this.#gateway(identity), this.#options.channelName, chaincode);
  }

  #gateway(identity: LedgerIdentity): Gateway {
    const known = this.#gateways.get(identity.label);
    if (known) return known;
    const gateway = connect({
      client: this.#connections.to(identity.mspId),
      identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
      ...signingOptions(identity, this.#options.hsm),
      evaluateOptions: () => ({ deadline: Date.now() + DEADLINE_MS.evaluate }),
      endorseOptions: () => ({ deadline: Date.now() + DEADLINE_MS.endorse }),
      submitOptions: () => ({ deadline: Date.now() + DEADLINE_MS.submit }),
      commitStatusOptions: () => ({ deadline: Date.now() + DEADLINE_MS.commit }),
    });
    this.#gateways.set(identity.label, gateway);
    return gateway;
  }
}

function signingOptions(
  identity: LedgerIdentity,
  hsm: Hsm | undefined,
): Required<Pick<ConnectOptions, "hash" | "signer">> {
  if (identity.privateKey !== undefined) {
    const sign = messageSigner(identity.privateKey);
    // This signer hashes by itself: node:crypto signs messages, not digests.
    return { hash: hash.none, signer: (message) => Promise.resolve(sign(message)) };
  }
  if (hsm === undefined) throw new TypeError(`There is no key for ${identity.label}.`);
  return { hash: hash.sha256, signer: hsm.signerFor(identity) };
}

/** Signs what is no transaction, such as a question to the discovery service. */
function messageSigning(identity: LedgerIdentity, hsm: Hsm | undefined): SignMessage {
  const { hash: digestOf, signer } = signingOptions(identity, hsm);
  return async (message) => signer(digestOf(message));
}

function contractOf(
  gateway: Gateway,
  channel: string,
  chaincode: string,
): ReturnType<ReturnType<Gateway["getNetwork"]>["getContract"]> {
  return gateway.getNetwork(channel).getContract(chaincode);
}

async function endorse(proposal: Proposal): Promise<Transaction> {
  try {
    return await proposal.endorse();
  } catch (error) {
    throw gatewayFailure("endorse", error, proposal.getTransactionId());
  }
}

function endorsedBy(transaction: Transaction): { readonly endorsers: readonly MspId[] } {
  const prepared = gatewayProtos.PreparedTransaction.deserializeBinary(transaction.getBytes());
  const envelope = prepared.getEnvelope();
  return envelope ? readEnvelope(envelope) : { endorsers: [] };
}
