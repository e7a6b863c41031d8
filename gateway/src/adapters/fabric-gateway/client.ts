// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
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
import { channelHeight, transactionOutcome } from "../fabric/ledger-queries.js";
import { readEnvelope, validationCodeName } from "../../protocol/envelope.js";
import { gatewayFailure } from "./errors.js";
import { LedgerError, notConnected } from "../../ports/ledger-error.js";
import type { Hsm } from "./hsm.js";
import { DEADLINE_MS, GRPC_KEEPALIVE_MS, GRPC_MESSAGE_BYTES_MAX } from "../fabric/limits.js";
import type {
  EvaluateRequest,
  Ledger,
  LedgerBlock,
  LedgerIdentity,
  Receipt,
  SubmitRequest,
  TransactionOutcome,
} from "../../ports/ledger.js";
import type { NetworkProfiles, PeerEndpoint } from "../../ports/network-profiles.js";
import { messageSigner } from "../fabric/signer.js";

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
  readonly #profiles: NetworkProfiles;
  readonly #options: FabricGatewayOptions;
  readonly #connections = new Map<MspId, grpc.Client>();
  readonly #gateways = new Map<string, Gateway>();

  constructor(profiles: NetworkProfiles, options: FabricGatewayOptions) {
    this.#profiles = profiles;
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
    for (const connection of this.#connections.values()) connection.close();
    this.#gateways.clear();
    this.#connections.clear();
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
      client: this.#connection(identity.mspId),
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

  #connection(mspId: MspId): grpc.Client {
    const known = this.#connections.get(mspId);
    if (known) return known;
    const organisation = this.#profiles.organisations.get(mspId);
    if (!organisation) throw notConnected(mspId);
    const connection = newConnection(organisation.endpoint);
    this.#connections.set(mspId, connection);
    return connection;
  }
}

function signingOptions(identity: LedgerIdentity, hsm: Hsm | undefined): Pick<ConnectOptions, "hash" | "signer"> {
  if (identity.privateKey !== undefined) {
    const sign = messageSigner(identity.privateKey);
    // This signer hashes by itself: node:crypto signs messages, not digests.
    return { hash: hash.none, signer: (message) => Promise.resolve(sign(message)) };
  }
  if (hsm === undefined) throw new TypeError(`There is no key for ${identity.label}.`);
  return { hash: hash.sha256, signer: hsm.signerFor(identity) };
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

function newConnection(endpoint: PeerEndpoint): grpc.Client {
  const { tlsRootCertificate, hostAlias } = endpoint;
  const credentials =
    tlsRootCertificate === undefined
      ? grpc.credentials.createInsecure()
      : grpc.credentials.createSsl(Buffer.from(tlsRootCertificate));
  return new grpc.Client(endpoint.address, credentials, {
    ...(hostAlias === undefined ? {} : { "grpc.ssl_target_name_override": hostAlias }),
    "grpc.max_receive_message_length": GRPC_MESSAGE_BYTES_MAX,
    "grpc.max_send_message_length": GRPC_MESSAGE_BYTES_MAX,
    "grpc.keepalive_time_ms": GRPC_KEEPALIVE_MS,
  });
}
