// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import type { CheckedProposal } from "../../endorser/endorser.js";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";
import { ProposalError, unpackProposal, type Invocation, type UnpackedProposal } from "../../endorser/proposal.js";
import { encodeResponse } from "../../protocol/response.js";
import { GrpcError, type ErrorDetail } from "./errors.js";
import { messageOf } from "../../protocol/errors.js";
import { detailOf, failureOf, refusalOf, type EndorserFailure } from "./outcome.js";
import { localFirst } from "./plan.js";

/** A proposal that names the chaincode it invokes. */
interface ProposalToEvaluate extends UnpackedProposal {
  readonly invoked: string;
}

/**
 * Executes a proposal at one peer for its result, a serialised protos.Response. A peer that fails, as opposed to a chaincode that
 * refuses, is replaced by the next.
 *
 * @param organisations whose peers may be asked; empty: all, or with transient data the gateway's own
 */
export async function evaluate(
  network: PeerNetwork,
  local: PeerNode,
  signedProposal: Buffer,
  organisations: readonly string[],
): Promise<Buffer> {
  const proposal = unpack(signedProposal);
  requireChannel(network, proposal.channelId, status.UNAVAILABLE);
  const details: ErrorDetail[] = [];
  let code = status.ABORTED;
  for (const peer of evaluators(network, local, proposal, organisations)) {
    const outcome = await evaluateAt(peer, local, proposal);
    if (Buffer.isBuffer(outcome)) return outcome;
    details.push(detailOf(peer, outcome.message));
    code = outcome.code;
    if (!outcome.retry) throw new GrpcError(code, `${REFUSED}: ${outcome.message}`, details);
  }
  throw new GrpcError(code, "failed to evaluate transaction, see attached details for more info", details);
}

/** A serialised protos.Response, or why there is none. */
async function evaluateAt(
  peer: PeerNode,
  local: PeerNode,
  proposal: UnpackedProposal,
): Promise<Buffer | EndorserFailure> {
  let checked: CheckedProposal;
  try {
    checked = peer.endorser.check(proposal);
  } catch (error) {
    return refusalOf(error, peer, local);
  }
  const answer = await peer.endorser.evaluate(checked);
  return failureOf(answer) ?? encodeResponse(answer.response);
}

const REFUSED = "evaluate call to endorser returned error";

/** @throws {GrpcError} with the given code when the channel is not the network's. */
export function requireChannel(network: PeerNetwork, channelId: string, code: status): void {
  if (channelId !== network.channel.channelId)
    throw new GrpcError(
      code,
      `failed to get config for channel [${channelId}]: could not get last config for channel ${channelId}`,
    );
}

/** Peers to evaluate at, best first. */
function evaluators(
  network: PeerNetwork,
  local: PeerNode,
  proposal: ProposalToEvaluate,
  organisations: readonly string[],
): PeerNode[] {
  const guarded = proposal.hasTransient && organisations.length === 0;
  const allowed = guarded ? [local.mspId] : organisations;
  const able = network.peers.filter(
    (peer) => peer.has(proposal.invoked) && (allowed.length === 0 || allowed.includes(peer.mspId)),
  );
  if (able.length > 0) {
    const own = able.filter((peer) => peer.mspId === local.mspId);
    const others = able.filter((peer) => peer.mspId !== local.mspId);
    return [...localFirst(own, local), ...others];
  }
  const reason = `no peers available to evaluate chaincode ${proposal.invoked} in channel ${proposal.channelId}`;
  const advice =
    "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data";
  throw new GrpcError(status.FAILED_PRECONDITION, guarded ? `${advice}: ${reason}` : reason);
}

function unpack(signedProposal: Buffer): ProposalToEvaluate {
  try {
    if (signedProposal.length === 0) throw new ProposalError("a signed proposal is required");
    const proposal = unpackProposal(signedProposal);
    const { channelId, invocation } = proposal;
    if (channelId === "") throw new ProposalError("no channel id provided");
    const missing = missingName(invocation);
    if (missing !== undefined)
      throw new ProposalError(`no chaincode ${missing} is provided, channel id [${channelId}]`);
    return { ...proposal, invoked: invocation.chaincode ?? "" };
  } catch (error) {
    throw new GrpcError(status.INVALID_ARGUMENT, `failed to unpack transaction proposal: ${messageOf(error)}`);
  }
}

function missingName({ hasSpec, chaincode }: Invocation): string | undefined {
  if (!hasSpec) return "spec";
  if (chaincode === undefined) return "id";
  return chaincode === "" ? "name" : undefined;
}
