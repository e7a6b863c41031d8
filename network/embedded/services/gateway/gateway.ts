// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import { common } from "@hyperledger/fabric-protos";
import type { EndorsementAnalyzer } from "../discovery/layouts.js";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";
import { WireWriter } from "../../protocol/wire.js";
import { endorse } from "./endorse.js";
import { GrpcError } from "./errors.js";
import { messageOf } from "../../protocol/errors.js";
import { evaluate, requireChannel } from "./evaluate.js";
import { EndorsementPlanner } from "./planner.js";
import {
  decodeCommitStatusRequest,
  decodeProposalRequest,
  decodeSignedRequest,
  decodeSubmitRequest,
} from "./requests.js";

const EMPTY = Buffer.alloc(0);

/** The gateway service of one peer: requests and answers are serialised messages of gateway.Gateway. */
export class Gateway {
  readonly #network: PeerNetwork;
  readonly #local: PeerNode;
  readonly #planner: EndorsementPlanner;

  constructor(network: PeerNetwork, local: PeerNode, analyzer: EndorsementAnalyzer) {
    this.#network = network;
    this.#local = local;
    this.#planner = new EndorsementPlanner(network, local, analyzer);
  }

  /** Executes a proposal at one peer for its result. */
  async evaluate(bytes: Buffer): Promise<Buffer> {
    const { signedProposal, organisations } = decodeProposalRequest(bytes);
    const response = await evaluate(this.#network, this.#local, signedProposal, organisations);
    return new WireWriter().message(1, response).finish();
  }

  /** Collects the endorsements a transaction needs and answers the transaction for the client to sign. */
  async endorse(bytes: Buffer): Promise<Buffer> {
    const { signedProposal, organisations } = decodeProposalRequest(bytes);
    const envelope = await endorse(this.#planner, signedProposal, organisations);
    return new WireWriter().message(1, envelope).finish();
  }

  /** Hands a signed transaction to the orderer. */
  submit(bytes: Buffer): Buffer {
    const { channelId, envelope, signed } = decodeSubmitRequest(bytes);
    if (!envelope) throw new GrpcError(status.INVALID_ARGUMENT, "a prepared transaction is required");
    if (!signed) throw new GrpcError(status.INVALID_ARGUMENT, "prepared transaction must be signed");
    requireChannel(this.#network, channelId, status.FAILED_PRECONDITION);
    const answer = this.#network.channel.orderer.broadcast(envelope);
    if (answer.status === common.Status.SUCCESS) return EMPTY;
    if (answer.status >= 400 && answer.status < 500)
      throw new GrpcError(
        status.ABORTED,
        `received unsuccessful response from orderer: status=${statusName(answer.status)}, info=${answer.info}`,
      );
    throw new GrpcError(status.UNAVAILABLE, "no orderers could successfully process transaction");
  }

  /**
   * Waits for a transaction to be committed and answers its validation code and block.
   *
   * @param signal called off when the client has gone
   */
  async commitStatus(bytes: Buffer, signal: () => AbortSignal): Promise<Buffer> {
    const { request, signature } = decodeSignedRequest(bytes);
    if (request.length === 0) throw new GrpcError(status.INVALID_ARGUMENT, "a commit status request is required");
    const { channelId, transactionId, identity } = decodeCommitStatusRequest(request);
    try {
      this.#network.access.checkSigned("gateway/CommitStatus", channelId, { data: request, identity, signature });
    } catch (error) {
      throw new GrpcError(status.PERMISSION_DENIED, messageOf(error));
    }
    const { ledger } = this.#network.channel;
    const known = ledger.transactionStatus(transactionId);
    const { code, block } = known ?? (await ledger.awaitTransaction(transactionId, signal()));
    return new WireWriter().uint(1, code).uint(2, block).finish();
  }
}

function statusName(code: number): string {
  const names = Object.entries(common.Status) as [string, number][];
  return names.find(([, value]) => value === code)?.[0] ?? String(code);
}
